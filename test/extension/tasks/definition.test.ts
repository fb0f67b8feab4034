import assert from "node:assert/strict";
import { argsOf, readDefinition } from "../../../src/extension/tasks/definition.js";

describe("A task of type dirq", () => {
  const words = (written: unknown, shell = ""): readonly string[] | undefined => {
    const read = readDefinition(written);
    return "task" in read ? argsOf(read.task, { jobsDirectory: "/lab/jobs", shell }) : undefined;
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

  it("follows a job's output", () => {
    const task = { type: "dirq", task: "logs", id: "17-x", jobsDirectory: "/lab/gpu" };
    assert.deepEqual(words(task), ["--jobs-dir", "/lab/gpu", "logs", "--follow", "17-x"]);
  });

  it("says which key is wrong when it says neither, or something of another kind", () => {
    const neither = 'In a task of type dirq, "task" has to be "worker", "submit" or "logs".';
    const cases: readonly (readonly [written: unknown, fault: string])[] = [
      ...[{}, { task: "list" }, "worker", undefined].map((written) => [written, neither] as const),
      [{ task: "submit" }, 'In a task of type dirq, "command" has to be the shell command, in quotation marks.'],
      ...["two", 0, 1.5].map(
        (slots) =>
          [{ task: "worker", slots }, 'In a task of type dirq, "slots" has to be a whole number from 1 on.'] as const,
      ),
      [
        { task: "submit", command: "make", retries: -1 },
        'In a task of type dirq, "retries" has to be a whole number from 1 on.',
      ],
      [
        { task: "worker", jobsDirectory: 2 },
        'In a task of type dirq, "jobsDirectory" has to be text in quotation marks.',
      ],
    ];
    for (const [written, fault] of cases) assert.deepEqual(readDefinition(written), { fault });
  });
});
