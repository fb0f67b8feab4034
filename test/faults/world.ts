import { cpSync, existsSync, lstatSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { temporaryDirectory } from "../queue/temporary-queue.js";

/** In memory where the system has such a place: thousands of queues are made, and nothing here asks for a real disk. */
const QUICK_DISK = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

export function quickDirectory(): string {
  return temporaryDirectory(QUICK_DISK);
}

/** Where a queue is made, and an empty directory on another disk, which holds its results if it likes. */
export interface World {
  readonly queue: string;
  readonly otherDisk: string;
}

export function newWorld(): World {
  return { queue: join(quickDirectory(), "jobs"), otherDisk: temporaryDirectory() };
}

/** The same again, so that what is done there leaves the first as it is. */
export function copyOf({ queue, otherDisk }: World): World {
  const copy = newWorld();
  if (!existsSync(queue)) return copy;
  cpSync(queue, copy.queue, { recursive: true, verbatimSymlinks: true });
  const results = join(copy.queue, "completed_results");
  if (lstatSync(results, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return copy;
  cpSync(otherDisk, copy.otherDisk, { recursive: true });
  rmSync(results);
  symlinkSync(copy.otherDisk, results);
  return copy;
}
