import assert from "node:assert/strict";
import * as fs from "node:fs";
import { basename, join } from "node:path";
import { LiveIndex } from "../../src/live/live-index/live-index.js";
import { JOB_STATES, JobQueue, type JobState } from "../../src/queue/index.js";
import { claimJob } from "../queue/claim-job.js";
import { pythonJob, temporaryQueue, writeIn } from "../queue/temporary-queue.js";

describe("The live index", () => {
  it("counts from names alone, without reading a file", () => {
    const { queue, reads } = queueThatCountsReads();
    queue.submitMany([{}, {}, {}]);
    const index = new LiveIndex(queue);
    const before = reads();
    index.look({ reread: true });
    assert.deepEqual(index.counts(), { queued: 3, running: 0, completed: 0, failed: 0 });
    assert.equal(reads(), before);
  });

  it("reads no more files than the page asked for, and each once", () => {
    const { queue, reads } = queueThatCountsReads();
    queue.submitMany(Array.from({ length: 50 }, (_, n) => ({ n })));
    const index = looked(queue);
    const before = reads();
    pageOf(index, "queued", 0, 10);
    pageOf(index, "queued", 0, 10);
    assert.equal(reads() - before, 10);
  });

  it("lists queued jobs with the next to run first, those that must wait last, and ended ones newest first", () => {
    const queue = temporaryQueue();
    for (const id of ["3", "1", "2"]) writeIn(queue, `queued/${id}.json`, pythonJob(id));
    writeIn(queue, "waiting/0~held.json", pythonJob("0"));
    for (const id of ["5", "7", "6"]) writeIn(queue, `completed/${id}.json`, pythonJob(id, ended("completed")));
    const index = looked(queue);
    assert.deepEqual(idsOf(index, "queued"), ["1", "2", "3", "0"]);
    assert.deepEqual(idsOf(index, "completed"), ["7", "6", "5"]);
  });

  it("lists what is run first by its priority, and says in its row what that is", () => {
    const queue = temporaryQueue();
    const [plain, late, soon] = [{}, { priority: -1 }, { priority: 1 }].map((options) => queue.submit({}, options).id);
    const held = queue.submit({}, { priority: 2, hold: true }).id;
    const index = looked(queue);
    assert.deepEqual(idsOf(index, "queued"), [soon, plain, late, held]);
    assert.deepEqual(
      index.rowsOf(index.ids("queued")).map(({ priority }) => priority),
      [1, undefined, -1, 2],
    );
  });

  it("keeps of a job with words of 200 KB no more than a row shows", () => {
    const queue = temporaryQueue();
    const word = "long".repeat(50_000);
    const params = { name: word, command: word, type: word, dirq: { after: [word] } };
    const changes = { params, error: word, worker_name: word, signal: word };
    writeIn(queue, "failed/1.json", pythonJob("1", { ...ended("failed"), ...changes }));
    writeIn(queue, "waiting/2~after.json", pythonJob("2", { params }));
    const index = looked(queue);
    const rows = (["failed", "queued"] as const).flatMap((state) => pageOf(index, state, 0, 1).rows);
    assert.deepEqual(
      rows.map((row) => JSON.stringify(row).length < 2000),
      [true, true],
    );
  });

  it("pages", () => {
    const queue = temporaryQueue();
    for (const id of ["1", "2", "3", "4", "5"]) writeIn(queue, `queued/${id}.json`, pythonJob(id));
    const { rows, total } = pageOf(looked(queue), "queued", 2, 2);
    assert.deepEqual({ ids: rows.map(({ id }) => id), total }, { ids: ["3", "4"], total: 5 });
  });

  it("says which states a move touched, and shows the row where it is now", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ name: "train" });
    const index = looked(queue);
    idsOf(index, "queued");
    fs.renameSync(join(queue.directory, "queued", `${id}.json`), join(queue.directory, "failed", `${id}.json`));
    assert.deepEqual(index.look({ reread: true }), ["queued", "failed"]);
    assert.deepEqual(idsOf(index, "failed"), [id]);
    assert.deepEqual(idsOf(index, "queued"), []);
  });

  it("reports nothing when nothing happened", () => {
    const queue = temporaryQueue();
    queue.submit({});
    const index = looked(queue);
    idsOf(index, "queued");
    assert.deepEqual(index.look({ reread: true }), []);
  });

  it("sees progress when asked to read again, and otherwise reads nothing", () => {
    const queue = temporaryQueue();
    queue.submit({ name: "train" });
    const claim = claimJob(queue);
    const index = looked(queue);
    assert.equal(pageOf(index, "running", 0, 1).rows[0]?.progress, 0);
    queue.updateProgress(claim, 0.5);
    assert.deepEqual(index.look({ reread: false }), []);
    assert.deepEqual(index.look({ reread: true }), ["running"]);
    assert.equal(pageOf(index, "running", 0, 1).rows[0]?.progress, 0.5);
  });

  it("reads a file again that a hint names, although its name is where it was", () => {
    const queue = temporaryQueue();
    writeIn(queue, "queued/1.json", pythonJob("1"));
    const index = looked(queue);
    assert.equal(pageOf(index, "queued", 0, 1).rows[0]?.label, "true");
    writeIn(queue, "queued/1.json", pythonJob("1", { params: { name: "edited by hand" } }));
    index.hint("1");
    assert.deepEqual(index.look({ reread: false }), ["queued"]);
    assert.equal(pageOf(index, "queued", 0, 1).rows[0]?.label, "edited by hand");
  });

  it("looks at what a hint names without listing a state, wherever the job has gone since", () => {
    const { queue, lists } = queueThatCountsLists();
    const [first, second, third] = queue.submitMany([{}, {}, {}]).map(({ id }) => id);
    const index = looked(queue);
    idsOf(index, "queued");
    lists.length = 0;
    assert.ok(first && second && third);
    for (const [from, to] of [
      ["queued", "running"],
      ["running", "failed"],
    ] as const) {
      index.hint(first);
      move(queue, first, from, to);
    }
    queue.hold(second);
    index.hint(second);
    queue.submit({});
    assert.deepEqual(index.lookAtHinted(), ["queued", "failed"]);
    assert.deepEqual([idsOf(index, "queued"), idsOf(index, "failed")], [[third, second], [first]]);
    assert.deepEqual(index.ended("failed"), { fromWork: [first], fromNowhere: [] });
    assert.deepEqual(
      lists.filter((folder) => (JOB_STATES as readonly string[]).includes(folder)),
      [],
    );
    assert.deepEqual(index.lookAtHinted(), []);
    assert.deepEqual(index.ended("failed"), { fromWork: [], fromNowhere: [] });
  });

  it("takes jobs for new that come into an empty queue, and none of those that it meets there at first", () => {
    const queue = temporaryQueue();
    queue.create();
    writeIn(queue, "completed/1.json", pythonJob("1", ended("completed")));
    assert.deepEqual(looked(queue).ended("completed"), { fromWork: [], fromNowhere: [] });
    queue.remove("1");
    const index = looked(queue);
    writeIn(queue, "completed/2.json", pythonJob("2", ended("completed")));
    assert.deepEqual(index.look({ reread: false }), ["completed"]);
    assert.deepEqual(index.ended("completed"), { fromWork: [], fromNowhere: ["2"] });
  });

  it("lists neither the jobs that wait nor the priorities to look at what a hint names", () => {
    const { queue, lists } = queueThatCountsLists();
    const [plain] = [queue.submit({}).id, queue.submit({}, { hold: true }), queue.submit({}, { priority: 1 })];
    const index = looked(queue);
    const urgent = queue.submit({}, { priority: 2 }).id;
    lists.length = 0;
    move(queue, plain, "queued", "failed");
    for (const id of [plain, urgent]) index.hint(id);
    assert.deepEqual(index.lookAtHinted(), ["queued", "failed"]);
    assert.deepEqual(lists, ["claims"]);
    assert.equal(idsOf(index, "queued")[0], urgent);
  });

  it("is, told of every change, as if it had listed, priorities and jobs that wait included", () => {
    const queue = temporaryQueue();
    const index = looked(queue.submit({}) && queue);
    const random = randomNumbers(11);
    for (let step = 0; step < 150; step++) {
      for (const id of touchSome(queue, random)) index.hint(id);
      index.lookAtHinted();
      const fresh = looked(queue);
      for (const state of JOB_STATES) assert.deepEqual(index.ids(state), fresh.ids(state), `${state} at step ${step}`);
    }
  });

  it("lists once when hints are very many", () => {
    const { queue, lists } = queueThatCountsLists();
    const ids = queue.submitMany(Array.from({ length: 300 }, (_, n) => ({ n }))).map(({ id }) => id);
    const index = looked(queue);
    lists.length = 0;
    for (const id of ids) {
      move(queue, id, "queued", "completed");
      index.hint(id);
    }
    assert.deepEqual(index.lookAtHinted(), ["queued", "completed"]);
    assert.deepEqual([index.counts().completed, lists.filter((folder) => folder === "completed").length], [300, 1]);
  });

  it("finds at a listing what no hint told of, and is then as if it had listed all the time", () => {
    const queue = temporaryQueue();
    const index = looked(queue.submit({}) && queue);
    const random = randomNumbers(5);
    for (let step = 0; step < 300; step++) {
      const told = random(4) > 0;
      for (const id of touchSome(queue, random)) if (told) index.hint(id);
      if (told) index.lookAtHinted();
      if (random(20) === 0) {
        index.look({ reread: false });
        const fresh = looked(queue);
        for (const state of JOB_STATES) assert.deepEqual(pageOf(index, state, 0, 1000), pageOf(fresh, state, 0, 1000));
      }
    }
    assert.ok(index.counts().failed + index.counts().completed > 20, "too little happened");
  });

  it("shows a damaged file with its reason, and the job once the file is whole", () => {
    const queue = temporaryQueue();
    writeIn(queue, "queued/1.json", '{"id": "1", "sta');
    const index = looked(queue);
    assert.match(pageOf(index, "queued", 0, 1).rows[0]?.damaged ?? "", /^not valid JSON/);
    writeIn(queue, "queued/1.json", pythonJob("1"));
    assert.deepEqual(index.look({ reread: true }), ["queued"]);
    assert.equal(pageOf(index, "queued", 0, 1).rows[0]?.damaged, undefined);
  });

  it("tells a job that a Python worker runs from one of ours", () => {
    const queue = temporaryQueue();
    writeIn(queue, "running/1.json", pythonJob("1", { state: "running", started_at: "2024-12-04T10:00:48" }));
    queue.submit({});
    queue.claimNext();
    const rows = pageOf(looked(queue), "running", 0, 10).rows;
    assert.deepEqual(
      rows.map(({ ours }) => ours),
      [true, false],
    );
  });

  it("says which attempt at a job comes next", () => {
    const queue = temporaryQueue();
    queue.submit({ name: "flaky" }, { retries: 2 });
    const claim = claimJob(queue);
    const index = looked(queue);
    assert.equal(pageOf(index, "running", 0, 1).rows[0]?.attempt, "attempt 1 of 3");
    queue.retryLater(claim, { state: "failed", error: "no", details: "" });
    index.look({ reread: true });
    assert.equal(pageOf(index, "queued", 0, 1).rows[0]?.attempt, "attempt 2 of 3");
  });

  it("keeps little of a large job", () => {
    const queue = temporaryQueue();
    queue.submit({ command: "x".repeat(500_000) });
    const [row] = pageOf(looked(queue), "queued", 0, 1).rows;
    assert.ok(JSON.stringify(row).length < 500, JSON.stringify(row));
  });

  it("reads ahead until all rows are there", () => {
    const { queue, reads } = queueThatCountsReads();
    queue.submitMany(Array.from({ length: 30 }, (_, n) => ({ n })));
    const index = looked(queue);
    while (index.readAhead(5));
    const before = reads();
    pageOf(index, "queued", 0, 30);
    assert.equal(reads(), before);
  });
});

/** The same at each run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => (state = (state * 16_807) % 2_147_483_647) % below;
}

/** Does something to a job, as workers and people do; returns what a watch would name. */
function touchSome(queue: JobQueue, random: (below: number) => number): readonly string[] {
  const [queued, running] = [queue.ids("queued"), queue.ids("running")];
  const one = queued[random(queued.length || 1)];
  switch (random(7)) {
    case 0: {
      const place = one === undefined ? undefined : queue.scanFor([one]).get(one);
      if (one === undefined || place === undefined) return [];
      if (place.waiting === undefined) queue.hold(one);
      else queue.unhold(one);
      return [one];
    }
    case 1:
      if (one !== undefined) queue.cancel(one);
      return one === undefined ? [] : [one];
    case 2: {
      const [trashed] = queue.trash();
      if (trashed !== undefined && random(2) === 0) return [queue.restore(trashed.name)];
      if (one !== undefined) queue.remove(one);
      return one === undefined ? [] : [one];
    }
    case 3:
    case 4: {
      const claim = queue.claimNext();
      if (claim === undefined) return [];
      if (random(3) === 0) queue.release(claim);
      else if (random(3) > 0) queue.finish(claim, { state: "completed", result: {} });
      return [claim.id];
    }
    default: {
      // A Python worker takes what nobody has claimed.
      const taken = running.length > 6 ? running[0] : undefined;
      if (taken === undefined || queue.scanFor([taken]).get(taken)?.claim !== undefined) {
        return [queue.submit({}, { priority: random(3) - 1, hold: random(6) === 0 }).id];
      }
      move(queue, taken, "running", "failed");
      return [taken];
    }
  }
}

function move(queue: JobQueue, id: string, from: JobState, to: JobState): void {
  fs.renameSync(join(queue.directory, from, `${id}.json`), join(queue.directory, to, `${id}.json`));
}

function looked(queue: JobQueue): LiveIndex {
  const index = new LiveIndex(queue);
  index.look({ reread: true });
  return index;
}

function pageOf(index: LiveIndex, state: JobState, offset: number, limit: number) {
  const ids = index.ids(state);
  return { rows: index.rowsOf(ids.slice(offset, offset + limit)), total: ids.length };
}

function idsOf(index: LiveIndex, state: "queued" | "completed" | "failed"): string[] {
  return pageOf(index, state, 0, 100).rows.map(({ id }) => id);
}

function ended(state: string): Record<string, unknown> {
  return { state, started_at: "2024-12-04T10:00:48", finished_at: "2024-12-04T10:00:49" };
}

/** A queue on a file system that tells which folders are listed. */
function queueThatCountsLists(): { readonly queue: JobQueue; readonly lists: string[] } {
  const lists: string[] = [];
  const { directory } = temporaryQueue();
  const readdirSync = ((...args: [string]) => {
    lists.push(basename(String(args[0])));
    return fs.readdirSync(...args);
  }) as typeof fs.readdirSync;
  return { queue: new JobQueue(directory, { fileSystem: { ...fs, readdirSync } }), lists };
}

/** A queue on a file system that counts the job files which are opened to be read. */
function queueThatCountsReads(): { readonly queue: JobQueue; readonly reads: () => number } {
  let count = 0;
  const { directory } = temporaryQueue();
  const openSync: typeof fs.openSync = (path, flags, mode) => {
    if (/\d\.json$/.test(String(path))) count++;
    return fs.openSync(path, flags, mode);
  };
  return { queue: new JobQueue(directory, { fileSystem: { ...fs, openSync } }), reads: () => count };
}
