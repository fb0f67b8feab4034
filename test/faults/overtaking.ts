import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { JobQueue } from "../../src/queue/index.js";
import { statOf } from "../../src/queue/processes/process-stat.js";
import { filesIn } from "../queue/temporary-queue.js";

/** Looks often: a worker is frozen some hundred times. */
export async function untilFrozen(pid: number): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!["T", "Z", undefined].includes(statOf(pid)?.state)) {
    if (performance.now() > deadline) throw new Error(`Process ${pid} is neither frozen nor has it ended`);
    await setTimeout(5);
  }
}

/** How the jobs that have ended are recorded: their files, results and errors, byte for byte. */
export function endedFiles(queue: JobQueue): Map<string, string> {
  const isRecord = /^(completed|failed)\/|^completed_results\/[^/]+\/(results?\.json|error\.txt)$/;
  const paths = filesIn(queue.directory).filter((path) => isRecord.test(path) && !path.endsWith("/"));
  return new Map(paths.map((path) => [path, readFileSync(join(queue.directory, path), "utf8")]));
}
