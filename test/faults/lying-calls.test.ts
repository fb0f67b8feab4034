import assert from "node:assert/strict";
import { join } from "node:path";
import { DirqError, isSystemError, JobQueue, type FailedOutcome } from "../../src/queue/index.js";
import { claimJob } from "../queue/claim-job.js";
import { assertPromiseKept } from "./aftermath.js";
import { failingFileSystem, type FaultyCall } from "./failing-file-system.js";
import { RememberingWorker } from "./remembering-worker.js";
import { scaled } from "./scale.js";
import { chance, type Chance } from "./seed.js";
import { quickDirectory } from "./world.js";

/** Renames have a test of their own: they are found out, where these are reported. */
const CALLS: readonly FaultyCall[] = ["create", "write", "fsync", "close", "link", "unlink", "mkdir", "rmdir"];

const FAILED: FailedOutcome = { state: "failed", error: "no", details: "" };

describe("calls that are done, but reported as failed", function () {
  this.timeout(120_000);
  let random: Chance;
  beforeEach(() => (random = chance()));

  for (const call of CALLS) {
    for (const n of scaled([3], [2, 3, 4, 5, 6, 7])) {
      it(`every ${n}. ${call} by chance: who asks again gets what was asked for, and no job is run twice`, async () => {
        const directory = join(quickDirectory(), "jobs");
        new JobQueue(directory).create();
        const [ours, theirs] = [lyingQueue(directory, call, n), lyingQueue(directory, call, n)];
        const once: string[] = [];
        const twice: string[] = [];
        for (let k = 0; k < scaled(5, 30); k++) {
          once.push(untilDone(() => ours.submit({ kind: "plain" }).id));
          const retried = untilDone(() => ours.submit({ kind: "retried" }, { retries: 1, retryDelay: 0 }).id);
          twice.push(retried);
          const held = untilDone(() => theirs.submit({ kind: "held" }, { hold: true, afterOk: [retried] }).id);
          untilDoneOnce(() => ours.unhold(held));
          once.push(held);
          const cancelled = untilDone(() => ours.submit({ kind: "cancelled" }).id);
          untilDoneOnce(() => theirs.cancel(cancelled));
          assert.equal(ours.get(cancelled)?.state, "failed");
        }

        const ran = new Map<string, number>();
        const options = { stopWhenEmpty: true, pollInterval: 0.01, slots: 2 };
        await Promise.all([ours, theirs].map((queue) => new RememberingWorker(queue, ran).run(options)));

        assert.deepEqual(
          once.map((id) => [ours.get(id)?.state, ran.get(id)]),
          once.map(() => ["completed", 1]),
        );
        assert.deepEqual(
          twice.map((id) => [ours.get(id)?.state, ran.get(id)]),
          twice.map(() => ["completed", 2]),
        );
        // What they decided and could not tidy is theirs as long as they live.
        for (const queue of [ours, theirs]) untilDone(() => queue.recovery(() => undefined).run());
        assertPromiseKept(directory, [...once, ...twice]);
      });
    }
  }

  describe("in the middle of a step", () => {
    it("the end of a job is recorded when that is asked for again, though its view was said not to close", () => {
      const directory = join(quickDirectory(), "jobs");
      let closes = 0;
      const { fileSystem } = failingFileSystem("lies", (_k, name) => name === "close" && ++closes === 1);
      new JobQueue(directory).submit({});
      const queue = new JobQueue(directory, { fileSystem });
      const claim = claimJob(queue);
      assert.throws(() => queue.release(claim), /EIO/);
      assert.equal(queue.finish(claim, { state: "completed", result: {} }), true);
    });

    let isLying: boolean;
    let queue: JobQueue;
    beforeEach(() => {
      isLying = false;
      const { fileSystem } = failingFileSystem("lies", (_k, name) => isLying && name === "create");
      queue = new JobQueue(join(quickDirectory(), "jobs"), { fileSystem });
    });

    it("a job that was cancelled half-way is cancelled when that is asked for again", () => {
      const { id } = queue.submit({});
      isLying = true;
      assert.throws(() => queue.cancel(id), /EIO/);
      isLying = false;
      assert.equal(queue.cancel(id), "cancelled");
      assert.equal(queue.get(id)?.state, "failed");
    });

    it("a failed attempt counts once, however often its record was written", () => {
      queue.submit({}, { retries: 1 });
      const claim = claimJob(queue);
      isLying = true;
      assert.throws(() => queue.retryLater(claim, FAILED), /EIO/);
      isLying = false;
      assert.equal(queue.retryLater(claim, FAILED), true);
      assert.equal(queue.failedAttempts(claim.id), 1);
    });
  });

  function lyingQueue(directory: string, call: FaultyCall, n: number): JobQueue {
    const { fileSystem } = failingFileSystem("lies", (_k, name) => name === call && random(n) === 0);
    return new JobQueue(directory, { fileSystem });
  }
});

/** Asks until it is told that it is done. */
function untilDone<T>(action: () => T): T {
  for (let tries = 1; ; tries++) {
    try {
      return action();
    } catch (error) {
      if (!isTroubleWithDisk(error) || tries === 200) throw error;
    }
  }
}

/** The same of what can be done only once; to ask again is refused then. */
function untilDoneOnce(action: () => unknown): void {
  untilDone(() => {
    try {
      action();
    } catch (error) {
      if (!(error instanceof DirqError && error.code === "WRONG_STATE")) throw error;
    }
  });
}

function isTroubleWithDisk(error: unknown): boolean {
  return isSystemError(error) || error instanceof DirqError;
}
