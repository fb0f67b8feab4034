import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { leftOversIn } from "../queue/temporary-queue.js";
import { later } from "./later.js";

/** A minute later, so that operations which nobody finishes are old enough to be finished by others. */
const LATER_MS = 120_000;
/** A file that has not changed for so long is not being written. */
const UNCHANGED_MS = 6_000;

/** Half-written files and probes of whether a rename works here, which nobody will ever read; what is kept on purpose. */
const MAY_BE_LEFT = /^\.dirq\/tmp\/|\.probe$|^\.dirq\/quarantine\//;

/** What one more worker does: it recovers, and runs whatever is queued; and a person, who lets all run that is held. */
export function oneMoreWorker(directory: string): void {
  const queue = new JobQueue(directory);
  queue.create();
  queue.resume();
  let passedMs = 0;
  const recovery = queue.recovery(() => undefined, {
    now: () => Date.now() + LATER_MS,
    monotonic: () => performance.now() + passedMs,
  });
  recovery.run();
  // Some things are believed only at a second look, a while later.
  passedMs = 10_000;
  recovery.run();
  queue.waitingMover().run();
  for (const job of queue.list({ states: ["queued"] })) {
    if (job.state === "queued" && job.waiting?.startsWith("held") === true) queue.unhold(job.id);
  }
  runAll(queue);
  // Some wait for what has been run only now, and what cannot be read is given up after a while.
  queue.waitingMover().run();
  runAll(queue);
  later(UNCHANGED_MS, () => runAll(queue));
  recovery.run();
}

function runAll(queue: JobQueue): void {
  for (let claim = queue.claimNext(); claim !== undefined; claim = queue.claimNext()) {
    queue.finish(claim, { state: "completed", result: { by: "one more worker" } });
  }
}
/** The promise: each acknowledged job has ended once, with its result, or is in the trash with what it had. */
export function assertPromiseKept(directory: string, acknowledged: readonly string[]): void {
  const queue = new JobQueue(directory);
  for (const trashed of queue.trash()) {
    if (acknowledged.includes(trashed.id)) queue.restore(trashed.name);
  }
  oneMoreWorker(directory);
  for (const id of acknowledged) {
    const job = queue.get(id);
    assert.ok(job?.state === "completed" || job?.state === "failed", `job ${id} has ended, not ${JSON.stringify(job)}`);
    assert.equal(placesOf(directory, id), 1, `job ${id} stands in one folder`);
    if (job.state === "completed") {
      assert.match(queue.resultText(id) ?? "", /"by"/, `job ${id} has its result`);
      assert.equal(readFileSync(join(queue.resultDirectory(id), "results.json"), "utf8"), queue.resultText(id));
    } else {
      assert.ok((queue.errorText(id) ?? "").startsWith(job.error), `job ${id} has its error.txt`);
    }
  }
  assert.deepEqual(
    leftOversIn(queue).filter((path) => !MAY_BE_LEFT.test(path) && !isOfJobThatNeverCame(queue, path)),
    [],
    "nothing is left over",
  );
}

/** A priority is written before its job is queued. */
function isOfJobThatNeverCame(queue: JobQueue, path: string): boolean {
  const [, id] = /^\.dirq\/priority\/(\d+)~/.exec(path) ?? [];
  return id !== undefined && queue.get(id) === undefined;
}

function placesOf(directory: string, id: string): number {
  const states = ["queued", "running", "completed", "failed"];
  return states.filter((state) => existsSync(join(directory, state, `${id}.json`))).length;
}
