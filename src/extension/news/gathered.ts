/** News that nobody was told yet: what ended, of which queue. Pure. */
import type { BatchEnd, EndedJobs, JobRow } from "../../live/live-queue.js";
import { batchesWords, endedJobsWords, endOfRow, withFullStop } from "../../wording/index.js";
import { jobKey } from "../queues/job-key.js";
import type { JobTarget, QueueHandle } from "../queues/queues.js";

/** What a person wants to be told: the setting `dirq.notify`. */
export type Wanted = "failures" | "all" | "never";

export interface EndedJob extends JobTarget {
  /** The person wanted to hear of it in any case. */
  readonly askedFor: boolean;
}

export interface Gathered {
  readonly failed: readonly EndedJob[];
  readonly completed: readonly EndedJob[];
  /** How many more there are, of which nothing but the end is known. */
  readonly left: Readonly<Record<"completed" | "failed", number>>;
  readonly batches: readonly { readonly queue: QueueHandle; readonly end: BatchEnd }[];
}

/** In each way, of jobs that nobody asked for; more are counted, since nobody knows how long a message stays open. */
const MOST_KEPT = 1000;

export const NOTHING: Gathered = { failed: [], completed: [], left: { completed: 0, failed: 0 }, batches: [] };

/** What of it is wanted, and not left out because it was seen to happen. What somebody cancelled is news to nobody. */
export function worthTelling(
  queue: QueueHandle,
  ended: EndedJobs,
  { wanted, leaveOut }: { readonly wanted: Wanted; readonly leaveOut: (job: JobTarget) => boolean },
): Gathered {
  if (wanted === "never") return NOTHING;
  const unseen = (rows: readonly JobRow[]): readonly EndedJob[] =>
    rows.map((row) => ({ queue, row, askedFor: false })).filter((job) => !leaveOut(job));
  const failed = unseen(ended.failed.filter((row) => endOfRow(row)?.kind !== "cancelled"));
  const completed = unseen(ended.completed);
  const all = wanted === "all";
  const sawAll = failed.length + completed.length === 0;
  return {
    failed,
    completed: all ? completed : [],
    left: {
      failed: failed.length === 0 ? 0 : ended.left.failed,
      completed: all && completed.length > 0 ? ended.left.completed : 0,
    },
    batches: ended.batches.filter(({ failed }) => !sawAll && (all || failed > 0)).map((end) => ({ queue, end })),
  };
}

/** All of these are told. */
export function askedFor(queue: QueueHandle, rows: readonly JobRow[]): Gathered {
  const jobs = (state: JobRow["state"]): readonly EndedJob[] =>
    rows.filter((row) => row.state === state).map((row) => ({ queue, row, askedFor: true }));
  return { ...NOTHING, failed: jobs("failed"), completed: jobs("completed") };
}

export function onlyAskedFor({ failed, completed }: Gathered): Gathered {
  const isAskedFor = (job: EndedJob): boolean => job.askedFor;
  return { ...NOTHING, failed: failed.filter(isAskedFor), completed: completed.filter(isAskedFor) };
}

/** Whether a person who wants no such messages would not hear of it. */
export function canBeMuted({ failed, completed, batches }: Gathered): boolean {
  return batches.length > 0 || [...failed, ...completed].some((job) => !job.askedFor);
}

/** A job that ended twice meanwhile is told as it ended last; a batch as well. */
export function together(before: Gathered, more: Gathered): Gathered {
  const again = new Set([...more.failed, ...more.completed].map(jobKey));
  const still = (jobs: readonly EndedJob[]): readonly EndedJob[] => jobs.filter((job) => !again.has(jobKey(job)));
  const failed = someOf([...still(before.failed), ...more.failed]);
  const completed = someOf([...still(before.completed), ...more.completed]);
  const batches = [...before.batches, ...more.batches].map((each) => [batchKeyOf(each), each] as const);
  return {
    failed: failed.kept,
    completed: completed.kept,
    left: {
      failed: before.left.failed + more.left.failed + failed.left,
      completed: before.left.completed + more.left.completed + completed.left,
    },
    batches: [...new Map(batches).values()],
  };
}

export function isEmpty({ failed, completed, batches }: Gathered): boolean {
  return failed.length + completed.length + batches.length === 0;
}

/** All of it as sentences: what is done as a whole, then the jobs that are not part of that. */
export function wordsOf({ failed, completed, left, batches }: Gathered): string {
  const told = new Set(batches.flatMap(({ queue, end }) => end.failedIds.map((id) => `${queue.directory}\0${id}`)));
  const whole = batches.length > 0;
  const others = failed.filter((job) => job.askedFor || !told.has(jobKey(job)));
  // The sum counts the others.
  const well = whole ? completed.filter((job) => job.askedFor) : completed;
  const sentences = [
    ...batchesWords(batches.map(({ queue, end }) => ({ ...end, label: end.label ?? restLabel(queue, batches) }))),
    ...endedJobsWords(
      others.map(({ row }) => row),
      { left: whole ? 0 : left.failed, past: "failed" },
    ),
    ...endedJobsWords(
      well.map(({ row }) => row),
      { left: whole ? 0 : left.completed, past: "completed" },
    ),
  ];
  return sentences.map(withFullStop).join(" ");
}

/** The sum of a queue is of its jobs without a batch, and would read like those of a batch once more. */
function restLabel(queue: QueueHandle, batches: Gathered["batches"]): string {
  const isBeside = batches.some((other) => other.queue === queue && other.end.batch !== undefined);
  return `${isBeside ? "All others" : "All done"} in ${queue.label}`;
}

/** Whether something went wrong. */
export function isBad({ failed, batches }: Gathered): boolean {
  return failed.length > 0 || batches.some(({ end }) => end.failed > 0);
}

/** The ids of the failures that it speaks of, by queue; undefined where not all of them are known. */
export function failedIds({
  failed,
  left,
  batches,
}: Gathered): ReadonlyMap<QueueHandle, ReadonlySet<string>> | undefined {
  if (left.failed > 0 || batches.some(({ end }) => end.failedIds.length < end.failed)) return undefined;
  const ids = new Map<QueueHandle, Set<string>>();
  const add = (queue: QueueHandle, id: string): void => void ids.set(queue, (ids.get(queue) ?? new Set()).add(id));
  for (const { queue, row } of failed) add(queue, row.id);
  for (const { queue, end } of batches) for (const id of end.failedIds) add(queue, id);
  return ids;
}

/** All that were asked for, and the first of the others. */
function someOf(jobs: readonly EndedJob[]): { readonly kept: readonly EndedJob[]; readonly left: number } {
  const left = new Set(jobs.filter((job) => !job.askedFor).slice(MOST_KEPT));
  return { kept: jobs.filter((job) => !left.has(job)), left: left.size };
}

function batchKeyOf({ queue, end }: Gathered["batches"][number]): string {
  return `${queue.directory}\0${end.batch ?? ""}`;
}
