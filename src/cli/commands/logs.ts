import { looks, outputFile, outputFiles } from "../../live/index.js";
import { DirqError, hasEnded, JobQueue, type JobOrDamaged } from "../../queue/index.js";
import { asWords, JOB_WORD, resolveJob } from "../choosing/job-words.js";
import type { Cli } from "../cli.js";
import { defineCommand } from "../command.js";
import { resultObject } from "../json/job-json.js";
import { lookAt } from "../showing/job-line.js";
import { outputPrinter, type OutputPrinter } from "../showing/output-printer.js";
import { UsageError } from "../trouble.js";
import { wholeNumber } from "../typed/numbers.js";
import { interruptible } from "../watching/interrupt.js";
import { LogReader } from "../watching/log-reader.js";

export const logs = defineCommand({
  name: "logs",
  summary: "what a job printed",
  about:
    "Print what a job has printed: both streams, in the order of arrival. A terminal gets its colours and the last drawing of progress bars; a file or a pipe gets every byte.",
  words: { usage: "<id>", help: JOB_WORD, offers: { kind: "jobs" } },
  options: {
    follow: { type: "boolean", short: "f", help: "go on until the job has ended" },
    lines: { type: "string", short: "n", value: "number", help: "only the last so many; with -f, and what follows" },
    attempt: {
      type: "string",
      value: "number",
      help: "of a job that was begun more than once; 1 is the first time, and one that a worker put back counts too",
    },
  },
  examples: [
    ["Of the job that failed last", "dirq logs last-failed"],
    ["Watch the newest at work, from its last lines on", "dirq logs -f -n 20 last"],
    ["Why the first attempt of several failed", "dirq logs last --attempt 1"],
  ],
  async run(cli, [word = ""], { follow, attempt, lines }) {
    const last = lines === undefined ? undefined : wholeNumber("--lines", lines);
    const number = attempt === undefined ? undefined : wholeNumber("--attempt", attempt);
    if (follow && number !== undefined)
      throw new UsageError("--follow goes on with whatever is printed; --attempt shows one attempt as it stands.");
    const queue = new JobQueue(cli.jobsDirectory);
    const id = resolveJob(queue, word);
    const printer = outputPrinter(cli.out);
    const printing = { queue, id, printer, last };
    const end = (): void => printer.end();
    if (number !== undefined) printAttempt(cli, printing, number);
    else if (follow) await interruptible(() => followLog(cli, printing), end);
    else printLog(cli, printing);
    end();
  },
});

interface Printing {
  readonly queue: JobQueue;
  readonly id: string;
  readonly printer: OutputPrinter;
  /** So many lines of what is there; undefined for all. */
  readonly last: number | undefined;
}

/** 1 is the first. */
function printAttempt(cli: Cli, { queue, id, printer, last }: Printing, number: number): void {
  const logs = outputFiles(queue.resultDirectory(id));
  const path = logs[number - 1];
  if (path === undefined) throw noSuchAttempt(id, number, logs.length);
  if (!printNew(new LogReader(path, last), printer)) cli.say(`Attempt ${number} of ${id} has printed nothing.`);
}

function noSuchAttempt(id: string, number: number, attempts: number): DirqError {
  const there =
    attempts === 0 ? "nor of any other yet" : attempts === 1 ? "but of attempt 1" : `but of attempts 1 to ${attempts}`;
  return new DirqError("NOT_FOUND", `There is no output of attempt ${number} of job ${id}, ${there}.`);
}

function printLog(cli: Cli, printing: Printing): void {
  const { queue, id, printer, last } = printing;
  const log = new LogReader(outputFile(queue.resultDirectory(id)), last);
  if (!printNew(log, printer)) sayWhyNothing(cli, printing);
}

async function followLog(cli: Cli, printing: Printing): Promise<void> {
  const { queue, id, printer, last } = printing;
  const log = new LogReader(outputFile(queue.resultDirectory(id)), last);
  let printed = false;
  let saidQueued = false;
  for await (const job of looks(queue, id)) {
    // After the look: what was printed before the job ended is read after it was seen to have ended.
    if (printNew(log, printer)) printed = true;
    if (job?.state === "queued" && !saidQueued)
      cli.say(`${id} is ${queuedState(queue, job)}; its output follows when it starts.`);
    saidQueued ||= job?.state === "queued";
    if (job === undefined || isOver(job)) break;
  }
  if (!printed) sayWhyNothing(cli, printing);
}

/** Whether there was anything. */
function printNew(log: LogReader, printer: OutputPrinter): boolean {
  let any = false;
  for (const piece of log.pieces()) {
    any = true;
    printer.print(piece);
  }
  return any;
}

function sayWhyNothing(cli: Cli, { queue, id, printer, last }: Printing): void {
  const job = queue.get(id);
  const output = outputInResult(queue, id);
  if (output !== undefined) printer.print(Buffer.from(last === undefined ? output : lastLines(output, last)));
  else if (job?.state === "queued")
    cli.say(
      `${id} is ${queuedState(queue, job)} and has printed nothing yet. To wait for it: ${cli.commandLine("logs", "-f", ...asWords(id))}`,
    );
  else if (job?.state === "failed")
    cli.say(`${id} has printed nothing. Why it failed: ${cli.commandLine("info", ...asWords(id))}`);
  else cli.say(`${id} has printed nothing.`);
}

/** `queued`, or with what it waits for: `queued (held)`. */
function queuedState(queue: JobQueue, job: JobOrDamaged): string {
  const { waits } = lookAt(queue, job, Date.now());
  return waits === undefined ? job.state : `${job.state} (${waits})`;
}

/** A Python worker keeps no log; what the command printed stands in its result. */
function outputInResult(queue: JobQueue, id: string): string | undefined {
  const output = resultObject(queue, id)?.get("output");
  return typeof output === "string" && output !== "" ? output : undefined;
}

function lastLines(text: string, count: number): string {
  const lines = text.split(/(?<=\n)/);
  return lines.slice(-count).join("");
}

function isOver(job: JobOrDamaged): boolean {
  return hasEnded(job.state === "damaged" ? { state: job.folder } : job);
}
