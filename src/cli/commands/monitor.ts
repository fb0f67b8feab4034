import { untilEnded } from "../../live/index.js";
import { hasEnded, JobQueue, type EndedJob, type JobOrDamaged } from "../../queue/index.js";
import { printable, printableLines } from "../../wording/index.js";
import { asWords, JOB_WORD, resolveJob } from "../choosing/job-words.js";
import type { Cli } from "../cli.js";
import { defineCommand } from "../command.js";
import { exitCodeOf } from "../exit-codes.js";
import { jobLine } from "../json/job-json.js";
import type { Screen } from "../screen.js";
import { lookAt, statusLine, statusWithoutClock } from "../showing/job-line.js";
import { shownText } from "../showing/without-secrets.js";
import { interruptible } from "../watching/interrupt.js";
import { NOTIFY_OPTION, notifyOfEnd } from "../watching/notify.js";
import { StatusLine } from "../watching/status-line.js";

export const monitor = defineCommand({
  name: "monitor",
  summary: "watch a job until it ends",
  about: "Watch a job until it ends, then say how it ended. Ends with the job's exit code, as dirq wait does.",
  words: { usage: "<id>", help: JOB_WORD, offers: { kind: "jobs", states: ["queued", "running"] } },
  options: {
    ...NOTIFY_OPTION,
    json: { type: "boolean", help: "print the job's document instead, one a line, whenever it has changed" },
  },
  hasCodesOfItsOwn: true,
  examples: [
    ["The newest job", "dirq monitor last"],
    ["Its output instead of its state", "dirq logs -f last"],
  ],
  async run(cli, [word = ""], { notify, json }) {
    const queue = new JobQueue(cli.jobsDirectory);
    await monitorJob(cli, queue, { id: resolveJob(queue, word), screen: cli.out, notify, json });
  },
});

interface MonitorOptions {
  readonly id: string;
  readonly screen: Screen;
  readonly notify?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Shows the job on `screen` until it has ended, and ends the process with the job's code. */
export async function monitorJob(cli: Cli, queue: JobQueue, options: MonitorOptions): Promise<void> {
  const { id, screen, notify, json } = options;
  const status = new StatusLine(screen);
  const draw = (job: JobOrDamaged): void => {
    const now = Date.now();
    const look = lookAt(queue, job, now);
    const drawn = statusLine(screen, look, now);
    status.show({ drawn, printed: hasEnded(job) ? drawn : statusWithoutClock(look) });
  };
  let printed: string | undefined;
  const print = (job: JobOrDamaged): void => {
    const line = jobLine(queue, job);
    if (line !== printed) cli.out.line(line);
    printed = line;
  };
  const stopped = (): void => {
    status.end();
    cli.say(`Stopped watching; the job goes on. To watch again: ${cli.commandLine("monitor", ...asWords(id))}`);
  };
  await interruptible(
    cli,
    async () => {
      try {
        const job = await untilEnded(queue, id, { onLook: json ? print : draw });
        status.end();
        if (!json) screen.write(endReport(queue, job));
        cli.exitCode = exitCodeOf(job) || cli.exitCode;
        if (notify) notifyOfEnd(cli, job, 1);
      } finally {
        status.end();
      }
    },
    stopped,
  );
}

function endReport(queue: JobQueue, job: EndedJob): string {
  const error = job.state === "failed" ? `${printableLines(shownText(job.error, job.params)).trimEnd()}\n` : "";
  return `${error}Results: ${printable(queue.resultDirectory(job.id))}\n`;
}
