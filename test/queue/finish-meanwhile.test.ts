import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import type { FileSystem } from "../../src/queue/disk/file-system.js";
import type { Claim, JobQueue, Outcome } from "../../src/queue/index.js";
import { claimJob } from "./claim-job.js";
import { slowDisk } from "./slow-disk.js";
import { temporaryQueue } from "./temporary-queue.js";

const COMPLETED: Outcome = { state: "completed", result: { answer: 42 } };
const FAILED: Outcome = { state: "failed", error: "no", details: "because" };

describe("finishing a job while other work goes on", () => {
  for (const outcome of [COMPLETED, FAILED]) {
    it(`makes the same calls in the same order as standing still (${outcome.state})`, async () => {
      const calls: string[] = [];
      const queue = temporaryQueue({ fileSystem: recording(calls) });
      const [first, second] = [claimOne(queue), claimOne(queue)];
      const callsOf = (claim: Claim) =>
        calls.splice(0).map((call) => call.replaceAll(claim.id, "<id>").replaceAll(claim.token, "<claim>"));

      calls.splice(0);
      queue.finish(first, outcome);
      const standingStill = callsOf(first);
      await queue.finishMeanwhile(second, outcome);
      assert.deepEqual(callsOf(second), standingStill);
      assert.equal(standingStill.filter((call) => call.startsWith("fsync")).length, 5);
    });
  }

  it("lets another job be claimed and finished while the disk takes its time", async () => {
    const disk = slowDisk();
    const queue = temporaryQueue({ fileSystem: disk.fileSystem });
    const [first, second] = [claimOne(queue), claimOne(queue)];
    const finishing = queue.finishMeanwhile(first, COMPLETED);
    queue.finish(second, FAILED);
    assert.deepEqual([queue.get(first.id)?.state, queue.get(second.id)?.state], ["running", "failed"]);
    disk.goOn();
    assert.equal(await finishing, true);
    assert.equal(queue.get(first.id)?.state, "completed");
  });

  it("records nothing of an end that the disk refuses to keep, and can be asked again", async () => {
    let refuses = true;
    const fsync = ((file: number, done: (error: Error | null) => void) => {
      if (refuses) done(Object.assign(new Error("EIO: made up"), { code: "EIO", syscall: "fsync" }));
      else nodeFs.fsync(file, done);
    }) as typeof nodeFs.fsync;
    const queue = temporaryQueue({ fileSystem: { ...nodeFs, fsync } });
    const claim = claimOne(queue);
    await assert.rejects(queue.finishMeanwhile(claim, COMPLETED), { code: "QUEUE_UNUSABLE" });
    assert.equal(queue.get(claim.id)?.state, "running");
    refuses = false;
    assert.equal(await queue.finishMeanwhile(claim, COMPLETED), true);
    assert.deepEqual(JSON.parse(queue.resultText(claim.id) ?? ""), { answer: 42 });
  });
});

function claimOne(queue: JobQueue): Claim {
  queue.submit({});
  return claimJob(queue);
}

/** Writes down each call that changes the disk or waits for it, with the names of the files. */
function recording(calls: string[]): FileSystem {
  const names = new Map<number, string>();
  const base = (path: unknown) => String(path).replace(/^.*\/jobs\//, "");
  return {
    ...nodeFs,
    openSync: (path, flags, mode) => {
      const file = nodeFs.openSync(path, flags, mode);
      names.set(file, base(path));
      if (typeof flags === "number" && (flags & nodeFs.constants.O_CREAT) !== 0) calls.push(`create ${base(path)}`);
      return file;
    },
    fsyncSync: (file) => {
      calls.push(`fsync ${names.get(file)}`);
      nodeFs.fsyncSync(file);
    },
    fsync: ((file: number, done: (error: Error | null) => void) => {
      calls.push(`fsync ${names.get(file)}`);
      nodeFs.fsync(file, done);
    }) as typeof nodeFs.fsync,
    renameSync: (from, to) => {
      calls.push(`rename ${base(from)} ${base(to)}`);
      nodeFs.renameSync(from, to);
    },
    linkSync: (from, to) => {
      calls.push(`link ${base(from)} ${base(to)}`);
      nodeFs.linkSync(from, to);
    },
    unlinkSync: (path) => {
      calls.push(`unlink ${base(path)}`);
      nodeFs.unlinkSync(path);
    },
  };
}
