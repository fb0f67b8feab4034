import assert from "node:assert/strict";
import { signOf, type RowFacts, type Sign } from "../../src/wording/index.js";

describe("The sign of a job", () => {
  const cases: readonly (readonly [Sign, Omit<RowFacts, "createdMs">])[] = [
    ["queued", { state: "queued" }],
    ["waiting", { state: "queued", waiting: "after" }],
    ["held", { state: "queued", waiting: "held" }],
    ["held", { state: "queued", waiting: "held.after" }],
    ["running", { state: "running" }],
    ["warning", { state: "running", lostWorker: true }],
    ["completed", { state: "completed" }],
    ["warning", { state: "completed", resultMissing: true }],
    ["failed", { state: "failed", exitCode: 2, errorLine: "Command failed with exit code 2: no" }],
    ["cancelled", { state: "failed", errorLine: "Cancelled by ada" }],
    ["warning", { state: "failed", damaged: "not JSON", errorLine: "Cancelled by ada" }],
  ];
  for (const [sign, facts] of cases) {
    it(`is ${sign} for ${Object.values(facts).join(", ")}`, () => {
      assert.equal(signOf({ ...facts, createdMs: 0 }), sign);
    });
  }
});
