import assert from "node:assert/strict";
import { jsonTree, textOfRow } from "../../src/webview/json/json-tree.js";
import { resultMask } from "../../src/webview/masked-result.js";
import { cpuTimeOf } from "../setup/cpu-time.js";
import { completed } from "./sample-jobs.js";

describe("The mask of a result", () => {
  it("is made of a long string once, however often its row is drawn", () => {
    const tree = jsonTree(JSON.stringify("step=1 token: abc ".repeat(30_000)), { cut: false });
    const [row] = tree.rows;
    assert.ok(row?.kind === "value");
    const job = { ...completed };
    const text = textOfRow(tree, row) ?? "";
    const drawn = (times: number): number =>
      cpuTimeOf(() => {
        for (let time = 0; time < times; time++) resultMask(job)(row.node, text);
      });
    const [first, tenMore] = [drawn(1), drawn(10)];
    assert.ok(tenMore < first, `the first time ${first} ms, ten times more ${tenMore} ms`);
  });
});
