import assert from "node:assert/strict";
import { argsOf, readDefinition } from "../../src/extension/tasks/definition.js";

describe("A task of type dirq", () => {
  const words = (written: unknown, shell = ""): readonly string[] | undefined => {
    const task = readDefinition(written);
    return task && argsOf(task, { jobsDirectory: "/lab/jobs", shell });
  };

  it("runs a worker", () => {
    assert.deepEqual(words({ type: "dirq", task: "worker" }), ["--jobs-dir", "/lab/jobs", "worker"]);
    assert.deepEqual(words({ type: "dirq", task: "worker", slots: 2, untilEmpty: true }, "/bin/bash"), [
      ...["--jobs-dir", "/lab/jobs", "worker"],
      ...["--slots=2", "--shell=/bin/bash", "--rm"],
    ]);
  });

  it("submits a command, which is one word however it looks, and waits for its end", () => {
    assert.deepEqual(words({ type: "dirq", task: "submit", command: "--version", name: "-n", wait: true }), [
      ...["--jobs-dir", "/lab/jobs", "submit"],
      ...["--name=-n", "--monitor", "--", "--version"],
    ]);
  });

  it("names a queue of its own, a directory, a time limit and retries", () => {
    const task = { task: "submit", command: "make", jobsDirectory: "gpu", cwd: "src", timeout: "2h", retries: 3 };
    assert.deepEqual(words(task), [
      ...["--jobs-dir", "gpu", "submit"],
      ...["--cwd=src", "--timeout=2h", "--retries=3", "--", "make"],
    ]);
  });

  it("means nothing when it says neither, or something of another kind", () => {
    const wrong = [{}, { task: "list" }, { task: "submit" }, { task: "worker", slots: "two" }, "worker", undefined];
    assert.deepEqual(
      wrong.map((written) => readDefinition(written)),
      wrong.map(() => undefined),
    );
  });
});
