/** All jobs of a state. Workers move some on meanwhile, so which they are is asked once, and their rows by their ids. */
import type { JobState } from "../../queue/job.js";
import { count, jobs } from "../../wording/index.js";
import type { Progress } from "../long-work.js";
import type { JobTarget, QueueHandle } from "../queues/queues.js";

/** Rows arrive so many at a time, so that no answer keeps the window waiting. */
const AT_ONCE = 500;

export interface JobGroup {
  readonly queue: QueueHandle;
  readonly state: JobState;
}

/** Those that the filter shows, without those that have left the state since; undefined when the person has stopped it. */
export async function allJobs(
  { queue, state }: JobGroup,
  filter: string,
  { signal, tell }: Progress,
): Promise<readonly JobTarget[] | undefined> {
  await queue.live.catchUp();
  const ids = await queue.live.ids(state, { filter, sort: undefined });
  const targets: JobTarget[] = [];
  for (let at = 0; at < ids.length && !signal.aborted; at += AT_ONCE) {
    const rows = await queue.live.rows(ids.slice(at, at + AT_ONCE));
    for (const row of rows) if (row.state === state) targets.push({ queue, row });
    const read = Math.min(at + AT_ONCE, ids.length);
    tell(`${count(read)} of ${jobs(ids.length)}`, read / ids.length);
  }
  return signal.aborted ? undefined : targets;
}
