/** What a job left as its result, and every value of the job that a table of results can show. */
import {
  jsonLeaves,
  priorityOf,
  type Job,
  type JobOrDamaged,
  type JobQueue,
  type JsonLeaf,
  type KnownPlaces,
} from "../queue/index.js";
import { bookkeeping, firstLine } from "../wording/index.js";
import { isJobFact, type JobFact } from "./job-facts.js";
import { jobDocument } from "./job-json.js";
import { endOf, ranFor, startOf, waitedFor } from "./job-times.js";

export interface JobResult {
  readonly job: JobOrDamaged;
  /** JSON, as it stands in the job's file. */
  readonly params: string | undefined;
  /** The text of a result that is JSON. */
  readonly result: string | undefined;
  /** Why there is no result: what the job failed with, or what is wrong with the result's file. */
  readonly error: string | undefined;
  /** What params and result hold, by the name of its column: `params.lr`, `metrics.loss`. */
  readonly values: ReadonlyMap<string, JsonLeaf>;
}

/** Reads what the job left. Where that cannot be read, says so in `error`. */
export function readResult(queue: JobQueue, job: JobOrDamaged, known?: KnownPlaces): JobResult {
  if (job.state === "damaged") {
    return { job, params: undefined, result: undefined, error: job.reason, values: new Map() };
  }
  const params = jobDocument(queue, job, known).text("params");
  const { text: result, leaves, fault } = readLeaves(queue, job.id);
  const error = job.state === "failed" ? firstLine(job.error) : job.state === "completed" ? fault : undefined;
  const values = new Map<string, JsonLeaf>();
  for (const [way, leaf] of jsonLeaves(params ?? "{}")) values.set(`params.${way}`, leaf);
  for (const [way, leaf] of leaves) values.set(columnOfLeaf(way), leaf);
  return { job, params, result, error, values };
}

interface ReadLeaves {
  readonly text?: string;
  readonly leaves: ReadonlyMap<string, JsonLeaf>;
  readonly fault?: string;
}

/** Whatever a job left in the place of its result must not keep one from seeing those of the others. */
function readLeaves(queue: JobQueue, id: string): ReadLeaves {
  const leaves = new Map<string, JsonLeaf>();
  try {
    const text = queue.resultText(id);
    if (text !== undefined) return withoutNote(text, jsonLeaves(text));
    return { leaves, fault: queue.lacksResult(id) ? "no result" : "the result cannot be read: it is no plain file" };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { leaves, fault: error instanceof SyntaxError ? `the result is not valid JSON: ${words}` : words };
  }
}

/** Where a job left what is no result, dirq's own stands in its place, with a note of it. */
function withoutNote(text: string, leaves: Map<string, JsonLeaf>): ReadLeaves {
  const note = leaves.get("note")?.text;
  const isOwn = ["command", "output", "exit_code"].every((key) => leaves.has(key));
  if (!isOwn || !note?.startsWith('"')) return { text, leaves };
  leaves.delete("note");
  return { text, leaves, fault: JSON.parse(note) as string };
}

/** A result's key that is also the name of one of the job's own columns is told apart from it. */
function columnOfLeaf(way: string): string {
  if (way === "") return "result";
  return isJobFact(way) || /^(?:params|result)\./.test(way) ? `result.${way}` : way;
}

interface ValueIn {
  readonly column: string;
  readonly now: number;
}

/** The value in a column, as JSON. */
export function valueIn({ column, now }: ValueIn, result: JobResult): string | undefined {
  if (isJobFact(column)) return FACTS[column](result, now);
  return result.values.get(column)?.text;
}

/** The facts of the job itself, each as JSON; undefined where there is no such fact. */
const FACTS: Readonly<Record<JobFact, (result: JobResult, now: number) => string | undefined>> = {
  id: ({ job }) => JSON.stringify(job.id),
  name: fact(({ name }) => name),
  state: ({ job }) => JSON.stringify(job.state),
  created: fact(({ createdAt }) => createdAt),
  started: fact(startOf),
  ended: fact(endOf),
  waited: fact((job, now) => inSeconds(waitedFor(job, now))),
  ran: fact((job, now) => inSeconds(ranFor(job, now))),
  progress: fact((job) => (job.state === "running" && job.progress > 0 ? job.progress : undefined)),
  worker: fact((job) => (job.state === "queued" ? undefined : job.workerName)),
  priority: fact(({ params }) => priorityOf(params)),
  batch: fact(({ params }) => bookkeeping(params, "batch")),
  command: fact(({ params }) => params["command"]),
  cwd: fact(({ params }) => params["cwd"]),
  error: ({ error }) => JSON.stringify(error),
};

/** Times as ISO 8601, lengths in seconds. */
function fact(read: (job: Job, now: number) => unknown): (result: JobResult, now: number) => string | undefined {
  return ({ job }, now) => {
    const value = job.state === "damaged" ? undefined : read(job, now);
    return ["string", "number"].includes(typeof value) || value instanceof Date ? JSON.stringify(value) : undefined;
  };
}

function inSeconds(length: number | undefined): number | undefined {
  return length === undefined ? undefined : length / 1_000;
}
