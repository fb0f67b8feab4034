import assert from "node:assert/strict";
import { parentWords, waitingWords, type WaitingFacts } from "../../src/wording/waiting.js";

const NOW = new Date(2026, 10, 24, 12).getTime();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe("waitingWords", () => {
  const cases: [facts: WaitingFacts, words: string | undefined][] = [
    [{}, undefined],
    [{ paused: true }, "queue paused"],
    [{ waiting: "held", paused: true }, "held"],
    [{ waiting: `at-${NOW + 90 * MINUTE}` }, "at 13:30"],
    [{ waiting: `at-${NOW + DAY}` }, "tomorrow 12:00"],
    [{ waiting: `at-${NOW + 30 * DAY}` }, "2026-12-24 12:00"],
    [{ waiting: `at-${NOW - MINUTE}` }, "due since 11:59"],
    [{ waiting: `retry-${NOW + 10_000}` }, "retrying at 12:00:10"],
    [{ waiting: `retry-${NOW - MINUTE}` }, "retrying due since 11:59"],
    [{ waiting: "after", after: "…2875" }, "after …2875"],
    [{ waiting: "after" }, "after another job"],
    [{ waiting: `held.at-${NOW + MINUTE}` }, "held, then at 12:01"],
    [{ waiting: "a-reason-of-a-later-version" }, "a-reason-of-a-later-version"],
  ];
  for (const [facts, words] of cases) {
    it(`says ${JSON.stringify(words)} of ${JSON.stringify(facts)}`, () =>
      assert.equal(waitingWords(facts, NOW), words));
  }
});

describe("parentWords", () => {
  it("names jobs by what a person types, and counts many", () => {
    const lists = [["1795563104406022875"], ["1795563104406022875", "7"], ["1", "2", "3", "4"]];
    const words = lists.map((after) => parentWords({ dirq: { after, after_ok: [] } }));
    assert.deepEqual(words, ["…2875", "…2875, 7", "4 jobs"]);
  });

  it("finds none in params that dirq did not write", () => {
    const params = [{}, { dirq: null }, { dirq: "after" }, { dirq: ["after"] }, { dirq: { after: 5, after_ok: [5] } }];
    assert.deepEqual(
      params.map((each) => parentWords(each)),
      [undefined, undefined, undefined, undefined, undefined],
    );
  });
});
