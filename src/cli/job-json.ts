/** A job for programs: its file's text with what only the directory knows. Numbers stay as they are spelled. */
import {
  JsonText,
  type DamagedJob,
  type Job,
  type JobOrDamaged,
  type JobQueue,
  type KnownPlaces,
} from "../queue/index.js";
import { strictJson } from "./strict-json.js";

/** The texts of many, to be printed, which looks only once where they all lie. */
export function jobDocuments(queue: JobQueue, jobs: readonly JobOrDamaged[]): string[] {
  const known = jobs.length > 1 ? { known: queue.scan() } : {};
  return jobs.map((job) => strictJson(jobDocument(queue, job, known).toString()));
}

/** The text of one, on one line. */
export function jobLine(queue: JobQueue, job: JobOrDamaged): string {
  return jobDocuments(queue, [job]).map(onOneLine).join("");
}

export function jobDocument(queue: JobQueue, job: JobOrDamaged, known?: KnownPlaces): JsonText {
  if (job.state === "damaged") return damagedDocument(job);
  // The folder overrules the file, which someone may have moved by hand; the name of the file overrules its id.
  const document = documentOf(queue, job, known).set("id", job.id).set("state", job.state);
  return job.state === "queued" && job.waiting !== undefined ? document.set("waiting", job.waiting) : document;
}

/** A line break in JSON text is never part of a string. */
export function onOneLine(json: string): string {
  return json.replaceAll(/\n\s*/g, " ").trim();
}

/** The file may have gone since the job was read, or be half rewritten just now; what was read of it then has to do. */
function documentOf(queue: JobQueue, { id, state, params }: Job, known?: KnownPlaces): JsonText {
  try {
    const text = queue.document(id, known);
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
