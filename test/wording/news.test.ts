import assert from "node:assert/strict";
import { batchesWords, endedJobsWords, type RowFacts } from "../../src/wording/index.js";

describe("News of jobs", () => {
  it("says of one job how it ended, after which time, and with which error", () => {
    assert.deepEqual(failed([job("train", { errorLine: "Command failed with exit code 2: ValueError: no" })]), [
      "“train” failed after 12 s: exit 2, ValueError: no",
    ]);
    assert.deepEqual(failed([job("fit", { errorLine: "KeyError: 'x'" })]), ["“fit” failed after 12 s: KeyError: 'x'"]);
    assert.deepEqual(completed([job("train", { state: "completed" })]), ["“train” completed after 12 s"]);
    assert.deepEqual(failed([job("moved by hand", { finishedMs: undefined })]), ["“moved by hand” failed"]);
  });

  it("names three of several, and counts the others", () => {
    const jobs = ["a", "b", "c", "d"].map((label) => job(label, {}));
    assert.deepEqual(failed(jobs.slice(0, 2)), ["2 jobs failed: “a”, “b”"]);
    assert.deepEqual(failed(jobs), ["4 jobs failed: “a”, “b”, “c” and 1 more"]);
    assert.deepEqual(failed(jobs, 9_800), ["9,804 jobs failed: “a”, “b”, “c” and 9,801 more"]);
    assert.deepEqual(failed([job("a", {}), job("a", {})]), ["2 jobs failed: “a”"]);
    assert.deepEqual(failed([]), []);
    assert.deepEqual(failed([], 1), ["1 job failed"]);
  });

  it("sums up what is done as a whole", () => {
    const batch = (label: string) => ({ label, completed: 18, failed: 2, cancelled: 0 });
    assert.deepEqual(batchesWords([batch("train")]), ["train: 18 ok, 2 failed"]);
    assert.deepEqual(batchesWords([{ label: "fit", completed: 0, failed: 0, cancelled: 3 }]), ["fit: 3 cancelled"]);
    assert.deepEqual(batchesWords(["a", "b", "c", "d", "e"].map(batch)).at(-1), "2 more batches have ended");
    assert.deepEqual(batchesWords(["a", "b", "c", "d"].map(batch)).at(-1), "1 more batch has ended");
  });

  it("shows no control characters, and cuts what is long", () => {
    const [words = ""] = failed([job(`\u202e\n${"x".repeat(500)}`, { errorLine: "y".repeat(900) })]);
    assert.match(words, /^“[^\n\u202e]{60}” failed after 12 s: y{199}…$/);
  });

  function failed(jobs: readonly (RowFacts & { label: string })[], left = 0): readonly string[] {
    return endedJobsWords(jobs, { left, past: "failed" });
  }

  function completed(jobs: readonly (RowFacts & { label: string })[]): readonly string[] {
    return endedJobsWords(jobs, { left: 0, past: "completed" });
  }

  function job(label: string, changes: Partial<RowFacts>): RowFacts & { label: string } {
    return { label, state: "failed", createdMs: 0, startedMs: 1_000, finishedMs: 13_000, ...changes };
  }
});
