import assert from "node:assert/strict";
import { cancelling } from "../../src/queue/changing/cancel.js";
import { ClaimTokens } from "../../src/queue/owning/claim-tokens.js";
import { DirqError, JobQueue } from "../../src/queue/index.js";
import type { Steps } from "../../src/queue/disk/steps.js";
import { openStore } from "../../src/queue/disk/store.js";
import { Taker } from "../../src/queue/changing/taker.js";
import { say } from "../setup/say.js";
import { assertPromiseKept } from "./aftermath.js";
import { interruptedFileSystem } from "./interrupted-file-system.js";
import { tryEachPoint } from "./replay.js";
import { recoverFrom } from "./taken-for-dead.js";
import { newWorld } from "./world.js";

describe("somebody who is frozen in cancelling a job, taken for dead, and wakes within the recovery", function () {
  this.timeout(60_000);
  let steps = 0;
  after(() => say(`    ${steps} steps before which the owner woke`));

  for (const [job, options] of Object.entries({
    "queued job": {},
    "held job": { hold: true },
  })) {
    it(`a ${job} ends once, and as cancelled where that was said`, async function () {
      steps += await tryEachPoint(this.test, job, (k) => wakesBefore(k, options));
    });
  }

  /** Before the k-th call of the recovery that changes the disk. False: there was none, and it woke afterwards. */
  function wakesBefore(k: number, options: object): boolean {
    const { queue: directory } = newWorld();
    const queue = new JobQueue(directory);
    const { id } = queue.submit({ n: 1 }, options);
    const tokens = new ClaimTokens();
    const owner = cancelling(new Taker(openStore(directory), tokens), id, { by: "a test", why: "no need" });
    // The outcome is staged and not decided.
    owner.next();
    let woke = false;
    let said: string | undefined;
    const fileSystem = interruptedFileSystem(k, () => {
      woke = true;
      said = goOn(owner);
    });
    recoverFrom(tokens.worker, openStore(directory, { fileSystem }));
    if (!woke) said = goOn(owner);
    assertPromiseKept(directory, [id]);
    if (said === "cancelled") assert.equal(queue.get(id)?.state, "failed");
    return woke;
  }
});

/** What it says in the end; undefined when somebody else has the job. */
function goOn(owner: Steps<string>): string | undefined {
  try {
    for (let step = owner.next(); ; step = owner.next()) if (step.done === true) return step.value;
  } catch (error) {
    if (!(error instanceof DirqError && error.code === "CONFLICT")) throw error;
    return undefined;
  }
}
