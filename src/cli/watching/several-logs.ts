/** What several jobs have printed: one after the other, each behind a heading, or line by line until all have ended. */
import { join } from "node:path";
import { outputFile, patiently, pulse } from "../../live/index.js";
import { hasEnded, JOB_STATES, type JobQueue, type Place } from "../../queue/index.js";
import { jobs, rowLabel } from "../../wording/index.js";
import type { Cli } from "../cli.js";
import { endLine } from "../showing/job-line.js";
import { outputPrinter, prefixedPrinter, type OutputPrinter } from "../showing/output-printer.js";
import { shortNames } from "../showing/short-names.js";
import type { Style } from "../screen.js";
import { cut, displayWidth } from "../tables/table.js";
import { printLog, printNew, printOutputInResult, type Printing } from "./job-log.js";
import { LogReader } from "./log-reader.js";

interface Several {
  readonly queue: JobQueue;
  readonly ids: readonly string[];
  /** So many lines of what each has printed; undefined for all. */
  readonly last: number | undefined;
}

/** Headed as `tail` heads files. */
export function printLogs(cli: Cli, { queue, ids, last }: Several): void {
  for (const [index, id] of ids.entries()) {
    const printer = wholeLines(outputPrinter(cli.out));
    const room = (cli.out.width ?? Infinity) - displayWidth(id) - "==>   <==".length;
    const label = cut(labelOf(queue, id), Math.max(0, room));
    cli.out.line(`${index > 0 ? "\n" : ""}${cli.out.style("bold", `==> ${id}${label && ` ${label}`} <==`)}`);
    printLog(cli, { queue, id, printer, last });
    printer.end();
  }
}

/** What the job is called, beside its id. */
export function labelOf(queue: JobQueue, id: string): string {
  const job = queue.get(id);
  const label = job === undefined || job.state === "damaged" ? id : rowLabel(id, job.params);
  return label === id ? "" : label;
}

/** What comes behind output without a line break at its end begins a line all the same. */
function wholeLines(printer: OutputPrinter): OutputPrinter {
  let last: number | undefined;
  return {
    print: (piece) => {
      last = piece.at(-1) ?? last;
      printer.print(piece);
    },
    end: () => {
      if (last !== undefined && last !== 10) printer.print(Buffer.from("\n"));
      printer.end();
    },
  };
}

/** In milliseconds. A Python worker has a job in no folder for a moment when it moves it. */
const LONGEST_MISSED = 2000;
/** The system has so many watches for all; the output of more jobs is looked for once a second. */
const MOST_WATCHED = 100;

/** Each line as it comes, behind what its job is called; ends when all have ended. */
export async function followLogs(cli: Cli, follow: readonly FollowedLog[], { queue, ids }: Several): Promise<void> {
  const open = new Set(follow);
  const results = ids.slice(0, MOST_WATCHED).map((id) => queue.resultDirectory(id));
  const folders = [...JOB_STATES.map((state) => join(queue.directory, state)), ...results];
  let isFirst = true;
  for await (const places of patiently(() => queue.scanFor(ids), pulse({ folders }))) {
    if (isFirst) sayHowManyWait(cli, ids, places);
    isFirst = false;
    for (const log of open) if (log.isOverAt(places.get(log.id))) open.delete(log);
    if (open.size === 0) return;
  }
}

function sayHowManyWait(cli: Cli, ids: readonly string[], places: ReadonlyMap<string, Place>): void {
  const queued = ids.filter((id) => places.get(id)?.state === "queued").length;
  if (queued > 0) cli.say(`Queued: ${queued} of ${jobs(ids.length)}; what they print follows when they start.`);
}

const COLOURS: readonly Style[] = ["cyan", "yellow", "green", "magenta", "blue"];

/** Those that `followLogs` follows. */
export function followedLogs(cli: Cli, { queue, ids, last }: Several): readonly FollowedLog[] {
  const names = shortNames(ids.map((id) => ({ id, name: nameOf(queue, id) })));
  const width = names.reduce((most, name) => Math.max(most, displayWidth(name)), 0);
  return ids.map((id, index) => {
    const name = names[index] ?? id;
    const style = COLOURS[index % COLOURS.length] ?? "cyan";
    const prefix = cli.out.style(style, `${name}${" ".repeat(width - displayWidth(name))} |`);
    return new FollowedLog(cli, { queue, id, printer: prefixedPrinter(cli.out, `${prefix} `), last }, name);
  });
}

function nameOf(queue: JobQueue, id: string): string | undefined {
  const job = queue.get(id);
  return job === undefined || job.state === "damaged" ? undefined : job.name;
}

export class FollowedLog {
  readonly id: string;
  private readonly log: LogReader;
  private hasPrinted = false;
  private missedSince: number | undefined;

  constructor(
    private readonly cli: Cli,
    private readonly printing: Printing,
    private readonly name: string,
  ) {
    const { queue, id, last } = printing;
    this.id = id;
    this.log = new LogReader(outputFile(queue.resultDirectory(id)), last);
  }

  /** Prints what is new; `place`: where the job was before that, so that nothing which it printed before its end is missed. */
  isOverAt(place: Place | undefined): boolean {
    if (printNew(this.log, this.printing.printer)) this.hasPrinted = true;
    const now = performance.now();
    this.missedSince = place === undefined ? (this.missedSince ?? now) : undefined;
    const isGone = this.missedSince !== undefined && now - this.missedSince > LONGEST_MISSED;
    const isOver = isGone || (place !== undefined && hasEnded(place));
    if (isOver) this.finish();
    return isOver;
  }

  /** Prints the line that has not ended, too. */
  end(): void {
    this.printing.printer.end();
  }

  private finish(): void {
    if (!this.hasPrinted) printOutputInResult(this.printing);
    this.end();
    const job = this.printing.queue.get(this.id);
    if (job === undefined) this.cli.say(`${this.name}: the job was removed.`);
    else if (job.state === "failed") this.cli.say(`${this.name}: ${endLine(job)}`);
  }
}
