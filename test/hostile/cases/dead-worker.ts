import { newWorkerId } from "../../../src/queue/processes/identity.js";

/** The name of a worker of this machine whose process has ended: its start time is nobody's. */
export function deadWorker(random = "dead"): string {
  const [bootId, pidNamespace, pid] = newWorkerId().split("-");
  return [bootId, pidNamespace, pid, "1", random].join("-");
}

/** The name of a worker of another machine. */
export const foreignWorker = "00000000-4026531836-1-1-0123456789ab";
