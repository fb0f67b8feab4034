import { renameSync } from "node:fs";
import { join } from "node:path";
import type { JobQueue } from "../../../src/queue/index.js";
import { claimJob } from "../../queue/claim-job.js";
import { DONE_BADLY, DONE_WELL, submitted, type Verbs } from "./verb.js";

const TOMORROW = { notBefore: new Date(Date.now() + 86_400_000) };

export const WAITING: Verbs = {
  hold: { prepare: submitted, act: (queue, [id = ""]) => queue.hold(id) },
  "release a held job": {
    prepare: (queue) => [queue.submit({ n: 1 }, { hold: true }).id],
    act: (queue, [id = ""]) => queue.unhold(id),
  },
  "hold and release a job that waits": {
    prepare: (queue) => {
      const [parent = ""] = submitted(queue);
      return [queue.submit({ n: 3 }, { afterOk: [parent] }).id, parent];
    },
    act: (queue, [id = ""]) => {
      queue.hold(id);
      queue.unhold(id);
    },
  },
  "cancel a held job": {
    prepare: (queue) => [queue.submit({ n: 1 }, { hold: true }).id],
    act: (queue, [id = ""]) => void queue.cancel(id),
  },
  "cancel a queued job": { prepare: submitted, act: (queue, [id = ""]) => void queue.cancel(id) },
  "move on what is due": {
    prepare: (queue) => {
      const parents = submitted(queue);
      for (const parent of parents) {
        const claim = claimJob(queue);
        queue.finish(claim, parent === parents[0] ? DONE_WELL : DONE_BADLY);
      }
      const [first = "", second = ""] = parents;
      const timed = [
        queue.submit({ n: 3 }, TOMORROW),
        queue.submit({ n: 4 }, { ...TOMORROW, after: [second], afterOk: [first] }),
      ].map(({ id }) => id);
      for (const id of timed) makeDue(queue, id);
      return [...parents, ...timed, queue.submit({ n: 5 }, { after: [second] }).id];
    },
    act: (queue) => {
      const mover = queue.waitingMover();
      mover.run();
      mover.run();
    },
  },
  "not run after a failed parent": {
    prepare: (queue) => {
      const { id } = queue.submit({ n: 1 });
      const child = queue.submit({ n: 2 }, { afterOk: [id] });
      queue.finish(claimJob(queue), DONE_BADLY);
      return [id, child.id];
    },
    act: (queue) => void queue.waitingMover().run(),
  },
  "pause and resume": {
    prepare: submitted,
    act: (queue) => {
      queue.pause();
      queue.resume();
    },
  },
};

/** As if tomorrow had come. */
function makeDue(queue: JobQueue, id: string): void {
  const waiting = join(queue.directory, "waiting");
  renameSync(join(waiting, `${id}~at-${TOMORROW.notBefore.getTime()}.json`), join(waiting, `${id}~at-1.json`));
}
