import assert from "node:assert/strict";
import { clickedRow } from "../../../src/extension/rows/clicked-row.js";

describe("The row that was clicked", () => {
  it("is the one that is selected", async () => {
    assert.equal(await clickedRow({ selection: ["a job", "another"] }), "a job");
  });

  it("is known again once it has been drawn anew", async () => {
    let looks = 0;
    const row = await clickedRow({
      get selection() {
        looks++;
        return looks > 3 ? ["a job"] : [];
      },
    });
    assert.equal(row, "a job");
  });
});
