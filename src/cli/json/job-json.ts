/** A job for programs: its file's text with what only the directory knows. Numbers stay as they are spelled. */
import {
  isAsWritten,
  JsonText,
  type DamagedJob,
  type JobOrDamaged,
  type JobQueue,
  type JobWithText,
  type KnownPlaces,
} from "../../queue/index.js";
import { strictJson } from "./strict-json.js";

interface Read extends Pick<JobWithText, "job"> {
  readonly text?: string | undefined;
}

/** What is printed of a job. Most files are spelled as they are printed, and then nothing of them is taken apart. */
export function documentText({ job, text }: Read): string {
  if (text !== undefined && isWhole(job) && isAsWritten(text, job)) return text.trimEnd();
  return strictJson(documentOf({ job, text }).toString());
}

/** The texts of many, which looks only once where they all lie. */
export function jobDocuments(queue: JobQueue, jobs: readonly JobOrDamaged[]): string[] {
  const known = jobs.length > 1 ? { known: queue.scan() } : {};
  return jobs.map((job) => documentText(readAgain(queue, job, known)));
}

/** The text of one, on one line. */
export function jobLine(queue: JobQueue, job: JobOrDamaged): string {
  return jobDocuments(queue, [job]).map(onOneLine).join("");
}

export function jobDocument(queue: JobQueue, job: JobOrDamaged, known?: KnownPlaces): JsonText {
  return documentOf(readAgain(queue, job, known));
}

/** A line break in JSON text is never part of a string. */
export function onOneLine(json: string): string {
  return json.replaceAll(/\n\s*/g, " ").trim();
}

function readAgain(queue: JobQueue, job: JobOrDamaged, known?: KnownPlaces): Read {
  return { job, text: job.state === "damaged" ? undefined : queue.document(job.id, known) };
}

/** Nothing is to be added to what its file says. */
function isWhole(job: JobOrDamaged): job is Exclude<JobOrDamaged, DamagedJob> {
  return job.state !== "damaged" && (job.state !== "queued" || job.waiting === undefined);
}

function documentOf({ job, text }: Read): JsonText {
  if (job.state === "damaged") return damagedDocument(job);
  // The folder overrules the file, which someone may have moved by hand; the name of the file overrules its id.
  const document = parsed({ job, text }).set("id", job.id).set("state", job.state);
  return job.state === "queued" && job.waiting !== undefined ? document.set("waiting", job.waiting) : document;
}

/** The file may have gone since the job was read, or be half rewritten just now; what was read of it then has to do. */
function parsed({ job: { id, state, params }, text }: Read & { readonly job: Exclude<JobOrDamaged, DamagedJob> }) {
  try {
    if (text !== undefined) return JsonText.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return JsonText.fromValue({ id, state, params });
}

function damagedDocument({ id, state, folder, path, reason }: DamagedJob): JsonText {
  return JsonText.fromValue({ id, state, folder, path, reason });
}

/** The result, where it is a JSON object that can be read: a job may leave anything under its name. */
export function resultObject(queue: JobQueue, id: string): JsonText | undefined {
  try {
    const text = queue.resultText(id);
    return text === undefined ? undefined : JsonText.parse(text);
  } catch {
    // No JSON, no object, a link, too large: all of them mean that there is no result for a program.
    return undefined;
  }
}
