import assert from "node:assert/strict";
import { asPattern } from "../../../src/extension/panel/as-pattern.js";

describe("A path as a pattern of VS Code's search", () => {
  it("is the path itself, but for signs that have a meaning there", () => {
    assert.deepEqual(["/lab/jobs/17", "/a, b/we[i]rd {x}!*"].map(asPattern), ["/lab/jobs/17", "/a? b/we?i?rd ?x???"]);
  });
});
