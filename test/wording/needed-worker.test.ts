import assert from "node:assert/strict";
import { neededWorker, waitingWords } from "../../src/wording/index.js";

describe("neededWorker", () => {
  it("is called by the job's type, where it has one that says something", () => {
    const types = ["render", " ", "shell", 5, "a\nb"];
    const words = types.map((type) => neededWorker({ type }));
    const custom = "a custom worker";
    assert.deepEqual(words, ["a worker for “render”", custom, custom, custom, "a worker for “a⏎b”"]);
  });

  it("is said of a job that nothing else keeps waiting", () => {
    const needs = "a worker for “render”";
    assert.equal(waitingWords({ needs }, 0), "needs a worker for “render”");
    assert.equal(waitingWords({ needs, waiting: "held" }, 0), "held");
    assert.equal(waitingWords({ needs, paused: true }, 0), "queue paused");
  });
});
