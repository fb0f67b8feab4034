import assert from "node:assert/strict";
import { statusText, statusTooltip, type StatusFacts } from "../../../src/extension/status/words.js";

const IDLE: StatusFacts = {
  counts: { running: 0, queued: 0, completed: 1_230, failed: 0 },
  ...{ unseen: 0, paused: 0, queues: 1, drain: undefined },
};
const BUSY: StatusFacts = { ...IDLE, counts: { running: 2, queued: 14, completed: 7, failed: 5 } };

describe("The status bar", () => {
  const texts: readonly (readonly [facts: StatusFacts, text: string])[] = [
    [IDLE, "dirq idle"],
    [{ ...IDLE, paused: 1 }, "dirq idle · paused"],
    [BUSY, "2 running · 14 queued"],
    [{ ...BUSY, paused: 1, unseen: 3 }, "2 running · 14 queued · paused · 3 failed"],
    [{ ...BUSY, paused: 1, queues: 3 }, "2 running · 14 queued · 1 of 3 queues paused"],
  ];
  for (const [facts, text] of texts) it(`says "${text}"`, () => assert.equal(statusText(facts), text));

  it("says more in its tooltip", () => {
    assert.deepEqual(
      [
        { ...BUSY, drain: "done about 17:40", unseen: 3 },
        { ...IDLE, paused: 1 },
        { ...IDLE, paused: 1, queues: 3 },
        { ...IDLE, paused: 3, queues: 3 },
      ].map(statusTooltip),
      [
        "dirq: 2 running · 14 queued, done about 17:40; 5 jobs failed, 3 of them not seen yet, 7 completed",
        "dirq: idle, paused (no dirq worker starts a job); 0 jobs failed, 1,230 completed",
        "dirq: idle, 1 of 3 queues paused (there no dirq worker starts a job); 0 jobs failed, 1,230 completed",
        "dirq: idle, 3 of 3 queues paused (no dirq worker starts a job); 0 jobs failed, 1,230 completed",
      ],
    );
  });
});
