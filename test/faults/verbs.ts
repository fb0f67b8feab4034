import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JobQueue } from "../../src/queue/index.js";

/** One verb of the protocol: what is there before, and what is done until the process dies. */
export interface Verb {
  /** Makes the queue as it is before; returns the ids that are acknowledged. */
  prepare(queue: JobQueue): readonly string[];
  /** `acknowledge` is called with the id of a job once it is promised to somebody. */
  act(queue: JobQueue, ids: readonly string[], acknowledge: (id: string) => void): void;
}

const RESULT = { state: "completed", result: { by: "the one who died" } } as const;

function submitted(queue: JobQueue): string[] {
  return queue.submitMany([{ n: 1 }, { n: 2 }]).map(({ id }) => id);
}

function completed(queue: JobQueue): string[] {
  const ids = submitted(queue);
  for (let n = 0; n < ids.length; n++) {
    const claim = queue.claimNext();
    if (claim !== undefined) queue.finish(claim, { state: "completed", result: { by: "the first" } });
  }
  return ids;
}

function claimOne(queue: JobQueue) {
  const claim = queue.claimNext();
  if (claim === undefined) throw new Error("there was no job to claim");
  return claim;
}

export const VERBS: Readonly<Record<string, Verb>> = {
  "submit to a new directory": {
    prepare: () => [],
    act: (queue, _ids, acknowledge) => acknowledge(queue.submit({ n: 1 }).id),
  },
  submit: {
    prepare: submitted,
    act: (queue, _ids, acknowledge) => acknowledge(queue.submit({ n: 3 }).id),
  },
  "claim and finish well": {
    prepare: submitted,
    act: (queue) => {
      const claim = claimOne(queue);
      queue.updateProgress(claim, 0.5);
      queue.finish(claim, RESULT);
    },
  },
  "claim and finish badly": {
    prepare: submitted,
    act: (queue) => {
      queue.finish(claimOne(queue), { state: "failed", error: "no", details: "because" });
    },
  },
  release: { prepare: submitted, act: (queue) => queue.release(claimOne(queue)) },
  "fail and wait for the next try": {
    prepare: (queue) => [queue.submit({ n: 1 }, { retries: 1, retryDelay: 0 }).id],
    act: (queue) => {
      queue.retryLater(claimOne(queue), { state: "failed", error: "no", details: "" });
      queue.waitingMover().run();
    },
  },
  hold: { prepare: submitted, act: (queue, [id = ""]) => queue.hold(id) },
  "release a held job": {
    prepare: (queue) => [queue.submit({ n: 1 }, { hold: true }).id],
    act: (queue, [id = ""]) => queue.unhold(id),
  },
  "cancel a held job": {
    prepare: (queue) => [queue.submit({ n: 1 }, { hold: true }).id],
    act: (queue, [id = ""]) => void queue.cancel(id),
  },
  "not run after a failed parent": {
    prepare: (queue) => {
      const { id } = queue.submit({ n: 1 });
      const child = queue.submit({ n: 2 }, { afterOk: [id] });
      queue.finish(claimOne(queue), { state: "failed", error: "no", details: "" });
      return [id, child.id];
    },
    act: (queue) => void queue.waitingMover().run(),
  },
  resubmit: {
    prepare: completed,
    act: (queue, [id = ""], acknowledge) => acknowledge(queue.resubmit(id).id),
  },
  "cancel a queued job": { prepare: submitted, act: (queue, [id = ""]) => void queue.cancel(id) },
  "cancel a running job": {
    prepare: submitted,
    act: (queue) => {
      const claim = claimOne(queue);
      queue.cancel(claim.id);
      queue.finish(claim, { state: "failed", error: "Cancelled", details: "" });
    },
  },
  remove: { prepare: completed, act: (queue, [id = ""]) => void queue.remove(id) },
  "remove a queued job": { prepare: submitted, act: (queue, [id = ""]) => void queue.remove(id) },
  restore: {
    prepare: (queue) => {
      const ids = completed(queue);
      queue.remove(ids[0] ?? "");
      return ids;
    },
    act: (queue) => queue.restore(queue.trash()[0]?.name ?? ""),
  },
  "empty the trash": {
    // What was deleted for good is promised to nobody any more.
    prepare: (queue) => {
      const [first = "", second = ""] = completed(queue);
      queue.remove(first);
      return [second];
    },
    act: (queue) => void queue.emptyTrash(),
  },
  "delete one removed job for good": {
    prepare: (queue) => {
      const [first = "", ...others] = completed(queue);
      queue.remove(first);
      return others;
    },
    act: (queue) => queue.purge(queue.trash()[0]?.name ?? ""),
  },
  heal: {
    prepare: submitted,
    act: (queue) => {
      const claim = claimOne(queue);
      losePythonsRace(queue, claim.id);
      queue.watchClaim(claim).look();
      queue.finish(claim, RESULT);
      queue.settle(claim);
    },
  },
  recover: { prepare: leftByADeadWorker, act: (queue) => void queue.recovery(() => undefined).run() },
};

/** As a Python worker does that was between its read and its unlink when we claimed. */
function losePythonsRace(queue: JobQueue, id: string): void {
  rmSync(join(queue.directory, "running", `${id}.json`));
  const mark = {
    id,
    state: "failed",
    params: {},
    created_at: "2024-01-01T00:00:00",
    error: "Error starting job: gone",
  };
  writeFileSync(join(queue.directory, "failed", `${id}.json`), JSON.stringify(mark));
}

/** Claims of a worker whose process has ended: the same boot, the same pid namespace, a start time that is nobody's. */
function leftByADeadWorker(queue: JobQueue): string[] {
  const ids = submitted(queue);
  for (let n = 0; n < ids.length; n++) {
    const { file } = claimOne(queue);
    const dead = file.replace(/(~[0-9a-f]+-\d+-\d+)-\d+-/, "$1-1-");
    renameSync(file, dead);
  }
  for (const id of ids) {
    const view = join(queue.directory, "running", `${id}.json`);
    const text = queue.document(id) ?? "";
    writeFileSync(view, text.replace(/("claim": "[0-9a-f]+-\d+-\d+)-\d+-/, "$1-1-"));
  }
  return ids;
}
