import type { JobQueue, OneOfMany } from "../../../src/queue/index.js";
import { completed, submitted, type Verbs } from "./verb.js";

/** What is done to several jobs at a time, which wait for the disk together. */
export const TOGETHER: Verbs = {
  "cancel several jobs": {
    prepare: (queue) => [queue.submit({ n: 1 }).id, queue.submit({ n: 2 }, { hold: true, priority: 1 }).id],
    act: (queue, ids) => all(queue.cancelMany(ids)),
  },
  "hold several jobs": { prepare: submitted, act: (queue, ids) => all(queue.holdMany(ids)) },
  "release several held jobs": {
    prepare: (queue) => [1, 2].map((n) => queue.submit({ n }, { hold: true }).id),
    act: (queue, ids) => all(queue.unholdMany(ids)),
  },
  "resubmit several jobs": {
    prepare: completed,
    act: (queue, ids, acknowledge) => all(queue.resubmitMany(ids), ({ id }) => acknowledge(id)),
  },
  "remove several jobs": {
    prepare: (queue) => [...completed(queue), queue.submit({ n: 3 }).id],
    act: (queue, ids) => all(queue.removeMany(ids)),
  },
  "restore several jobs": {
    prepare: (queue: JobQueue) => {
      const ids = [...completed(queue), queue.submit({ n: 3 }).id];
      for (const id of ids) queue.remove(id);
      return ids;
    },
    act: (queue) => all(queue.restoreMany(queue.trash().map(({ name }) => name))),
  },
};

/** @throws the first failure, once all have ended */
export async function all<T>(
  ends: AsyncIterable<readonly OneOfMany<T>[]>,
  done: (value: T) => void = () => undefined,
): Promise<void> {
  const failures: unknown[] = [];
  for await (const some of ends) {
    for (const end of some) {
      if (end.status === "fulfilled") done(end.value);
      else failures.push(end.reason);
    }
  }
  if (failures.length > 0) throw failures[0];
}
