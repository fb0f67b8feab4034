import assert from "node:assert/strict";
import { join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { assertPromiseKept } from "./aftermath.js";
import { failingFileSystem } from "./failing-file-system.js";
import { quickDirectory } from "./world.js";
import { RememberingWorker } from "./remembering-worker.js";
import { scaled } from "./scale.js";

describe("renames that are done, but reported as failed", function () {
  this.timeout(120_000);
  for (const n of [2, 3, 4, 5, 6, 7]) {
    it(`every ${n}. one: two workers run each job once, and all is well`, async () => {
      const directory = join(quickDirectory(), "jobs");
      const [ours, theirs] = [lyingQueue(directory, n), lyingQueue(directory, n)];
      const ids: string[] = [];
      const expected = new Map<string, number>();
      for (let k = 0; k < scaled(20, 200); k++) {
        const plain = ours.submit({ kind: "plain" }).id;
        const retried = ours.submit({ kind: "retried" }, { retries: 1, retryDelay: 0 }).id;
        const after = theirs.submit({ kind: "after" }, { afterOk: [retried] }).id;
        const held = theirs.submit({ kind: "held" }, { hold: true }).id;
        ours.unhold(held);
        const cancelled = ours.submit({ kind: "cancelled" }).id;
        assert.equal(theirs.cancel(cancelled), "cancelled");
        const restored = ours.submit({ kind: "restored" }).id;
        theirs.restore(ours.remove(restored).name);
        ids.push(plain, retried, after, held, cancelled, restored);
        for (const id of [plain, after, held, restored]) expected.set(id, 1);
        expected.set(retried, 2);
      }

      const ran = new Map<string, number>();
      const options = { stopWhenEmpty: true, pollInterval: 0.01, slots: 2 };
      await Promise.all([ours, theirs].map((queue) => new RememberingWorker(queue, ran).run(options)));

      assert.deepEqual(new Map([...ran].sort()), new Map([...expected].sort()));
      const { queued, running, failed } = ours.counts();
      assert.deepEqual({ queued, running, failed }, { queued: 0, running: 0, failed: ids.length / 6 });
      assertPromiseKept(directory, ids);
    });
  }
});

function lyingQueue(directory: string, n: number): JobQueue {
  let renames = 0;
  const { fileSystem } = failingFileSystem("lies", (_call, name) => name === "rename" && ++renames % n === 0);
  return new JobQueue(directory, { fileSystem });
}
