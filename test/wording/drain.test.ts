import assert from "node:assert/strict";
import { drainedAt } from "../../src/wording/drain.js";
import { drainWords, type DrainFacts } from "../../src/wording/index.js";

const MINUTE = 60_000;
const NOW = new Date(2026, 10, 24, 17, 0, 0).getTime();

/** Queued jobs that take ten minutes each, for one worker that runs none. */
const FACTS: DrainFacts = { jobs: 4, usualMs: 10 * MINUTE, slots: 1, takenSinceMs: [] };

describe("When queued jobs will be done", () => {
  const sinceMinutes = (minutes: number): number => NOW - minutes * MINUTE;
  const cases: readonly (readonly [what: string, facts: Partial<DrainFacts>, minutes: number])[] = [
    ["one after the other", {}, 40],
    ["several at a time", { slots: 4 }, 10],
    ["the last of them when a slot is free again", { jobs: 5, slots: 4 }, 20],
    ["after the job that runs", { takenSinceMs: [sinceMinutes(7)] }, 43],
    ["after the job that ends first", { jobs: 1, slots: 2, takenSinceMs: [sinceMinutes(1), sinceMinutes(8)] }, 12],
    ["at once in a slot that is free", { jobs: 1, slots: 2, takenSinceMs: [sinceMinutes(1)] }, 10],
    ["after a job that takes longer than usual", { takenSinceMs: [sinceMinutes(90)] }, 40],
    ["after half of a job of which nobody knows when it began", { takenSinceMs: [undefined] }, 45],
    ["in the slots that there are, whatever runs", { takenSinceMs: [sinceMinutes(2), sinceMinutes(9)] }, 41],
    ["at once where jobs take no time", { usualMs: 0 }, 0],
    ["many years from now", { jobs: 100_000, usualMs: 24 * 60 * MINUTE }, 144_000_000],
  ];
  for (const [what, facts, minutes] of cases) {
    it(`is told: ${what}`, () => {
      assert.equal((drainedAt({ ...FACTS, ...facts }, NOW) - NOW) / MINUTE, minutes);
    });
  }

  it("stays the same while time passes", () => {
    const facts = { ...FACTS, takenSinceMs: [sinceMinutes(1)] };
    assert.equal(drainedAt(facts, NOW + 5 * MINUTE), drainedAt(facts, NOW));
  });
});

describe("drainWords", () => {
  it("says when all of them are done, in whole minutes", () => {
    assert.equal(drainWords([{ queued: 4, drain: FACTS }], NOW + 100), "done about 17:41");
  });

  it("says how many of them it speaks of where others wait, and takes the queue that ends last", () => {
    const queues = [{ queued: 6, drain: FACTS }, { queued: 1, drain: { ...FACTS, jobs: 1 } }, { queued: 3 }];
    assert.equal(drainWords(queues, NOW), "5 of them done about 17:40");
  });

  it("names another day", () => {
    const drain = { ...FACTS, jobs: 6 * 16 };
    assert.equal(drainWords([{ queued: drain.jobs, drain }], NOW), "done about tomorrow 09:00");
  });

  it("says nothing where nobody can know", () => {
    assert.deepEqual([drainWords([], NOW), drainWords([{ queued: 3 }], NOW)], [undefined, undefined]);
  });
});
