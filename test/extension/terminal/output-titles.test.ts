import assert from "node:assert/strict";
import { OutputTitles } from "../../../src/extension/terminal/output-titles.js";

const [FIRST, SECOND] = [
  { label: "train", id: "1733302847000000001" },
  { label: "train", id: "1733302847000000002" },
];

describe("The titles of terminals that follow jobs", () => {
  it("differ where two jobs have one name, and stay", () => {
    const titles = new OutputTitles();
    const first = titles.titleOf("first", FIRST, []);
    const second = titles.titleOf("second", SECOND, [first]);
    assert.deepEqual([first, second], ["output of train", "…0002 output of train"]);
    assert.equal(titles.titleOf("first", FIRST, [first, second]), first);
    assert.equal(titles.titleOf("second", SECOND, [first, second]), second);
  });

  it("are free again once their terminal is closed", () => {
    const titles = new OutputTitles();
    titles.titleOf("first", FIRST, []);
    assert.equal(titles.titleOf("second", SECOND, []), "output of train");
    assert.equal(titles.titleOf("first", FIRST, ["output of train"]), "…0001 output of train");
  });

  it("are known where the folder's name stands behind them, and where they are older than the window's reload", () => {
    const titles = new OutputTitles();
    titles.know("first", "output of train");
    const open = ["output of train (alpha)"];
    assert.equal(titles.titleOf("second", SECOND, open), "…0002 output of train");
    assert.equal(titles.titleOf("first", FIRST, open), "output of train");
  });
});
