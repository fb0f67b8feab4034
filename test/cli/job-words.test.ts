import assert from "node:assert/strict";
import { jobsNamed } from "../../src/cli/choosing/job-words.js";
import { scheduleOf } from "../../src/cli/submitting/schedule.js";
import { tellingOfListings } from "../queue/telling-of-listings.js";
import { temporaryQueue } from "../queue/temporary-queue.js";

describe("Words that name many jobs", () => {
  it("are understood with one look at the queue, by ids and by endings of ids", () => {
    const { queue, ids, listed } = watchedQueue();
    const words = [...ids, ...ids.map((id) => id.slice(-12))];
    listed.length = 0;
    assert.deepEqual(jobsNamed(queue, { kind: "words", names: words }).ids, ids);
    assert.equal(listed.filter((folder) => folder === "waiting").length, 1);
  });

  it("take no more looks for ten jobs after --after than for two, with the submission itself", () => {
    const { queue, ids, listed } = watchedQueue();
    const looksFor = (parents: readonly string[]): number => {
      listed.length = 0;
      const schedule = scheduleOf(queue, { after: [parents.join(",")] });
      assert.deepEqual(schedule.after, parents);
      queue.submit({}, schedule);
      return listed.filter((folder) => folder === "waiting").length;
    };
    assert.equal(looksFor(ids), looksFor(ids.slice(0, 2)));
  });

  /** Ten held jobs, and the folders that are listed to find them. */
  function watchedQueue() {
    const listed: string[] = [];
    const queue = temporaryQueue({ fileSystem: tellingOfListings(listed) });
    return {
      queue,
      listed,
      ids: queue
        .submitMany(
          Array.from({ length: 10 }, () => ({})),
          { hold: true },
        )
        .map(({ id }) => id),
    };
  }
});
