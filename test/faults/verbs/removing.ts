import type { JobQueue } from "../../../src/queue/index.js";
import { completed, resultsElsewhere, submitted, type Verb, type Verbs } from "./verb.js";

const REMOVE: Verb = { prepare: completed, act: (queue, [id = ""]) => void queue.remove(id) };

const RESTORE: Verb = {
  prepare: (queue) => {
    const ids = completed(queue);
    queue.remove(ids[0] ?? "");
    return ids;
  },
  act: (queue) => queue.restore(queue.trash()[0]?.name ?? ""),
};

const EMPTY_TRASH: Verb = {
  // What was deleted for good is promised to nobody any more.
  prepare: (queue) => {
    const [first = "", second = ""] = completed(queue);
    queue.remove(first);
    return [second];
  },
  act: (queue) => void queue.emptyTrash(),
};

export const REMOVING: Verbs = {
  remove: REMOVE,
  "remove a queued job": { prepare: submitted, act: (queue, [id = ""]) => void queue.remove(id) },
  "remove a job that waits": {
    prepare: (queue) => [queue.submit({ n: 1 }, { hold: true }).id],
    act: (queue, [id = ""]) => void queue.remove(id),
  },
  restore: RESTORE,
  "restore a job that waits": {
    prepare: (queue) => {
      const { id } = queue.submit({ n: 1 }, { hold: true });
      queue.remove(id);
      return [id];
    },
    act: (queue) => queue.restore(queue.trash()[0]?.name ?? ""),
  },
  "empty the trash": EMPTY_TRASH,
  "delete one removed job for good": {
    ...EMPTY_TRASH,
    act: (queue) => queue.purge(queue.trash()[0]?.name ?? ""),
  },
  "remove, with results on another disk": elsewhere(REMOVE),
  "restore, with results on another disk": elsewhere(RESTORE),
  "empty the trash, with results on another disk": elsewhere(EMPTY_TRASH),
};

function elsewhere(verb: Verb): Verb {
  return {
    ...verb,
    prepare: (queue: JobQueue, otherDisk) => {
      resultsElsewhere(queue, otherDisk);
      return verb.prepare(queue, otherDisk);
    },
  };
}
