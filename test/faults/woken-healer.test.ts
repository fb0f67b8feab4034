import assert from "node:assert/strict";
import { renameSync } from "node:fs";
import { join } from "node:path";
import type { FileSystem } from "../../src/queue/disk/file-system.js";
import { openStore } from "../../src/queue/disk/store.js";
import { finishHealing, heal } from "../../src/queue/healing/heal.js";
import { JobQueue } from "../../src/queue/index.js";
import { TrashFolder } from "../../src/queue/trash/trash-folder.js";
import { say } from "../setup/say.js";
import { claimJob } from "../queue/claim-job.js";
import { assertPromiseKept } from "./aftermath.js";
import { beforeEachCall } from "./before-each-call.js";
import { tryEachPoint } from "./replay.js";
import { writeFalseMark } from "./verbs/false-mark.js";
import { DONE_BADLY, DONE_WELL, submitted } from "./verbs/verb.js";
import { newWorld } from "./world.js";

const LATER_MS = 120_000;

describe("somebody who heals a job, is frozen, and wakes after another has finished that", function () {
  this.timeout(60_000);
  let calls = 0;
  after(() => say(`    ${calls} calls before which the other came`));

  for (const [what, acting] of Object.entries({ heals: healing, "finishes the healing of": finishing }))
    it(`is not disturbed where it ${what} a false mark`, async function () {
      calls += await tryEachPoint(this.test, what, (k) => {
        const { directory, queue, ids, claim } = aClaimedJob();
        writeFalseMark(queue, claim.id);
        const hasCome = comesBefore(k, directory, acting(directory, claim.id));
        queue.finish(claim, DONE_WELL);
        assertPromiseKept(directory, ids);
        return hasCome;
      });
    });

  it("is not disturbed where it brings back a failure that was taken for one", async function () {
    calls += await tryEachPoint(this.test, "brings back", (k) => {
      const { directory, queue, ids, claim } = aClaimedJob();
      queue.finish(claim, DONE_BADLY);
      const hasCome = comesBefore(k, directory, finishing(directory, claim.id));
      assert.equal(queue.get(claim.id)?.state, "failed");
      assertPromiseKept(directory, ids);
      return hasCome;
    });
  });
});

function aClaimedJob() {
  const { queue: directory } = newWorld();
  const queue = new JobQueue(directory);
  const ids = submitted(queue);
  const claim = claimJob(queue);
  return { directory, queue, ids, claim };
}

function healing(directory: string, id: string): (fileSystem: FileSystem) => void {
  return (fileSystem) => void heal(openStore(directory, { fileSystem }), id);
}

/** Its file in `failed/` has been taken to be looked at. */
function finishing(directory: string, id: string): (fileSystem: FileSystem) => void {
  const { name, path } = TrashFolder.make(openStore(directory), "healing");
  renameSync(join(directory, "failed", `${id}.json`), join(path, `${id}.json`));
  return (fileSystem) => {
    const store = openStore(directory, { fileSystem });
    const folder = TrashFolder.parse(store, name);
    assert.ok(folder);
    finishHealing(store, folder);
  };
}

/** The other recovers before the k-th call. False: there was none. */
function comesBefore(k: number, directory: string, act: (fileSystem: FileSystem) => void): boolean {
  let hasCome = false;
  act(
    beforeEachCall((call) => {
      if (call !== k) return;
      hasCome = true;
      const clocks = { now: () => Date.now() + LATER_MS, monotonic: () => performance.now() };
      new JobQueue(directory).recovery(() => undefined, clocks).run();
    }),
  );
  return hasCome;
}
