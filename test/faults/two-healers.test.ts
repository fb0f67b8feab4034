import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "../../src/queue/disk/store.js";
import { heal } from "../../src/queue/healing/heal.js";
import { JobQueue } from "../../src/queue/index.js";
import { say } from "../setup/say.js";
import { claimJob } from "../queue/claim-job.js";
import { assertPromiseKept } from "./aftermath.js";
import { beforeEachCall } from "./before-each-call.js";
import { countUp, failedAt } from "./replay.js";
import { writeFalseMark } from "./verbs/false-mark.js";
import { DONE_BADLY, submitted } from "./verbs/verb.js";
import { newWorld } from "./world.js";

describe("a worker that heals a job while the job's own worker records that it failed", function () {
  this.timeout(60_000);
  let runs = 0;
  after(() => say(`    ${runs} pairs of calls`));

  it("leaves the failure and its error.txt, wherever it is killed, and though somebody empties the trash", function () {
    for (const k of countUp()) {
      if (!recordedBefore(k, Infinity)) break;
      for (const j of countUp("DIRQ_TEST_J")) {
        try {
          if (!recordedBefore(k, k + j)) break;
        } catch (cause) {
          throw failedAt(this.test, { DIRQ_TEST_K: k, DIRQ_TEST_J: j }, { what: `k = ${k}, j = ${j}`, cause });
        }
        runs++;
      }
    }
  });

  /** The failure is recorded before the k-th call of the healer, who is killed before the last one. False: there was none. */
  function recordedBefore(k: number, last: number): boolean {
    const { queue: directory } = newWorld();
    const queue = new JobQueue(directory);
    const ids = submitted(queue);
    const claim = claimJob(queue);
    writeFalseMark(queue, claim.id);
    writeFileSync(join(claim.resultDirectory, "error.txt"), "Error starting job: gone\n");
    let isRecorded = false;
    let isKilled = false;
    const fileSystem = beforeEachCall((call) => {
      if (call === k) {
        isRecorded = true;
        queue.finish(claim, DONE_BADLY);
      }
      if (call < last) return;
      isKilled = true;
      throw new Killed();
    });
    try {
      heal(openStore(directory, { fileSystem }), claim.id);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
    if (!isRecorded) return false;
    queue.emptyTrash();
    assertPromiseKept(directory, ids);
    assert.deepEqual([queue.get(claim.id)?.state, queue.errorText(claim.id)?.split("\n", 1)], ["failed", ["no"]]);
    return last === Infinity || isKilled;
  }
});

class Killed extends Error {}
