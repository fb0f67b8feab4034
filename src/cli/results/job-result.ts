/** What a job left as its result, and every value of the job that a table of results can show. */
import { jsonLeaves, type JobOrDamaged, type JobQueue, type JsonLeaf, type KnownPlaces } from "../../queue/index.js";
import { errorWords, firstLine } from "../../wording/index.js";
import { jobDocument } from "../json/job-json.js";
import { FACTS, isJobFact, type JobFact } from "../tables/job-facts.js";

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
    const words = errorWords(error);
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

/** The value in a column, as JSON; undefined where there is none. Times as ISO 8601, lengths in seconds. */
export function valueIn({ column, now }: ValueIn, result: JobResult): string | undefined {
  if (!isJobFact(column)) return result.values.get(column)?.text;
  const value = factIn(column, result, now);
  return ["string", "number"].includes(typeof value) || value instanceof Date ? JSON.stringify(value) : undefined;
}

function factIn(column: JobFact, { job, error }: JobResult, now: number): unknown {
  if (column === "error") return error;
  if (job.state === "damaged") return column === "id" || column === "state" ? job[column] : undefined;
  const value: unknown = FACTS[column](job, now);
  return (column === "waited" || column === "ran") && typeof value === "number" ? value / 1_000 : value;
}
