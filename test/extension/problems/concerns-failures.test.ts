import assert from "node:assert/strict";
import { concernsFailures } from "../../../src/extension/problems/concerns-failures.js";

describe("The failures in the Problems view", () => {
  it("are looked for when a job fails, or one that failed goes", () => {
    assert.ok(concernsFailures(["queued", "failed"], 0));
  });

  it("are looked for when a job goes well that may make one good", () => {
    assert.ok(concernsFailures(["running", "completed"], 1));
    assert.ok(concernsFailures(["completed"], undefined));
  });

  it("are left alone when jobs go well and none stands, or when jobs start", () => {
    assert.ok(!concernsFailures(["running", "completed"], 0));
    assert.ok(!concernsFailures(["queued", "running"], 3));
  });
});
