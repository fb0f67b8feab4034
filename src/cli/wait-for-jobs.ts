/** Waiting for jobs, as `wait` and `submit --wait` do it: silent but for what keeps a job, and how one failed. */
import { untilEnded } from "../live/index.js";
import type { JobOrDamaged, JobQueue } from "../queue/index.js";
import type { Cli } from "./cli.js";
import { exitCodeOf } from "./exit-codes.js";
import { interruptible } from "./interrupt.js";
import { endLine, lookAt } from "./job-line.js";
import { notifyOfEnd } from "./notify.js";

interface WaitOptions {
  readonly ids: readonly string[];
  /** The words behind `dirq wait` that wait for the same jobs once more. */
  readonly again: readonly string[];
  readonly notify?: boolean | undefined;
}

/** A line to copy with more words than this is longer than the list of jobs. */
const WORDS_SHOWN = 10;

/** Ends when all have ended, and makes the first code that is not 0 that of the process. */
export async function waitForJobs(cli: Cli, queue: JobQueue, { ids, again, notify }: WaitOptions): Promise<void> {
  const stopped = (): void => {
    const goesOn = ids.length === 1 ? "the job goes on" : "the jobs go on";
    const hint = again.length > WORDS_SHOWN ? "" : ` To wait again: ${cli.commandLine("wait", ...again)}`;
    cli.say(`Stopped waiting; ${goesOn}.${hint}`);
  };
  await interruptible(async () => {
    for (const [index, id] of ids.entries()) {
      const job = await untilEnded(queue, id, { onLook: sayWhyItWaits(cli, queue) });
      if (job.state === "failed") cli.say(`${job.id}: ${endLine(job)}`);
      cli.exitCode ||= exitCodeOf(job);
      if (notify && index === ids.length - 1) notifyOfEnd(cli, job, ids.length);
    }
  }, stopped);
}

/** Whoever waits for hours wants to know that the job waits too. */
function sayWhyItWaits(cli: Cli, queue: JobQueue): (job: JobOrDamaged) => void {
  let said: string | undefined;
  return (job) => {
    const { waits } = lookAt(queue, job, Date.now());
    if (waits !== undefined && waits !== said) cli.say(`${job.id} waits: ${waits}`);
    said = waits;
  };
}
