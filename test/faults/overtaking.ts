import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JobQueue } from "../../src/queue/index.js";
import { statOf } from "../../src/queue/process-stat.js";
import { filesIn } from "../queue/temporary-queue.js";
import { eventually } from "./eventually.js";

export async function untilFrozen(pid: number): Promise<void> {
  await eventually(`process ${pid} is frozen or has ended`, () => ["T", "Z", undefined].includes(statOf(pid)?.state));
}

/** How the jobs that have ended are recorded: their files, results and errors, byte for byte. */
export function endedFiles(queue: JobQueue): Map<string, string> {
  const isRecord = /^(completed|failed)\/|^completed_results\/[^/]+\/(results?\.json|error\.txt)$/;
  const paths = filesIn(queue.directory).filter((path) => isRecord.test(path) && !path.endsWith("/"));
  return new Map(paths.map((path) => [path, readFileSync(join(queue.directory, path), "utf8")]));
}
