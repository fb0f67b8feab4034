import assert from "node:assert/strict";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "../../src/queue/disk/store.js";
import { DirqError, JobQueue, type Outcome } from "../../src/queue/index.js";
import { claimJob } from "../queue/claim-job.js";
import { pythonJob, readIn, writeIn } from "../queue/temporary-queue.js";
import { say } from "../setup/say.js";
import { oneMoreWorker } from "./aftermath.js";
import { beforeEachCall } from "./before-each-call.js";
import { later } from "./later.js";
import { tryEachPoint } from "./replay.js";
import { scaled } from "./scale.js";
import { recoverFrom } from "./taken-for-dead.js";
import { bury } from "./verbs/bury.js";
import { DONE_BADLY, DONE_WELL } from "./verbs/verb.js";
import { quickDirectory } from "./world.js";

const ID = "1733302847123456789";
const BROKEN = '{"id": "17333';
const UNREADABLE = "failed: Unreadable job file";

/** What becomes of the repaired job while the worker is frozen. */
const THEN: Readonly<Record<string, (queue: JobQueue) => void>> = {
  "is left for others to run": () => undefined,
  "runs and completes": (queue) => runOne(queue, DONE_WELL),
  "runs and fails": (queue) => runOne(queue, DONE_BADLY),
  "is held": (queue) => holdUnlessTaken(queue),
  "is claimed by one that dies": (queue) => bury(queue, [claimJob(queue)]),
};

const EVERYDAY = ["is left for others to run", "runs and completes", "runs and fails"];
const MEANWHILE = scaled(EVERYDAY, Object.keys(THEN));

describe("a worker that is frozen while it puts an unreadable file into quarantine", function () {
  this.timeout(60_000);
  let calls = 0;
  after(() => say(`    ${calls} calls before which it was frozen`));

  for (const what of MEANWHILE) {
    const then = THEN[what] ?? assert.fail();
    const expected = what === "runs and fails" ? "failed: no" : "completed";

    it(`leaves its own end to a file that a person repairs meanwhile, where it ${what}`, async function () {
      calls += await tryEachPoint(this.test, what, (k) => {
        let isRepaired = false;
        const queue = frozenBefore(k, ({ directory }) => {
          isRepaired = existsSync(join(directory, `queued/${ID}.json`));
          if (isRepaired) repairAnd(then, directory);
        });
        assert.deepEqual(endsOf(queue), [isRepaired ? expected : UNREADABLE]);
        return isRepaired;
      });
    });

    it(`leaves its own end to another file that a person saves in its place, where it ${what}`, async function () {
      calls += await tryEachPoint(this.test, what, (k) => {
        let hasCome = false;
        let wasRecorded = false;
        const queue = frozenBefore(k, ({ directory }) => {
          hasCome = true;
          wasRecorded = existsSync(join(directory, `failed/${ID}.json`));
          repairAnd(then, directory);
        });
        // Who saves one beside the record that was made has both, and the last one counts.
        if (wasRecorded) assert.equal(endsOf(queue).at(-1), expected);
        else assert.deepEqual(endsOf(queue), [hasCome ? expected : UNREADABLE]);
        return hasCome;
      });
    });

    it(`leaves its own end to one that is repaired once the worker is taken for dead, where it ${what}`, async function () {
      calls += await tryEachPoint(this.test, what, (k) => {
        let hasCome = false;
        let isRepaired = false;
        const queue = frozenBefore(k, ({ directory, worker }) => {
          hasCome = true;
          isRepaired = isGivenBack(directory, worker);
          if (isRepaired) repairAnd(then, directory);
        });
        if (isRepaired) assert.equal(endsOf(queue).at(-1), expected);
        else assert.deepEqual(endsOf(queue), [UNREADABLE]);
        return hasCome;
      });
    });
  }

  it("makes up no failed job of one that was repaired, has run and is removed", async function () {
    calls += await tryEachPoint(this.test, "removed", (k) => {
      let hasCome = false;
      let isRemoved = false;
      const queue = frozenBefore(k, ({ directory, worker }) => {
        hasCome = true;
        const canBeRepaired = isGivenBack(directory, worker);
        // Who saves one beside the record that was made has both, and removes the job alone.
        isRemoved = canBeRepaired && !existsSync(join(directory, `failed/${ID}.json`));
        if (isRemoved) repairAnd(runAndRemove, directory);
      });
      assert.deepEqual(endsOf(queue), isRemoved ? [] : [UNREADABLE]);
      return hasCome;
    });
  });

  it("makes one record beside another worker that does the same", async function () {
    calls += await tryEachPoint(this.test, "the same", (k) => {
      let hasCome = false;
      const queue = frozenBefore(k, ({ directory }) => {
        hasCome = true;
        quarantineIn(new JobQueue(directory), () => undefined);
      });
      assertKept(queue);
      return hasCome;
    });
  });

  it("leaves that to others that have taken it for dead", async function () {
    calls += await tryEachPoint(this.test, "taken for dead", (k) => {
      let hasCome = false;
      const queue = frozenBefore(k, ({ directory, worker }) => {
        hasCome = true;
        recoverFrom(worker, openStore(directory));
        quarantineIn(new JobQueue(directory), () => undefined);
      });
      assertKept(queue);
      return hasCome;
    });
  });

  it("has its work done by others where it is killed", async function () {
    calls += await tryEachPoint(this.test, "killed", (k) => {
      const queue = queueWithBrokenFile();
      const isKilled = quarantineIn(queue, (call) => {
        if (call >= k) throw new Killed();
      });
      oneMoreWorker(queue.directory);
      assertKept(queue);
      return isKilled;
    });
  });
});

/** The queue in the end of which the worker was frozen before its k-th call, while others did this. */
function frozenBefore(k: number, meanwhile: (worker: JobQueue) => void): JobQueue {
  const queue = queueWithBrokenFile();
  quarantineIn(queue, (call, worker) => {
    if (call === k) meanwhile(worker);
  });
  oneMoreWorker(queue.directory);
  return queue;
}

/** Takes the worker for dead. True where the file, which it had taken, is in the queue again. */
function isGivenBack(directory: string, worker: string): boolean {
  const queued = join(directory, `queued/${ID}.json`);
  const wasTaken = !existsSync(queued);
  recoverFrom(worker, openStore(directory));
  return wasTaken && existsSync(queued);
}

function runAndRemove(queue: JobQueue): void {
  runOne(queue, DONE_WELL);
  queue.remove(ID);
}

function repairAnd(then: (queue: JobQueue) => void, directory: string): void {
  const queue = new JobQueue(directory);
  writeIn(queue, `queued/${ID}.json`, pythonJob(ID));
  then(queue);
}

function queueWithBrokenFile(): JobQueue {
  const queue = new JobQueue(join(quickDirectory(), "jobs"));
  queue.create();
  writeFileSync(join(queue.directory, "queued", `${ID}.json`), BROKEN);
  return queue;
}

/** A worker comes by for which the file has been unreadable for long. True where it was killed. */
function quarantineIn({ directory }: JobQueue, before: (call: number, worker: JobQueue) => void): boolean {
  let calls = -Infinity;
  const fileSystem = beforeEachCall(() => before(++calls, worker));
  const worker = new JobQueue(directory, { fileSystem });
  assert.equal(worker.claimNext(), undefined);
  calls = 0;
  try {
    const repaired = later(6_000, () => worker.claimNext());
    if (repaired !== undefined) worker.finish(repaired, DONE_WELL);
    return false;
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    bury(worker, []);
    return true;
  }
}

function runOne(queue: JobQueue, outcome: Outcome): void {
  queue.finish(claimJob(queue), outcome);
}

/** Refused as long as the worker has the file that it took, and beside its record. */
function holdUnlessTaken(queue: JobQueue): void {
  try {
    queue.hold(ID);
  } catch (error) {
    if (!(error instanceof DirqError)) throw error;
  }
}

/** Where the job stands, what counts last; a failure with the first words of its error.txt. */
function endsOf(queue: JobQueue): string[] {
  const states = (["waiting", "queued", "running", "failed", "completed"] as const).filter((folder) =>
    readdirSync(join(queue.directory, folder)).some((name) => name.startsWith(ID)),
  );
  return states.map((state) => (state === "failed" ? `failed: ${queue.errorText(ID)?.split(/[:\n]/, 1)[0]}` : state));
}

/** Once, and where the one record says. */
function assertKept(queue: JobQueue): void {
  assert.deepEqual(endsOf(queue), [UNREADABLE]);
  const kept = readdirSync(join(queue.directory, ".dirq/quarantine"));
  assert.deepEqual(
    kept.map((name) => readIn(queue, `.dirq/quarantine/${name}`)),
    [BROKEN],
  );
  const path = join(queue.directory, ".dirq/quarantine", kept[0] ?? "");
  assert.equal(queue.errorText(ID)?.split("\n\n")[1], `The file as it was: ${path}\n`);
}

class Killed extends Error {}
