import assert from "node:assert/strict";
import { endOf, endWords, errorBeyondPhrase, type Ending } from "../../src/wording/index.js";

describe("endOf", () => {
  const cases: [job: Omit<Ending, "state">, words: string][] = [
    [{ exitCode: 2, error: "Command failed with exit code 2: boom" }, "exit 2"],
    [{ signal: "SIGKILL", error: "Killed by signal SIGKILL" }, "killed by SIGKILL"],
    [{ signal: "SIGTERM", error: "Timed out after 5 s" }, "timed out"],
    [{ signal: "SIGTERM", error: "Cancelled by ada: wrong data" }, "cancelled"],
    [{ error: "Cancelled before it started" }, "cancelled"],
    [{ error: "Worker died 3 times while running this job" }, "failed"],
    [{}, "failed"],
    [{ error: "Command failed with exit code 7: written by Python" }, "exit 7"],
    [{ error: "Killed by signal SIGSEGV" }, "killed by SIGSEGV"],
  ];
  for (const [job, words] of cases) {
    it(`calls ${JSON.stringify(job)} "${words}"`, () => {
      const end = endOf({ state: "failed", ...job });
      assert.equal(end && endWords(end), words);
    });
  }

  it("knows no end of a job that has not ended", () => {
    assert.deepEqual([endOf({ state: "queued" }), endOf({ state: "running" })], [undefined, undefined]);
  });

  it("does not look for errors in a completed job", () => {
    assert.deepEqual(endOf({ state: "completed", exitCode: 0 }), { kind: "completed" });
  });
});

describe("errorBeyondPhrase", () => {
  const cases: [error: string, rest: string][] = [
    ["Command failed with exit code 1: ValueError: no rows", "ValueError: no rows"],
    ["Command failed with exit code 1", ""],
    ["Killed by signal SIGKILL", ""],
    ["Timed out after 5 s", ""],
    ["Cancelled by ada: wrong data", "wrong data"],
    ["Cancelled before it started", "before it started"],
    ["KeyError: 'lr'", "KeyError: 'lr'"],
  ];
  for (const [error, rest] of cases) {
    it(`leaves "${rest}" of "${error}"`, () => assert.equal(errorBeyondPhrase(error), rest));
  }
});
