import assert from "node:assert/strict";
import {
  attemptWords,
  earlierAttemptLabel,
  lastAttemptLabel,
  rowDescription,
  type RowFacts,
} from "../../src/wording/index.js";

const NOW = new Date(2026, 10, 24, 12).getTime();

describe("attemptWords", () => {
  it("count from the first attempt, and only where there can be another", () => {
    const params = [{ dirq: { retries: 3 } }, { dirq: { retries: 0 } }, { dirq: { retries: "3" } }, {}];
    assert.deepEqual(
      params.map((each) => attemptWords(each, 1)),
      ["attempt 2 of 4", undefined, undefined, undefined],
    );
  });

  it("name the attempts whose output is kept, and how the last stands", () => {
    const failed: RowFacts = { state: "failed", createdMs: NOW, exitCode: 1 };
    assert.deepEqual(
      [earlierAttemptLabel(1, 3), lastAttemptLabel(failed, 3), lastAttemptLabel({ ...failed, state: "running" }, 3)],
      ["Attempt 1 of 3", "Attempt 3 of 3, exit 1", "Attempt 3 of 3, running"],
    );
    assert.deepEqual(
      [earlierAttemptLabel(1, undefined), lastAttemptLabel(failed, undefined)],
      ["Attempt 1", "Last attempt, exit 1"],
    );
  });

  it("stand in the row of a job that runs or will", () => {
    const running: RowFacts = { state: "running", createdMs: NOW, startedMs: NOW - 60_000, attempt: "attempt 2 of 4" };
    const waiting: RowFacts = { ...running, state: "queued", waiting: `retry-${NOW + 10_000}` };
    assert.deepEqual(
      [rowDescription(running, NOW), rowDescription(waiting, NOW)],
      ["attempt 2 of 4 · running · 1 min", "retrying at 12:00:10 · attempt 2 of 4 · just now"],
    );
  });
});
