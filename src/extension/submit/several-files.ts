/** Several files that were dropped together: which of them make jobs, and where these can go. */
import type * as vscode from "vscode";
import type { QueueHandle } from "../queues/queues.js";
import { fileJob } from "./file-job.js";
import { jobsOfFiles, queuesNearAny, type FilesRequest } from "./files-flow.js";
import { queuesNear } from "./queues-near.js";
import type { FileRequest } from "./this-file.js";
import { saveFirst } from "./unsaved.js";

/** Undefined when the person has changed their mind. */
export async function requestForFiles(
  files: readonly vscode.Uri[],
  { queue: given, queues }: Omit<FileRequest, "clicked">,
): Promise<FilesRequest | undefined> {
  const near = (file: vscode.Uri): readonly QueueHandle[] => (given === undefined ? queuesNear(file, queues) : [given]);
  const [queue] = queuesNearAny(files, near);
  if (queue === undefined) return { queues: [], jobs: [], leftOut: [] };
  const found = await jobsOfFiles(files, (file) => fileJob(file, queue.live));
  const [left] = found.leftOut;
  if (found.jobs.length === 0 && left !== undefined)
    throw new Error(`Nothing was submitted: no job can be made of these ${files.length} files. ${left.reason}`);
  const submitted = found.jobs.map(({ file }) => file);
  if (!(await saveFirst(submitted))) return undefined;
  return { queues: queuesNearAny(submitted, near), ...found };
}
