import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { basename } from "node:path";
import type { FileSystem } from "../../src/queue/disk/file-system.js";
import type { DirqError, JobQueue, OneOfMany } from "../../src/queue/index.js";
import { claimJob } from "./claim-job.js";
import { slowDisk } from "./slow-disk.js";
import { tellingOfSyncs } from "./telling-of-syncs.js";
import { leftOversIn, pythonJob, readIn, temporaryQueue, writeIn } from "./temporary-queue.js";

/** A queue, and how often the names in a folder of it were read. */
function listed(folder: string): { readonly queue: JobQueue; readonly lists: () => number } {
  let lists = 0;
  const readdirSync = ((directory: unknown, ...how: []) => {
    if (String(directory).endsWith(folder)) lists++;
    return nodeFs.readdirSync(directory as string, ...how);
  }) as typeof nodeFs.readdirSync;
  return { queue: temporaryQueue({ fileSystem: { ...nodeFs, readdirSync } }), lists: () => lists };
}

describe("doing something to many jobs", () => {
  it("waits once for a folder in which several of them have moved", async () => {
    const synced: string[] = [];
    const queue = temporaryQueue({ fileSystem: recording(synced) });
    const ids = submitted(queue, 10);
    for (const [operate, folders] of [
      [() => queue.holdMany(ids), ["waiting"]],
      [() => queue.unholdMany(ids), ["queued"]],
      [() => queue.removeMany(ids), ["queued", "trash"]],
      [() => queue.restoreMany(queue.trash().map(({ name }) => name)), ["queued"]],
      [() => queue.resubmitMany(ids), ["queued"]],
      [() => queue.cancelMany(ids), ["claims", "failed"]],
    ] as const) {
      synced.splice(0);
      const ends = await all<unknown>(operate());
      assert.deepEqual([...new Set(ends.map(({ status }) => status))], ["fulfilled"]);
      assert.deepEqual(synced.filter((name) => /^[a-z]+$/.test(name)).toSorted(), folders);
    }
    assert.deepEqual(queue.counts(), { queued: 10, running: 0, completed: 0, failed: 10 });
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("reads the names of those that wait as often for forty jobs that are restored as for one", async () => {
    const { queue, lists } = listed("waiting");
    const told: number[] = [];
    for (const ids of [submitted(queue, 1), submitted(queue, 40)]) {
      for (const id of ids) queue.remove(id);
      const names = queue.trash().map(({ name }) => name);
      const before = lists();
      for (const end of await all(queue.restoreMany(names))) assert.equal(end.status, "fulfilled");
      told.push(lists() - before);
    }
    assert.deepEqual(told, [told[0], told[0]]);
  });

  it("reads the names of what is claimed once for forty jobs that have been cancelled already", async () => {
    const { queue, lists } = listed("claims");
    const ids = submitted(queue, 40);
    await all(queue.cancelMany(ids));
    const known = queue.scan();
    const before = lists();
    for (const end of await all(queue.cancelMany(ids, { known }))) assert.equal(end.status, "rejected");
    assert.equal(lists() - before, 1);
  });

  it("does it to each once, in their order, more than are done at a time", async () => {
    const queue = temporaryQueue();
    const ids = submitted(queue, 40);
    const ends = await all(queue.holdMany([...ids, ...ids]));
    assert.deepEqual(
      ends,
      ids.map((id) => ({ id, status: "fulfilled", value: undefined })),
    );
  });

  it("says of each that it cannot be done to, and does it to the others", async () => {
    const queue = temporaryQueue();
    const [first = "", second = ""] = submitted(queue, 2);
    queue.cancel(second);
    const codes = async (ends: AsyncIterable<readonly OneOfMany<unknown>[]>): Promise<unknown[]> =>
      (await all(ends)).map((end) => (end.status === "fulfilled" ? "done" : (end.reason as DirqError).code));
    assert.deepEqual(await codes(queue.cancelMany([first, second, "3"])), ["done", "WRONG_STATE", "NOT_FOUND"]);
    assert.deepEqual(await codes(queue.resubmitMany(["3", first])), ["NOT_FOUND", "done"]);
    const { name } = queue.remove(first);
    assert.deepEqual(await codes(queue.restoreMany(["nothing", name])), ["NOT_FOUND", "done"]);
    assert.deepEqual(await codes(queue.purgeMany(["nothing", queue.remove(first).name])), ["NOT_FOUND", "done"]);
  });

  it("says of each job of a queue that is gone that there is none, and makes none", async () => {
    const queue = temporaryQueue();
    const ids = submitted(queue, 2);
    nodeFs.rmSync(queue.directory, { recursive: true });
    for (const ends of [queue.holdMany(ids), queue.resubmitMany(ids)]) {
      const reasons = (await all<unknown>(ends)).map((end) => end.status === "rejected" && String(end.reason));
      assert.match(reasons.join("\n"), /^DirqError: There is no jobs directory.*\nDirqError: There is no/);
    }
    assert.equal(queue.exists(), false);
  });

  it("restores one of two jobs that were removed with the same id, and keeps the other in the trash", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ n: 1 });
    const first = queue.remove(id);
    writeIn(queue, `queued/${id}.json`, pythonJob(id, { params: { n: 2 } }));
    const second = queue.remove(id);
    const ends = await all(queue.restoreMany([first.name, second.name]));
    assert.deepEqual(
      ends.map((end) => (end.status === "fulfilled" ? end.value : (end.reason as DirqError).code)),
      [id, "CONFLICT"],
    );
    assert.match(readIn(queue, `queued/${id}.json`), /"n": 1/);
    assert.deepEqual(queue.trash(), [second]);
  });

  it("replaces no job that comes while the disk is waited for", async () => {
    let come = (): void => undefined;
    const fsync = ((file: number, done: (error: Error | null) => void) => {
      come();
      nodeFs.fsync(file, done);
    }) as typeof nodeFs.fsync;
    for (const comesTo of ["queued", "completed"]) {
      const queue = temporaryQueue({ fileSystem: { ...nodeFs, fsync } });
      const { id } = queue.submit({ n: 1 });
      const claim = claimJob(queue);
      queue.finish(claim, { state: "completed", result: { n: 1 } });
      const removed = queue.remove(id);
      const path = `${comesTo}/${id}.json`;
      const text = pythonJob(id, { state: comesTo });
      come = () => writeIn(queue, path, text);
      const [end] = await all(queue.restoreMany([removed.name]));
      assert.equal(end?.status === "rejected" && (end.reason as DirqError).code, "CONFLICT");
      assert.equal(readIn(queue, path), text);
      assert.deepEqual(JSON.parse(readIn(queue, `completed_results/${id}/result.json`)), { n: 1 });
      assert.deepEqual(queue.trash(), [removed]);
    }
  });

  it("tells the jobs that are in the queue again when the disk takes only some", async () => {
    const disk = failingDisk();
    const queue = temporaryQueue({ fileSystem: disk.fileSystem });
    const ids = submitted(queue, 5);
    for (const id of ids) queue.cancel(id);
    disk.renames = 2;
    const ends = await all(queue.resubmitMany(ids));
    const again = ends.flatMap((end) => (end.status === "fulfilled" ? [end.value.id] : []));
    assert.deepEqual(
      ends.map(({ status }) => status),
      ["fulfilled", "fulfilled", "rejected", "rejected", "rejected"],
    );
    assert.deepEqual(again, queue.ids("queued"));
    assert.equal(ends[4]?.status === "rejected" && (ends[4].reason as DirqError).code, "QUEUE_UNUSABLE");
    assert.deepEqual(disk.synced.at(-1), "queued");
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("says of jobs that are in the queue again, under which ids, when the disk does not confirm it", async () => {
    for (const renames of [Infinity, 2]) {
      const disk = failingDisk();
      const queue = temporaryQueue({ fileSystem: disk.fileSystem });
      const ids = submitted(queue, 3);
      for (const id of ids) queue.cancel(id);
      Object.assign(disk, { renames, keepsNames: false });
      const ends = await all(queue.resubmitMany(ids));
      const reasons = ends.map((end) => (end.status === "rejected" ? (end.reason as Error).message : ""));
      const queued = queue.ids("queued");
      assert.equal(queued.length, Math.min(renames, 3));
      for (const [at, id] of queued.entries())
        assert.match(reasons[at] ?? "", new RegExp(`^Job ${id} is in the queue`));
      for (const reason of reasons.slice(queued.length)) assert.match(reason, /^Cannot use the jobs directory/);
      // Not asked a second time: it might say that it has kept what it has lost.
      assert.equal(disk.synced.filter((name) => name === "queued").length, 1);
    }
  });

  it("does nothing to the others once nobody asks for more", async () => {
    const queue = temporaryQueue();
    const ids = submitted(queue, 40);
    for await (const some of queue.removeMany(ids)) {
      assert.deepEqual(queue.ids("queued"), ids.slice(some.length));
      break;
    }
    assert.ok(queue.counts().queued > 0);
  });

  it("keeps others in this process from a job that is being cancelled, until its end is on the disk", async () => {
    const disk = slowDisk();
    const queue = temporaryQueue({ fileSystem: disk.fileSystem });
    const ids = submitted(queue, 2);
    const cancelling = all(queue.cancelMany(ids, { why: "the first" }));
    assert.throws(() => queue.cancel(ids[0] ?? "", { why: "the second" }), { code: "CONFLICT" });
    assert.deepEqual(queue.recovery(() => undefined).run(), []);
    disk.goOn();
    assert.deepEqual(
      (await cancelling).map((end) => end.status === "fulfilled" && end.value),
      ["cancelled", "cancelled"],
    );
    assert.deepEqual(queue.counts(), { queued: 0, running: 0, completed: 0, failed: 2 });
    assert.match(queue.errorText(ids[0] ?? "") ?? "", /the first/);
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("fails those alone whose file the disk refuses to keep", async () => {
    let count = 0;
    const fsync = ((file: number, done: (error: Error | null) => void) => {
      if (++count === 1) done(Object.assign(new Error("EIO: made up"), { code: "EIO", syscall: "fsync" }));
      else nodeFs.fsync(file, done);
    }) as typeof nodeFs.fsync;
    const queue = temporaryQueue({ fileSystem: { ...nodeFs, fsync } });
    const ids = submitted(queue, 3);
    const ends = await all(queue.cancelMany(ids));
    assert.deepEqual(
      ends.map(({ status }) => status),
      ["rejected", "fulfilled", "fulfilled"],
    );
    assert.equal(queue.get(ids[0] ?? "")?.state, "queued");
    assert.equal(queue.cancel(ids[0] ?? ""), "cancelled");
    assert.deepEqual(queue.counts(), { queued: 0, running: 0, completed: 0, failed: 3 });
  });
});

function submitted(queue: JobQueue, count: number): string[] {
  return queue.submitMany(Array.from({ length: count }, (_, n) => ({ n }))).map(({ id }) => id);
}

async function all<T>(ends: AsyncIterable<readonly OneOfMany<T>[]>): Promise<OneOfMany<T>[]> {
  const collected: OneOfMany<T>[] = [];
  for await (const some of ends) collected.push(...some);
  return collected;
}

/** A disk that is full after so many renames into `queued/`, and may keep no names there. */
function failingDisk() {
  const synced: string[] = [];
  const recorder = recording(synced);
  const disk = { renames: Infinity, keepsNames: true, synced, fileSystem: recorder };
  const fails = (code: string) => Object.assign(new Error(`${code}: made up`), { code, syscall: "made up" });
  const renameSync: typeof nodeFs.renameSync = (from, to) => {
    if (/\.part$/.test(String(from)) && disk.renames-- <= 0) throw fails("ENOSPC");
    nodeFs.renameSync(from, to);
  };
  const fsync = ((file: number, done: (error: Error | null) => void) => {
    recorder.fsync(file, (error) => done(synced.at(-1) === "queued" && !disk.keepsNames ? fails("EIO") : error));
  }) as typeof nodeFs.fsync;
  disk.fileSystem = { ...recorder, renameSync, fsync };
  return disk;
}

/** Writes down the last name of each path that is synced while others wait. */
function recording(synced: string[]): FileSystem {
  return tellingOfSyncs((path, how) => {
    if (how === "meanwhile") synced.push(basename(path));
  });
}
