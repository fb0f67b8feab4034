/** The columns of every table of jobs: facts of a job itself, beside its params and its result. */
import { priorityOf, type Job } from "../../queue/index.js";
import { bookkeeping } from "../../wording/index.js";
import { endedAt, ranFor, startedAt, waitedFor } from "./job-times.js";

export const JOB_FACTS = [
  "id",
  "name",
  "state",
  "created",
  "started",
  "ended",
  "waited",
  "ran",
  "progress",
  "worker",
  "priority",
  "batch",
  "command",
  "cwd",
  "error",
] as const;

export type JobFact = (typeof JOB_FACTS)[number];

export function isJobFact(column: string): column is JobFact {
  return (JOB_FACTS as readonly string[]).includes(column);
}

/**
 * What each of them is of a job that can be read: undefined where there is no such fact. Lengths are in milliseconds. Why a
 * job failed, or has no result, is known to who has read that.
 */
export const FACTS = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  state: ({ state }) => state,
  created: ({ createdAt }) => createdAt,
  started: startedAt,
  ended: endedAt,
  waited: waitedFor,
  ran: ranFor,
  progress: (job) => (job.state === "running" && job.progress > 0 ? job.progress : undefined),
  worker: (job) => (job.state === "queued" ? undefined : job.workerName),
  priority: ({ params }) => priorityOf(params),
  batch: ({ params }) => bookkeeping(params, "batch"),
  command: ({ params }) => params["command"],
  cwd: ({ params }) => params["cwd"],
} satisfies Readonly<Record<Exclude<JobFact, "error">, (job: Job, now: number) => unknown>>;
