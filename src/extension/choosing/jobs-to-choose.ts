/** The jobs that a list of all queues offers. No queue keeps it from being shown: one whose disk hangs is left out, and named. */
import type { JobRow } from "../../live/live-queue.js";
import type { JobState } from "../../queue/job.js";
import { whileAnsweringOrLogged } from "../queues/answering.js";
import type { JobTarget, QueueHandle, Queues } from "../queues/queues.js";
import { isReady } from "../queues/ready.js";

/** Of each state, the rows that a list can be searched for. */
const MOST_ROWS = 200;

export interface WantedJobs {
  /** In the order in which their jobs are listed. */
  readonly states: readonly JobState[];
  /** Absent: every job does. */
  readonly suits?: (row: JobRow) => boolean;
}

export interface JobsToChoose {
  readonly targets: readonly JobTarget[];
  /** These did not answer: what they have is not among the targets. */
  readonly silent: readonly QueueHandle[];
}

/** @throws where there is no job to choose, with the reason */
export async function jobsToChoose({ all }: Pick<Queues, "all">, wanted: WantedJobs): Promise<JobsToChoose> {
  // One that has been silent from the beginning has told nothing of itself.
  const asked = all.filter((queue) => isReady(queue) || queue.answering.kind !== "answering");
  if (asked.length === 0)
    throw new Error(
      "There is no jobs directory in this window. Run “dirq: Create Jobs Directory”, or set dirq.jobsDirectory.",
    );
  const found = await Promise.all(asked.map((queue) => whileAnsweringOrLogged(queue, () => jobsOf(queue, wanted))));
  const targets = found.flatMap((jobs) => jobs ?? []);
  const silent = asked.filter((_, index) => found[index] === undefined);
  if (targets.length === 0) throw new Error(noneWords(wanted.states, silent));
  return { targets, silent };
}

/** What is said in a list that could not ask all queues. */
export function silentWords(silent: readonly Pick<QueueHandle, "label">[]): string {
  return `${silence(silent)}: ${silent.length === 1 ? "its" : "their"} jobs are missing here`;
}

function silence(silent: readonly Pick<QueueHandle, "label">[]): string {
  return `${silent.map(({ label }) => label).join(", ")} ${silent.length === 1 ? "does" : "do"} not answer`;
}

async function jobsOf(queue: QueueHandle, { states, suits = () => true }: WantedJobs): Promise<readonly JobTarget[]> {
  await queue.live.catchUp();
  const pages = await Promise.all(states.map((state) => queue.live.page(state, 0, MOST_ROWS)));
  return pages.flatMap(({ rows }) => rows.filter(suits).map((row) => ({ queue, row })));
}

function noneWords(states: readonly JobState[], silent: readonly QueueHandle[]): string {
  return silent.length === 0
    ? `There are no jobs that this could be done with (${states.join(", ")}).`
    : `There are no jobs to choose from: ${silence(silent)}.`;
}
