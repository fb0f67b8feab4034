import assert from "node:assert/strict";
import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { EndedJobsWatch } from "../../src/live/ended-jobs.js";
import { LiveIndex } from "../../src/live/live-index.js";
import type { EndedJobs } from "../../src/live/live-queue.js";
import type { JobQueue } from "../../src/queue/index.js";
import { pythonJob, temporaryQueue, writeIn } from "../queue/temporary-queue.js";

describe("Jobs that have ended", () => {
  it("are told at the next look, and those that had ended before are not", () => {
    const { queue, look } = watched([
      ["old", "failed"],
      ["1", "running"],
      ["2", "queued"],
      ["3", "running"],
    ]);
    move(queue, "1", "running", "failed");
    move(queue, "2", "queued", "completed");
    assert.deepEqual(idsOf(look()), { completed: ["2"], failed: ["1"] });
    assert.equal(look(), undefined);
  });

  it("are told when they came and ended between two looks, but not when they came back from the trash", () => {
    const { queue, look, now } = watched([]);
    write(queue, "quick", "failed", { finished_at: local(now() + 500) });
    write(queue, "restored", "failed", { finished_at: local(now() - 60_000) });
    assert.deepEqual(idsOf(look()), { completed: [], failed: ["quick"] });
  });

  it("are counted where they are very many, and few files are read", () => {
    const ids = Array.from({ length: 1_000 }, (_, n) => String(n + 1_000));
    const { queue, look } = watched(ids.map((id) => [id, "running"]));
    for (const id of ids) move(queue, id, "running", "failed");
    const ended = look();
    assert.deepEqual([ended?.failed.length, ended?.left], [200, { completed: 0, failed: 800 }]);
  });

  it("are not told of a queue that was away and is back", () => {
    const { queue, index, watch, look } = watched([["1", "running"]]);
    const aside = `${queue.directory}-aside`;
    renameSync(queue.directory, aside);
    index.clear();
    watch.forget();
    renameSync(aside, queue.directory);
    move(queue, "1", "running", "failed");
    assert.equal(look(), undefined);
    rmSync(aside, { recursive: true, force: true });
  });
});

describe("The end of a batch", () => {
  const BATCH = { params: { command: "true", type: "shell", name: "train", dirq: { batch: "b1" } } };

  it("comes with its last job, and counts those as well that ended before anybody looked", () => {
    const { queue, look } = watched([
      ["1", "completed", BATCH],
      ["2", "running", BATCH],
      ["3", "queued", BATCH],
      ["4", "queued"],
    ]);
    move(queue, "2", "running", "completed");
    assert.deepEqual(look()?.batches, []);
    move(queue, "3", "queued", "failed");
    assert.deepEqual(look()?.batches, [{ label: "train", completed: 2, failed: 1, cancelled: 0, failedIds: ["3"] }]);
  });

  it("is called by how the names of its jobs begin", () => {
    const named = (name: string) => ({ params: { command: "true", type: "shell", name, dirq: { batch: "b1" } } });
    const { queue, look } = watched([
      ["1", "running", named("train --lr 0.1")],
      ["2", "running", named("train --lr 0.25")],
    ]);
    for (const id of ["1", "2"]) move(queue, id, "running", "completed");
    assert.equal(look()?.batches[0]?.label, "train --lr");
  });

  it("is no news of a job that is a batch of its own", () => {
    const { queue, look } = watched([["1", "running", BATCH]]);
    move(queue, "1", "running", "failed");
    assert.deepEqual(look()?.batches, []);
  });

  it("is also when the queue has nothing left to do that had more than a few jobs", () => {
    const ids = ["1", "2", "3", "4", "5", "6", "7"];
    const { queue, look } = watched(ids.map((id) => [id, "queued"]));
    for (const id of ids.slice(0, 6)) move(queue, id, "queued", id === "1" ? "failed" : "completed");
    assert.deepEqual(look()?.batches, []);
    move(queue, "7", "queued", "failed", { error: "Cancelled by ada" });
    assert.deepEqual(look()?.batches, [{ label: undefined, completed: 5, failed: 1, cancelled: 1, failedIds: ["1"] }]);
    write(queue, "8", "queued");
    look();
    move(queue, "8", "queued", "failed");
    assert.deepEqual(look()?.batches, []);
  });
});

type Sample = readonly [id: string, state: string, changes?: Record<string, unknown>];

function watched(jobs: readonly Sample[]) {
  const queue = temporaryQueue();
  queue.create();
  for (const [id, state, changes] of jobs) write(queue, id, state, changes);
  const index = new LiveIndex(queue);
  let time = Date.now();
  const watch = new EndedJobsWatch(index, () => time);
  const look = (): EndedJobs | undefined => {
    index.look({ reread: false });
    time += 1_000;
    return watch.look();
  };
  look();
  return { queue, index, watch, look, now: () => time };
}

function write(queue: JobQueue, id: string, state: string, changes: Record<string, unknown> = {}): void {
  writeIn(queue, `${state}/${id}.json`, pythonJob(id, { state, ...changes }));
}

function move(queue: JobQueue, id: string, from: string, to: string, changes: Record<string, unknown> = {}): void {
  renameSync(join(queue.directory, from, `${id}.json`), join(queue.directory, to, `${id}.json`));
  if (Object.keys(changes).length > 0) write(queue, id, to, changes);
}

/** As the Python package writes a time: without its zone. */
function local(ms: number): string {
  return new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, -1);
}

function idsOf(ended: EndedJobs | undefined) {
  return ended && { completed: ended.completed.map(({ id }) => id), failed: ended.failed.map(({ id }) => id) };
}
