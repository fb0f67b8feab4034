import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { cancelling } from "../../src/queue/changing/cancel.js";
import { Taker } from "../../src/queue/changing/taker.js";
import { openStore } from "../../src/queue/disk/store.js";
import { DirqError, JobQueue } from "../../src/queue/index.js";
import { ClaimTokens } from "../../src/queue/owning/claim-tokens.js";
import { claimsIn } from "../../src/queue/reading/scan.js";
import { deadWorker, workerElsewhere } from "./other-workers.js";
import { filesIn, leftOversIn, temporaryQueue } from "./temporary-queue.js";

/** A job whose cancelling has come as far as this many fsyncs when its process ended. */
function cutShort(fsyncs: number, worker: (queue: JobQueue) => string, options: { readonly hold?: boolean } = {}) {
  const queue = temporaryQueue();
  const { id } = queue.submit({ n: 1 }, { priority: 2, ...options });
  const killed = new JobQueue(queue.directory, { fileSystem: brokenAfter(fsyncs) });
  const said = refusal(() => killed.cancel(id, { why: "the first" }));
  const claims = join(queue.directory, ".dirq/claims");
  const name = worker(queue);
  for (const file of readdirSync(claims)) {
    renameSync(join(claims, file), join(claims, file.replace(killed.worker, name)));
  }
  return { queue, id, said };
}

function refusal(change: () => unknown): string {
  try {
    change();
  } catch (error) {
    assert.ok(error instanceof DirqError && error.code === "QUEUE_UNUSABLE");
    return error.message;
  }
  throw new Error("it was not refused");
}

/** A disk that keeps nothing more after so many fsyncs, and moves nothing either. */
function brokenAfter(fsyncs: number): typeof nodeFs {
  let count = 0;
  return {
    ...nodeFs,
    fsyncSync: (file) => {
      if (++count > fsyncs) throw madeUp("fsync");
      nodeFs.fsyncSync(file);
    },
    renameSync: (from, to) => {
      if (count > fsyncs) throw madeUp("rename");
      nodeFs.renameSync(from, to);
    },
  };
}

function madeUp(syscall: string): Error {
  return Object.assign(new Error("EIO: made up"), { code: "EIO", syscall });
}

describe("a job that somebody was killed in moving on", () => {
  it("is cancelled by whoever asks next, without a worker", () => {
    for (const options of [{}, { hold: true }]) {
      const { queue, id } = cutShort(0, deadWorker, options);
      assert.equal(queue.cancel(id, { why: "the second" }), "cancelled");
      assert.match(queue.errorText(id) ?? "", /the second/);
      assert.deepEqual(leftOversIn(queue), []);
    }
  });

  it("is held, released and removed as if it had stayed where it was", async () => {
    const held = cutShort(0, deadWorker);
    held.queue.hold(held.id);
    assert.deepEqual(readdirSync(join(held.queue.directory, "waiting")), [`${held.id}~held.json`]);

    const released = cutShort(0, deadWorker, { hold: true });
    for await (const [end] of released.queue.unholdMany([released.id])) assert.equal(end?.status, "fulfilled");
    assert.deepEqual(released.queue.ids("queued"), [released.id]);
    assert.deepEqual(readdirSync(join(released.queue.directory, "queued")), [`${released.id}.json`]);

    const removed = cutShort(0, deadWorker, { hold: true });
    const { name } = removed.queue.remove(removed.id);
    removed.queue.restore(name);
    assert.deepEqual(readdirSync(join(removed.queue.directory, "waiting")), [`${removed.id}~held.json`]);
  });

  it("has ended where that was decided, and is removed with its end", () => {
    const { queue, id } = cutShort(2, deadWorker);
    assert.equal(queue.remove(id).state, "failed");
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("is cancelled where that was decided, for whoever asks again", () => {
    for (const worker of [deadWorker, (own: JobQueue) => own.worker]) {
      for (const fsyncs of [2, 3, 4]) {
        const { queue, id } = cutShort(fsyncs, worker);
        assert.equal(queue.cancel(id, { why: "the second" }), "cancelled");
        assert.match(queue.errorText(id) ?? "", /the first/);
        assert.deepEqual(leftOversIn(queue), []);
        assert.throws(() => queue.cancel(id), { code: "WRONG_STATE", message: /ended already \(failed\)/ });
      }
    }
  });

  it("is not said to be cancelled where others have completed that since it was listed", () => {
    const { queue, id } = cutShort(4, deadWorker);
    const store = openStore(queue.directory);
    const listed = claimsIn(store);
    assert.equal(queue.cancel(id), "cancelled");
    const again = cancelling(new Taker(store, new ClaimTokens()), id, { by: "a test", why: "" }, () => listed);
    assert.throws(() => store.disk.take(again), { code: "WRONG_STATE", message: /ended already \(failed\)/ });
  });

  it("is said to be cancelled once that is decided, though the disk does not confirm it", () => {
    const disk = / the disk reports an error \(EIO: made up\)\. /;
    for (const fsyncs of [0, 1]) assert.match(cutShort(fsyncs, deadWorker).said, /^Cannot use the jobs directory /);
    for (const fsyncs of [2, 3, 4]) {
      const { said, id } = cutShort(fsyncs, deadWorker);
      assert.equal(said.split(":")[0], `Job ${id} is cancelled, but a power cut may undo that`);
      assert.match(said, disk);
    }
  });

  it("is held and removed by the process on which the disk had failed", () => {
    const { queue, id } = cutShort(0, (own) => own.worker);
    queue.hold(id);
    assert.deepEqual(readdirSync(join(queue.directory, "waiting")), [`${id}~held.json`]);
  });

  it("stands where it stood when the disk refuses its end to a process that lives on", () => {
    for (const options of [{}, { hold: true }]) {
      for (const refused of [1, 2]) {
        const queue = temporaryQueue();
        const { id } = queue.submit({ n: 1 }, options);
        let count = 0;
        const fsyncSync: typeof nodeFs.fsyncSync = (file) => {
          if (++count === refused) throw madeUp("fsync");
          nodeFs.fsyncSync(file);
        };
        const before = filesIn(queue.directory);
        refusal(() => new JobQueue(queue.directory, { fileSystem: { ...nodeFs, fsyncSync } }).cancel(id));
        assert.deepEqual(filesIn(queue.directory), before);
      }
    }
  });

  it("is left alone where its process may live", () => {
    const { queue, id } = cutShort(0, workerElsewhere);
    for (const change of [() => queue.hold(id), () => queue.cancel(id), () => queue.remove(id)]) {
      assert.throws(change, { code: "CONFLICT" });
    }
  });
});
