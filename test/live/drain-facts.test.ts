import assert from "node:assert/strict";
import { drainFacts } from "../../src/live/status/drain-facts.js";
import { LiveIndex } from "../../src/live/live-index/live-index.js";
import { pythonJob, temporaryQueue, writeIn } from "../queue/temporary-queue.js";

const MINUTE = 60_000;

describe("What is known of when a queue's jobs will be done", () => {
  it("is how long jobs took of late, in whichever way they ended, and which jobs are ready", () => {
    const { facts, index, queue, write } = open();
    write("1", "completed", "10:01:00");
    write("2", "completed", "10:03:00");
    write("3", "failed", "10:50:00");
    for (const id of ["4", "5"]) write(id, "queued");
    queue.hold(queue.submit({}).id);
    queue.submit({}, { notBefore: new Date(2099, 0) });
    index.look({ reread: false });
    assert.equal(facts(1), undefined);
    index.rowsOf(["1", "2", "3"]);
    assert.deepEqual(facts(2), { jobs: 2, usualMs: 3 * MINUTE, slots: 2, takenSinceMs: [] });
  });

  it("is which slots are taken, and since when where that was read", () => {
    const { facts, index, queue, write } = open();
    for (const id of ["1", "2"]) write(id, "completed", "10:01:00");
    for (let count = 0; count < 3; count++) queue.submit({});
    const first = queue.claimNext();
    queue.claimNext();
    index.look({ reread: false });
    index.rowsOf(["1", "2", first?.id ?? ""]);
    const started = index.known(first?.id ?? "")?.startedMs;
    assert.ok(started);
    assert.deepEqual(facts(4)?.takenSinceMs.toSorted(), [started, undefined]);
  });

  it("is nothing without workers, without a job that is ready, or from one run alone", () => {
    const { facts, index, write } = open();
    write("1", "completed", "10:01:00");
    write("2", "queued");
    index.look({ reread: false });
    index.rowsOf(["1"]);
    assert.equal(facts(1), undefined);
    write("3", "completed", "10:01:00");
    index.look({ reread: false });
    index.rowsOf(["3"]);
    assert.equal(facts(1)?.jobs, 1);
    for (const slots of [0, -1, 0.5, NaN, Infinity]) assert.equal(facts(slots), undefined);
    write("2", "queued", undefined, { type: "render" });
    index.hint("2");
    index.look({ reread: false });
    index.rowsOf(["2"]);
    assert.equal(facts(1), undefined);
  });
});

function open() {
  const queue = temporaryQueue();
  queue.create();
  const index = new LiveIndex(queue);
  return {
    queue,
    index,
    /** With this process as a worker. */
    facts: (slots: number) => drainFacts(index, [{ worker: queue.worker, slots }]),
    write: (id: string, state: string, finished?: string, params: Record<string, unknown> = { command: "fit" }) => {
      const ended = finished === undefined ? {} : { finished_at: `2024-12-04T${finished}` };
      const started = state === "queued" ? {} : { started_at: "2024-12-04T10:00:00" };
      writeIn(queue, `${state}/${id}.json`, pythonJob(id, { state, params, ...started, ...ended }));
    },
  };
}
