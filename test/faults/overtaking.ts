import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JobQueue } from "../../src/queue/index.js";
import { statOf } from "../../src/queue/process-stat.js";
import { filesIn } from "../queue/temporary-queue.js";
import { eventually } from "./eventually.js";

const LOOKS = 5;
const BETWEEN_LOOKS_MS = 30_000;

/** What a worker elsewhere does when it has seen no beat for the length of the lease; it cannot end anybody's processes. */
export function takeOverFromTheSilent(queue: JobQueue): void {
  let passedMs = 0;
  const recovery = queue.recovery(() => undefined, {
    now: () => Date.now() + passedMs,
    monotonic: () => passedMs,
  });
  for (let look = 0; look < LOOKS; look++) {
    recovery.run();
    passedMs += BETWEEN_LOOKS_MS;
  }
}

export async function untilFrozen(pid: number): Promise<void> {
  await eventually(`process ${pid} is frozen or has ended`, () => ["T", "Z", undefined].includes(statOf(pid)?.state));
}

/** What a reader sees of the jobs that have ended: their files and results, byte for byte. */
export function endedFiles(queue: JobQueue): Map<string, string> {
  const paths = filesIn(queue.directory).filter((path) => /^(completed|failed|completed_results)\/.*[^/]$/.test(path));
  return new Map(paths.map((path) => [path, readFileSync(join(queue.directory, path), "utf8")]));
}
