/** A job for programs: its file's text with what only the directory knows. Numbers stay as they are spelled. */
import { JsonText, type DamagedJob, type JobOrDamaged, type JobQueue } from "../queue/index.js";

/** Undefined when the job has gone since it was listed. */
export function jobDocument(queue: JobQueue, job: JobOrDamaged): JsonText | undefined {
  if (job.state === "damaged") return damagedDocument(job);
  const text = queue.document(job.id);
  if (text === undefined) return undefined;
  // The folder overrules the file, which someone may have moved by hand; the name of the file overrules its id.
  const document = JsonText.parse(text).set("id", job.id).set("state", job.state);
  return job.state === "queued" && job.waiting !== undefined ? document.set("waiting", job.waiting) : document;
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
