/** Waiting for a job to end: the system's hints make it quick, looking every second makes it certain. */
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { FolderWatch } from "../live/index.js";
import {
  DirqError,
  JOB_STATES,
  type CompletedJob,
  type FailedJob,
  type JobOrDamaged,
  type JobQueue,
} from "../queue/index.js";
import { CommandError } from "./trouble.js";

/** Between two looks when no hint comes, in milliseconds. */
const POLL = 1000;
/** After a hint: one step of a job touches several files. */
const SETTLE = 20;
/** A Python worker has a job in no folder for a moment when it moves it; one that is missed for longer is gone. */
const MISSED = 2000;
/** A share may be away for a moment; whoever waits for hours is not to be thrown out by that. */
const PATIENCE = 30_000;

/** Ends when the job has; `onLook` sees it on every look. @throws CommandError when it is removed or cannot be read */
export async function untilEnded(
  queue: JobQueue,
  id: string,
  onLook: (job: JobOrDamaged) => void = () => undefined,
): Promise<CompletedJob | FailedJob> {
  let soundAt = performance.now();
  for await (const job of looks(queue, id)) {
    const unsoundFor = performance.now() - soundAt;
    if (job === undefined) {
      if (unsoundFor > MISSED) throw new CommandError(`Job ${id} was removed.`);
      continue;
    }
    onLook(job);
    if (job.state === "damaged") {
      // Python writes in place, so half a file may be met; one of a job that runs is written again and again.
      const hasEnded = job.folder === "completed" || job.folder === "failed";
      if (unsoundFor > (hasEnded ? MISSED : PATIENCE)) throw new CommandError(`Cannot read ${job.path}: ${job.reason}`);
      continue;
    }
    if (job.state === "completed" || job.state === "failed") return job;
    soundAt = performance.now();
  }
  throw new Error("A queue is looked at for ever");
}

/** The job as it is now, then again whenever something may have changed in its file, or in its results. */
export async function* looks(queue: JobQueue, id: string): AsyncGenerator<JobOrDamaged | undefined> {
  let wake = (): void => undefined;
  const folders = [...JOB_STATES.map((state) => join(queue.directory, state)), queue.resultDirectory(id)];
  const watch = new FolderWatch(folders, (name) => {
    if (name === undefined || name === "output.log" || name.startsWith(id)) wake();
  });
  let lastSeen = performance.now();
  try {
    for (;;) {
      watch.renew();
      // Before the look, so that a change during it wakes the pause after it.
      const hint = new Promise<void>((resolve) => (wake = resolve));
      try {
        const job = queue.get(id);
        lastSeen = performance.now();
        yield job;
      } catch (error) {
        if (!(error instanceof DirqError) || performance.now() - lastSeen > PATIENCE) throw error;
      }
      await pause(hint);
    }
  } finally {
    watch.close();
  }
}

async function pause(hint: Promise<void>): Promise<void> {
  const poll = new AbortController();
  await Promise.race([hint, delay(POLL, undefined, { signal: poll.signal }).catch(() => undefined)]);
  poll.abort();
  await delay(SETTLE);
}
