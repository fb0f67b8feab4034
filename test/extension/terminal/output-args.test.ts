import assert from "node:assert/strict";
import { outputArgs } from "../../../src/extension/terminal/output-args.js";

describe("What a terminal is called with to follow a job's output", () => {
  it("is dirq logs", () => {
    assert.deepEqual(outputArgs("/q/jobs", "1795563104406022875"), [
      "--jobs-dir",
      "/q/jobs",
      "logs",
      "--follow",
      "1795563104406022875",
    ]);
  });

  it("is never what VS Code would fill in, or dirq take for an option", () => {
    for (const id of ["${command:workbench.action.quit}", "--help", "a b", ""]) {
      assert.throws(() => outputArgs("/q/jobs", id), /not one of dirq's/);
    }
    assert.throws(() => outputArgs("/q/${command:x}/jobs", "1"), /has \$\{ in it/);
  });
});
