import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { FileSystem } from "../../src/queue/disk/file-system.js";
import { JobQueue } from "../../src/queue/index.js";
import { later } from "../faults/later.js";
import { deadWorker } from "./other-workers.js";
import { tellingOfSyncs } from "./telling-of-syncs.js";
import { jobFilesIn, pythonJob, readIn, temporaryQueue, writeIn } from "./temporary-queue.js";

const BROKEN = "no job";

function queueWithBrokenFile(): JobQueue {
  const queue = temporaryQueue();
  queue.create();
  writeIn(queue, "queued/x.json", BROKEN);
  return queue;
}

/** As a worker does that finds it unreadable for longer than 5 s. */
function quarantineIn({ directory }: JobQueue, fileSystem: FileSystem = nodeFs): void {
  const worker = new JobQueue(directory, { fileSystem });
  assert.equal(worker.claimNext(), undefined);
  later(5_001, () => assert.equal(worker.claimNext(), undefined));
}

function keptIn(queue: JobQueue): string[] {
  const folder = ".dirq/quarantine";
  return readdirSync(join(queue.directory, folder)).map((name) => readIn(queue, `${folder}/${name}`));
}

function madeUp(code: string, syscall: string): Error {
  return Object.assign(new Error(`${code}: made up`), { code, syscall });
}

describe("a queued file that is no job, and stays so", () => {
  it("is put into quarantine, and a failed job says what was wrong and where it is", () => {
    const queue = queueWithBrokenFile();
    quarantineIn(queue);
    const [kept = ""] = readdirSync(join(queue.directory, ".dirq/quarantine"));
    assert.match(kept, /^x~[\d.-]+\.json$/);
    const [message, details] = queue.errorText("x")?.split("\n\n") ?? [];
    assert.match(message ?? "", /^Unreadable job file: not valid JSON/);
    assert.equal(details, `The file as it was: ${join(queue.directory, ".dirq/quarantine", kept)}\n`);
    assert.deepEqual(jobFilesIn(queue), ["completed_results/x/error.txt", "failed/x.json"]);
    assert.deepEqual(keptIn(queue), [BROKEN]);
    assert.deepEqual(queue.diagnose(), [], "nobody need be told once more");
  });

  it("has its error safe on the disk before the record that is to be read with it", () => {
    const queue = queueWithBrokenFile();
    const calls: string[] = [];
    quarantineIn(queue, {
      ...tellingOfSyncs((path) => calls.push(`sync ${basename(path)}`)),
      linkSync: (from, to) => {
        calls.push(`link ${basename(String(to))}`);
        nodeFs.linkSync(from, to);
      },
    });
    assert.deepEqual(
      calls.filter((call) => !call.endsWith(".part")),
      ["link error.txt", "sync x", "link x.json", "sync failed"],
    );
  });

  it("leaves to an earlier attempt what that has left, under a number", () => {
    const queue = queueWithBrokenFile();
    writeIn(queue, "completed_results/x/error.txt", "earlier");
    quarantineIn(queue);
    assert.equal(readIn(queue, "completed_results/x/error.1.txt"), "earlier");
    assert.match(queue.errorText("x") ?? "", /^Unreadable/);
  });

  it("says nothing of a job of its id that has ended, or that Python runs", () => {
    for (const state of ["completed", "failed", "running"]) {
      const queue = queueWithBrokenFile();
      writeIn(queue, `${state}/x.json`, pythonJob("x", { state }));
      quarantineIn(queue);
      assert.deepEqual(jobFilesIn(queue), [`${state}/x.json`]);
      assert.deepEqual(keptIn(queue), [BROKEN]);
    }
  });

  it("is recorded beside a view that is only left over", () => {
    const queue = queueWithBrokenFile();
    writeIn(queue, "running/x.json", pythonJob("x", { state: "running", claim: `${deadWorker(queue)}.1` }));
    quarantineIn(queue);
    assert.equal(queue.get("x")?.state, "failed");
  });

  it("stays in the queue where the disk refuses what is to be written, and is met again", () => {
    for (const refused of [1, 2, 3]) {
      const queue = queueWithBrokenFile();
      let count = 0;
      const fsyncSync: typeof nodeFs.fsyncSync = (file) => {
        if (++count === refused) throw madeUp("ENOSPC", "fsync");
        nodeFs.fsyncSync(file);
      };
      assert.throws(() => quarantineIn(queue, { ...nodeFs, fsyncSync }), { code: "QUEUE_UNUSABLE" });
      assert.equal(readIn(queue, "queued/x.json"), BROKEN);
      quarantineIn(queue);
      assert.equal(queue.get("x")?.state, "failed");
      assert.deepEqual(keptIn(queue), [BROKEN]);
    }
  });

  it("is recorded also where the disk has no hard links", () => {
    const queue = queueWithBrokenFile();
    const linkSync = (): never => {
      throw madeUp("EPERM", "link");
    };
    quarantineIn(queue, { ...nodeFs, linkSync });
    assert.deepEqual(jobFilesIn(queue), ["completed_results/x/error.txt", "failed/x.json"]);
  });

  it("is kept where its worker died and a job of its id has ended", () => {
    const queue = queueWithBrokenFile();
    writeIn(queue, "completed/x.json", pythonJob("x", { state: "completed", claim: "a.1" }));
    const claims = join(queue.directory, ".dirq/claims");
    nodeFs.renameSync(join(queue.directory, "queued/x.json"), join(claims, `x~${deadWorker(queue)}.r1`));
    queue.recovery(() => undefined).run();
    assert.deepEqual(jobFilesIn(queue), ["completed/x.json"]);
    assert.deepEqual(keptIn(queue), [BROKEN]);
  });

  it("does not end another of its id that a person queues beside the record, though its worker dies", () => {
    const queue = queueWithBrokenFile();
    quarantineIn(queue);
    const claims = join(queue.directory, ".dirq/claims");
    writeIn(queue, `.dirq/claims/x~${deadWorker(queue)}.1`, pythonJob("x"));
    queue.recovery(() => undefined).run();
    assert.deepEqual(readdirSync(claims), []);
    assert.equal(readIn(queue, "queued/x.json"), pythonJob("x"));
  });

  it("is forgotten once another of its id runs, which can be cancelled then", () => {
    const queue = queueWithBrokenFile();
    quarantineIn(queue);
    writeIn(queue, "queued/x.json", pythonJob("x"));
    assert.equal(queue.get("x")?.state, "failed");
    assert.equal(new JobQueue(queue.directory).claimNext()?.id, "x");
    assert.equal(queue.get("x")?.state, "running");
    assert.deepEqual(
      jobFilesIn(queue).filter((path) => !path.startsWith("completed_results/")),
      ["running/x.json"],
    );
    assert.doesNotThrow(() => queue.cancel("x", { by: "me" }));
    assert.deepEqual(keptIn(queue), [BROKEN]);
  });
});
