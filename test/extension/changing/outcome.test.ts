import assert from "node:assert/strict";
import { isComplete, outcomeOf, outcomeWords, QUEUE_FAILED } from "../../../src/extension/changing/outcome.js";
import type { JobTarget } from "../../../src/extension/queues/queues.js";
import type { BulkFailure, BulkResult } from "../../../src/live/live-queue.js";

describe("What became of an operation on many jobs", () => {
  it("is complete when it was done to all of them, in every queue", () => {
    const outcome = outcomeOf([result(2), result(3)]);
    assert.deepEqual(outcome, { total: 5, done: 5, failed: [], dealtWith: 0, stopped: false });
    assert.ok(isComplete(outcome));
  });

  it("says of one job only why not", () => {
    assert.equal(words([result(0, [failure("a", "it has ended already")])]), "train: it has ended already.");
  });

  it("counts what was done, and says why some were left out", () => {
    const failed = [failure("a", "it runs."), failure("b", "gone")];
    assert.equal(words([result(1, failed)]), "1 of 3 jobs cancelled. train: it runs. b: gone.");
  });

  it("tells a reason once, with the first job that it is true of, whichever id or file each names", () => {
    const failed = Array.from({ length: 904 }, (_, n) => failure(`${n}`, `job ${n} runs`));
    assert.equal(words([result(0, failed)]), "0 of 904 jobs cancelled. 0: job 0 runs. The same for 903 more.");
  });

  it("tells a few reasons, and counts what is left", () => {
    const failed = [..."abcdefg"].map((id) => failure(id, `reason ${id.toUpperCase()}`));
    const told = "train: reason A. b: reason B. c: reason C. And 4 more.";
    assert.equal(words([result(0, failed)]), `0 of 7 jobs cancelled. ${told}`);
  });

  it("takes what differs in more than the job's own names for two reasons", () => {
    const path = (n: number): string => `open 'jobs/queued/179573363380621035${n}.json.60d50b2679f${n}.part'`;
    const full = [1, 2, 3].map((n) => failure(`179573363380621035${n}`, `ENOSPC: ${path(n)}`));
    const exits = [failure("c", "exit 1"), failure("d", "exit 2")];
    const told = `1795733633806210351: ENOSPC: ${path(1)}. The same for 2 more. c: exit 1. d: exit 2.`;
    assert.equal(words([result(0, [...full, ...exits])]), `0 of 5 jobs cancelled. ${told}`);
  });

  it("tells the trouble of each queue, also where their names differ in a digit", () => {
    const died = (n: number): string => `The process that reads /data/jobs${n} ended (SIGKILL).`;
    const results = [1, 2].map((n) =>
      result(
        0,
        Array.from({ length: 2_000 }, (_, id) => ({ id: `${n}${id}`, message: died(n), code: QUEUE_FAILED })),
      ),
    );
    assert.equal(words(results), `0 of 4,000 jobs cancelled. ${died(1)} ${died(2)}`);
  });

  it("names nothing that is not a job of a view: the reason stands alone", () => {
    const failed = [failure("20261126T225851-rm-60d50b2679f0", "Cannot restore it."), failure("x", "gone")];
    assert.equal(
      outcomeWords(outcomeOf([result(0, failed)]), "restored", []),
      "0 of 2 jobs restored. Cannot restore it. gone.",
    );
  });

  it("compares some of very many, and counts the others", () => {
    const failed = Array.from({ length: 100_000 }, (_, n) => failure(`${n}`, `job ${n} runs`));
    const told = "0: job 0 runs. The same for 999 more. And 99,000 more.";
    assert.equal(words([result(0, failed)]), `0 of 100,000 jobs cancelled. ${told}`);
  });

  it("adds up what was known to be dealt with in queues whose processes died, apart from what was done", () => {
    const lost = ["c", "d"].map((id) => ({ ...failure(id, "It ended."), code: QUEUE_FAILED }) as const);
    const halfway = { ...result(0, lost), dealtWith: 1 };
    const told = "At least 2 more had been dealt with. It ended.";
    assert.equal(words([result(3), halfway, halfway]), `3 of 7 jobs cancelled. ${told}`);
    assert.equal(words([halfway, halfway]), "At least 2 of 4 jobs had been dealt with. It ended.");
  });

  it("names no job where the queue as a whole is the reason", () => {
    const failed = ["a", "b"].map((id) => ({ ...failure(id, "No space is left."), code: QUEUE_FAILED }) as const);
    assert.equal(words([result(0, failed)]), "0 of 2 jobs cancelled. No space is left.");
  });

  it("says that it was stopped, and what was done till then", () => {
    assert.equal(words([result(1_000, [], 2_770), result(230, [], 1_000)]), "Stopped: 1,230 of 5,000 jobs cancelled.");
  });
});

function result(done: number, failed: readonly BulkFailure[] = [], left?: number): BulkResult {
  return { done: Array.from({ length: done }, (_, n) => `${n}`), failed, ...(left && { left }) };
}

function failure(id: string, message: string): BulkFailure {
  return { id, message };
}

function words(results: readonly BulkResult[]): string {
  const ids = results.flatMap(({ failed }) => failed.map(({ id }) => id));
  const rows = ids.map((id) => ({ id, label: id === "a" ? "train" : id }));
  const targets = rows.map((row) => ({ row })) as unknown as readonly JobTarget[];
  return outcomeWords(outcomeOf(results), "cancelled", targets);
}
