import assert from "node:assert/strict";
import { parseQueuedJob } from "../../src/queue/format/document.js";
import { JobQueue, openStore } from "../../src/queue/index.js";
import { Claim } from "../../src/queue/owning/claim.js";
import { claimAs, deadWorker } from "../queue/other-workers.js";
import { readIn } from "../queue/temporary-queue.js";
import { say } from "../setup/say.js";
import { assertPromiseKept } from "./aftermath.js";
import { failingFileSystem } from "./failing-file-system.js";
import { tryEachPoint } from "./replay.js";
import { DONE_BADLY, DONE_WELL } from "./verbs/verb.js";
import { newWorld } from "./world.js";

describe("jobs whose ends are recorded at the same time by one worker", function () {
  this.timeout(60_000);

  it("keep the promise, before whichever call the worker dies", async function () {
    const steps = await tryEachPoint(this.test, "ends together", dieBefore);
    say(`    ${steps} calls before which it died`);
    assert.ok(steps > 40);
  });
});

/** False: there was no k-th call. A disk that takes nothing from the k-th call on is all that is left by who died there. */
async function dieBefore(k: number): Promise<boolean> {
  const { queue: directory } = newWorld();
  const queue = new JobQueue(directory);
  const ids = queue.submitMany([{ n: 1 }, { n: 2 }, { n: 3 }]).map(({ id }) => id);
  const worker = deadWorker(queue);
  const tokens = ids.map(() => claimAs(queue, worker));
  const { fileSystem, faults } = failingFileSystem("EIO", (call) => call >= k);
  const dying = new JobQueue(directory, { fileSystem });
  const claims = ids.map((id, n) => claimOf(queue, id, tokens[n] ?? ""));
  await Promise.allSettled(claims.map((claim, n) => dying.finishMeanwhile(claim, n === 1 ? DONE_BADLY : DONE_WELL)));
  assertPromiseKept(directory, ids);
  return faults.length > 0;
}

/** The claim as its worker held it. */
function claimOf(queue: JobQueue, id: string, token: string): Claim {
  const text = readIn(queue, `.dirq/claims/${id}~${token}`);
  return new Claim(openStore(queue.directory), { token, text, job: parseQueuedJob(text, id) });
}
