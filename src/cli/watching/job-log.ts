/** What one job has printed, as it stands, or until it ends. */
import { outputFile, outputFiles } from "../../live/index.js";
import { DirqError, type JobOrDamaged, type JobQueue } from "../../queue/index.js";
import { asWords } from "../choosing/job-words.js";
import type { Cli } from "../cli.js";
import { resultObject } from "../json/job-json.js";
import { lookAt } from "../showing/job-line.js";
import type { OutputPrinter } from "../showing/output-printer.js";
import { FollowedLog, followUntilOver, type Printing } from "./followed-log.js";
import { inWords, LogReader } from "./log-reader.js";

/** 1 is the first. @throws DirqError NOT_FOUND, CommandError where a log cannot be read */
export function printAttempt(cli: Cli, { queue, id, printer, last }: Printing, number: number): void {
  const directory = queue.resultDirectory(id);
  const logs = inWords(directory, () => outputFiles(directory));
  const path = logs[number - 1];
  if (path === undefined) throw noSuchAttempt(id, number, logs.length);
  if (!printNew(new LogReader(path, last), printer)) cli.say(`Attempt ${number} of ${id} has printed nothing.`);
}

function noSuchAttempt(id: string, number: number, attempts: number): DirqError {
  const there =
    attempts === 0 ? "nor of any other yet" : attempts === 1 ? "but of attempt 1" : `but of attempts 1 to ${attempts}`;
  return new DirqError("NOT_FOUND", `There is no output of attempt ${number} of job ${id}, ${there}.`);
}

export function printLog(cli: Cli, printing: Printing): void {
  const { queue, id, printer, last } = printing;
  const log = new LogReader(outputFile(queue.resultDirectory(id)), last);
  if (!printNew(log, printer)) printResultOrSayWhyNothing(cli, printing);
}

export async function followLog(cli: Cli, printing: Printing): Promise<void> {
  const { queue, id } = printing;
  let saidQueued = false;
  const sayQueued = (): void => {
    const job = queue.get(id);
    if (job?.state !== "queued") return;
    cli.say(`${id} is ${queuedState(queue, job)}; its output follows when it starts.`);
    saidQueued = true;
  };
  const log = new FollowedLog(cli, printing, (hasPrinted) => {
    if (queue.get(id) === undefined) cli.say(`${id} was removed.`);
    else if (!hasPrinted) printResultOrSayWhyNothing(cli, printing);
  });
  await followUntilOver(queue, [log], (places) => {
    if (!saidQueued && places.get(id)?.state === "queued") sayQueued();
  });
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

function printResultOrSayWhyNothing(cli: Cli, printing: Printing): void {
  const { queue, id } = printing;
  if (printOutputInResult(printing)) return;
  const job = queue.get(id);
  if (job?.state === "queued")
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

/** A Python worker keeps no log; what the command printed stands in its result. Whether there is any. */
export function printOutputInResult({ queue, id, printer, last }: Printing): boolean {
  const output = resultObject(queue, id)?.get("output");
  if (typeof output !== "string" || output === "") return false;
  printer.print(Buffer.from(last === undefined ? output : lastLines(output, last)));
  return true;
}

function lastLines(text: string, count: number): string {
  const lines = text.split(/(?<=\n)/);
  return lines.slice(-count).join("");
}
