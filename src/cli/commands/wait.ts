import { JobQueue, type JobOrDamaged } from "../../queue/index.js";
import type { Cli } from "../cli.js";
import { defineCommand } from "../command.js";
import { exitCodeOf } from "../exit-codes.js";
import { interruptible } from "../interrupt.js";
import { JOB_WORD, resolveJob } from "../job-words.js";
import { endLine, lookAt } from "../job-line.js";
import { untilEnded } from "../until-ended.js";

export const wait = defineCommand({
  name: "wait",
  summary: "end when jobs end, with their exit code",
  about:
    "Wait until jobs have ended, and end with their exit code: 128 + signal for one that was killed, 124 for one that ran out of time, 1 for another failure, 125 for trouble of wait itself. Of several jobs, the first code that is not 0.",
  words: { usage: "<id...>", help: JOB_WORD },
  options: {},
  hasCodesOfItsOwn: true,
  examples: [["Go on only if it went well", "dirq wait $(dirq submit make all) && ./deploy"]],
  run: (cli, words) => interruptible(() => waitForJobs(cli, words)),
});

async function waitForJobs(cli: Cli, words: readonly string[]): Promise<void> {
  const queue = new JobQueue(cli.jobsDirectory);
  for (const id of words.map((word) => resolveJob(queue, word))) {
    const job = await untilEnded(queue, id, sayWhyItWaits(cli, queue));
    if (job.state === "failed") cli.say(`${job.id}: ${endLine(job)}`);
    cli.exitCode ||= exitCodeOf(job);
  }
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
