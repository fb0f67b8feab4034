import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { JobQueue } from "../../../src/queue/index.js";
import { bury } from "./bury.js";
import { all } from "./together.js";
import { submitted, type Verb, type Verbs } from "./verb.js";

/** Two jobs of which the first was being cancelled by a process that was killed after so many fsyncs of it. */
function cancellingCutShort(queue: JobQueue, fsyncs: number): string[] {
  const ids = submitted(queue);
  let count = 0;
  const fsyncSync: typeof nodeFs.fsyncSync = (file) => {
    if (++count > fsyncs) throw new Error("nothing more is done");
    nodeFs.fsyncSync(file);
  };
  const killed = new JobQueue(queue.directory, { fileSystem: { ...nodeFs, fsyncSync } });
  assert.throws(() => killed.cancel(ids[0] ?? ""), /nothing more/);
  bury(killed, []);
  return ids;
}

const taken: Verb["prepare"] = (queue) => cancellingCutShort(queue, 0);
/** The end is staged with two, and decided before the third. */
const decided: Verb["prepare"] = (queue) => cancellingCutShort(queue, 2);

/** What is done to jobs that somebody had begun to move on, and did not live to. */
export const LEFT_BEHIND: Verbs = {
  "cancel a job that was being cancelled": { prepare: taken, act: (queue, [id = ""]) => queue.cancel(id) },
  "hold a job that was being cancelled": { prepare: taken, act: (queue, [id = ""]) => queue.hold(id) },
  "remove a job that was being cancelled": { prepare: taken, act: (queue, [id = ""]) => queue.remove(id) },
  "remove a job of which it was decided that it is cancelled": {
    prepare: decided,
    act: (queue, [id = ""]) => queue.remove(id),
  },
  "hold several jobs, one of which was being cancelled": {
    prepare: taken,
    act: (queue, ids) => all(queue.holdMany(ids)),
  },
};
