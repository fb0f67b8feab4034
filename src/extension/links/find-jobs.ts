/** Looks for jobs by their ids in the queues that answer. */
import { whileAnsweringOrLogged } from "../queues/answering.js";
import type { JobTarget, QueueHandle } from "../queues/queues.js";
import { isReady } from "../queues/ready.js";

export async function findJobs(queues: readonly QueueHandle[], ids: readonly string[]): Promise<readonly JobTarget[]> {
  const found = await Promise.all(
    queues.map(async (queue) => {
      if (!isReady(queue)) return [];
      const rows = await whileAnsweringOrLogged(queue, () => queue.live.find(ids));
      return (rows ?? []).map((row) => ({ queue, row }));
    }),
  );
  return found.flat();
}
