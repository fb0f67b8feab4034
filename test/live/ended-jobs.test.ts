import assert from "node:assert/strict";
import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BatchEnds } from "../../src/live/status/batch-ends.js";
import { EndedJobsWatch } from "../../src/live/status/ended-jobs.js";
import { LiveIndex } from "../../src/live/live-index/live-index.js";
import type { EndedJobs, JobRow } from "../../src/live/live-queue.js";
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

  it("are told when no watch told of them, however often other jobs were looked at before the next listing", () => {
    const { queue, look, lookAtHinted, now } = watched([]);
    write(queue, "elsewhere", "failed", { finished_at: local(now() + 500) });
    for (const id of ["1", "2"]) {
      write(queue, id, "queued");
      assert.equal(lookAtHinted(id), undefined);
    }
    assert.deepEqual(idsOf(look()), { completed: [], failed: ["elsewhere"] });
  });

  it("are told once, also when one is removed and restored before the next listing", () => {
    const { queue, lookAtHinted, now } = watched([]);
    write(queue, "quick", "failed", { finished_at: local(now() + 500) });
    assert.deepEqual(idsOf(lookAtHinted("quick")), { completed: [], failed: ["quick"] });
    const { name } = queue.remove("quick");
    assert.equal(lookAtHinted("quick"), undefined);
    queue.restore(name);
    assert.equal(lookAtHinted("quick"), undefined);
  });

  it("are told when they end while the folders are listed", () => {
    const { queue, look, now } = watched([]);
    // The folder of failed jobs was listed at the beginning of this look.
    look({ takes: 500 });
    write(queue, "meanwhile", "failed", { finished_at: local(now() - 250) });
    assert.deepEqual(idsOf(look()), { completed: [], failed: ["meanwhile"] });
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
    assert.deepEqual(look()?.batches, [
      { batch: "b1", label: "train", completed: 2, failed: 1, cancelled: 0, failedIds: ["3"] },
    ]);
  });

  it("is that of the jobs that came of those which were resubmitted", () => {
    const { queue, look } = watched([
      ["1", "completed", BATCH],
      ["2", "running", BATCH],
      ["3", "running", BATCH],
    ]);
    for (const id of ["2", "3"]) move(queue, id, "running", "failed");
    assert.deepEqual(look()?.batches[0]?.failedIds, ["3", "2"]);
    for (const id of ["2", "3"]) write(queue, `${id}0`, "queued", resubmissionOf(id));
    look();
    for (const id of ["20", "30"]) move(queue, id, "queued", "completed");
    assert.deepEqual(look()?.batches, [
      { batch: "b1", label: "train", completed: 3, failed: 0, cancelled: 0, failedIds: [] },
    ]);
  });

  it("is called by its own name where its jobs have no beginning of theirs in common", () => {
    const night = (name: string): Record<string, unknown> => ({ params: { name, dirq: { batch: "night" } } });
    const { queue, look } = watched([
      ["1", "running", night("train")],
      ["2", "running", night("evaluate")],
    ]);
    for (const id of ["1", "2"]) move(queue, id, "running", "completed");
    assert.equal(look()?.batches[0]?.label, "Batch night");
  });

  it("is told again where all went well or something failed anew, not for a failure that was told", () => {
    const { queue, look } = watched([
      ["1", "running", BATCH],
      ["2", "running", BATCH],
    ]);
    for (const id of ["1", "2"]) move(queue, id, "running", "failed");
    look();
    for (const id of ["1", "2"]) write(queue, `${id}0`, "queued", resubmissionOf(id));
    look();
    for (const id of ["10", "20"]) move(queue, id, "queued", "failed");
    assert.deepEqual(look()?.batches[0]?.failedIds, ["20", "10"]);
    write(queue, "100", "queued", resubmissionOf("10"));
    look();
    move(queue, "100", "queued", "completed");
    assert.deepEqual(look()?.batches, []);
    move(queue, "20", "failed", "running");
    look();
    move(queue, "20", "running", "failed");
    assert.deepEqual(look()?.batches[0]?.failedIds, ["20"]);
  });

  it("is not told of a queue in which too many files would have to be read for a sum that holds", () => {
    const names = Array.from({ length: 5_001 }, (_, n) => String(n));
    assert.deepEqual(sumWith(names.slice(1)), { completed: 5_000, read: 5_000 });
    assert.deepEqual(sumWith(names), { completed: undefined, read: 0 });
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
    assert.deepEqual(look()?.batches, [
      { batch: undefined, label: undefined, completed: 5, failed: 1, cancelled: 1, failedIds: ["1"] },
    ]);
    write(queue, "8", "queued");
    look();
    move(queue, "8", "queued", "failed");
    assert.deepEqual(look()?.batches, []);
  });

  it("of the queue counts no failure that was resubmitted meanwhile", () => {
    const ids = ["1", "2", "3", "4", "5", "6"];
    const { queue, look } = watched(ids.map((id) => [id, "queued"]));
    move(queue, "1", "queued", "failed");
    look();
    write(queue, "7", "queued", { params: { command: "true", type: "shell", dirq: { resubmit_of: "1" } } });
    look();
    for (const id of [...ids.slice(1), "7"]) move(queue, id, "queued", "completed");
    assert.deepEqual(look()?.batches, [
      { batch: undefined, label: undefined, completed: 6, failed: 0, cancelled: 0, failedIds: [] },
    ]);
  });
});

const BATCH = { params: { command: "true", type: "shell", name: "train", dirq: { batch: "b1" } } };

function resubmissionOf(id: string): Record<string, unknown> {
  return { params: { ...BATCH.params, dirq: { batch: "b1", resubmit_of: id } } };
}

const JOB = { label: "train", state: "completed", batch: "b1", createdMs: 0, shell: true, ours: true } as const;

/** What a batch came to whose jobs have all completed, and how many rows were asked for. */
function sumWith(ids: readonly string[]) {
  let read = 0;
  const row = (id: string): JobRow => ({ ...JOB, id });
  const ended = { completed: [row("last")], failed: [], left: { completed: 0, failed: 0 } };
  const [batch] = new BatchEnds({
    ids: (state) => (state === "completed" ? ids : []),
    rowsOf: (asked) => {
      read += asked.length;
      return asked.map(row);
    },
    counts: () => ({ queued: 0, running: 0, completed: ids.length, failed: 0 }),
    wasResubmitted: () => false,
  }).after(ended);
  return { completed: batch?.completed, read };
}

type Sample = readonly [id: string, state: string, changes?: Record<string, unknown>];

function watched(jobs: readonly Sample[]) {
  const queue = temporaryQueue();
  queue.create();
  for (const [id, state, changes] of jobs) write(queue, id, state, changes);
  let time = Date.now();
  const index = new LiveIndex(queue, undefined, () => time);
  const watch = new EndedJobsWatch(index);
  const look = ({ takes = 0 } = {}): EndedJobs | undefined => {
    time += 1_000;
    index.look({ reread: false });
    time += takes;
    return watch.look();
  };
  const lookAtHinted = (id: string): EndedJobs | undefined => {
    time += 1_000;
    index.hint(id);
    index.lookAtHinted();
    return watch.look();
  };
  look();
  return { queue, index, watch, look, lookAtHinted, now: () => time };
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
