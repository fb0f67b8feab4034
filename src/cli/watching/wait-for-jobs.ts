/** Waiting for jobs, as `wait` and `submit --wait` do it: few words, of what keeps a job and how one failed. */
import { asTheyEnd, untilEnded } from "../../live/index.js";
import type { EndedJob, JobOrDamaged, JobQueue } from "../../queue/index.js";
import { MOST_TO_COPY } from "../choosing/job-words.js";
import type { Cli } from "../cli.js";
import { exitCodeOf } from "../exit-codes.js";
import { jobLine } from "../json/job-json.js";
import { endLine, lookAt } from "../showing/job-line.js";
import { codeOf, sayTrouble } from "../trouble.js";
import { interruptible } from "./interrupt.js";
import { notifyOfEnd } from "./notify.js";
import { WaitProgress } from "./wait-progress.js";

interface WaitOptions {
  readonly ids: readonly string[];
  /** The words behind `dirq wait` that wait for the same jobs once more. */
  readonly again: readonly string[];
  readonly notify?: boolean | undefined;
  /** Ends with the first that ends, and prints which that was. */
  readonly any?: boolean | undefined;
  /** Prints the document of each as it ends. */
  readonly json?: boolean | undefined;
}

/** Ends when all have ended, or the first of any, and makes the first code that is not 0 that of the process. */
export async function waitForJobs(cli: Cli, queue: JobQueue, options: WaitOptions): Promise<void> {
  const { ids, again, notify, any = false, json = false } = options;
  const progress = new WaitProgress(cli.err, any ? 1 : ids.length);
  const stopped = (): void => {
    progress.clear();
    const goesOn = ids.length === 1 ? "the job goes on" : "the jobs go on";
    const hint = again.length > MOST_TO_COPY ? "" : ` To wait again: ${cli.commandLine("wait", ...again)}`;
    cli.say(`Stopped waiting; ${goesOn}.${hint}`);
  };
  await interruptible(
    cli,
    async () => {
      const codes = new Map<string, number>();
      let last: EndedJob | undefined;
      try {
        for await (const job of ends(cli, queue, ids, { codes, progress })) {
          progress.add(job);
          if (job.state === "failed" || json || any) progress.clear();
          if (job.state === "failed") cli.say(`${job.id}: ${endLine(job)}`);
          // Whoever reads no further still waits for the others.
          if (json || any) cli.out.writeIfRead(`${json ? jobLine(queue, job) : job.id}\n`);
          codes.set(job.id, exitCodeOf(job));
          last = job;
          if (any) break;
        }
      } finally {
        progress.clear();
      }
      const counted = any && last !== undefined ? [last.id] : ids;
      // Where all went well, the code of what could not be said before the waiting stays.
      cli.exitCode = counted.map((id) => codes.get(id)).find((code) => code) ?? cli.exitCode;
      if (notify && last !== undefined) notifyOfEnd(cli, last, counted.length);
    },
    stopped,
  );
}

/** Each as it ends. One of several that is removed keeps nobody from waiting for the others; it has a code all the same. */
async function* ends(
  cli: Cli,
  queue: JobQueue,
  ids: readonly string[],
  { codes, progress }: { readonly codes: Map<string, number>; readonly progress: WaitProgress },
): AsyncGenerator<EndedJob> {
  const sayWhy = sayWhyItWaits(cli, queue, progress);
  const look = (job: JobOrDamaged): void => {
    sayWhy(job);
    progress.show(Date.now());
  };
  const [id = "", ...others] = ids;
  if (others.length === 0) {
    yield await untilEnded(queue, id, { onLook: look });
    return;
  }
  const onLost = (lost: string, error: Error): void => {
    progress.add();
    progress.clear();
    sayTrouble(cli, error);
    codes.set(lost, cli.troubleCode ?? codeOf(error));
  };
  yield* asTheyEnd(queue, ids, { onFirst: look, onLost });
}

/** Whoever waits for hours wants to know that the job waits too. */
function sayWhyItWaits(cli: Cli, queue: JobQueue, progress: WaitProgress): (job: JobOrDamaged) => void {
  let said: string | undefined;
  return (job) => {
    const { waits } = lookAt(queue, job, Date.now());
    const line = waits && `${job.id} waits: ${waits}`;
    if (line !== undefined && line !== said) {
      progress.clear();
      cli.say(line);
    }
    said = line;
  };
}
