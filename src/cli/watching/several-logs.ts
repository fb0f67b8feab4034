/** What several jobs have printed: one after the other, each behind a heading, or line by line until all have ended. */
import type { JobQueue, Places } from "../../queue/index.js";
import { jobs, printable, rowLabel } from "../../wording/index.js";
import type { Cli } from "../cli.js";
import { EXIT } from "../exit-codes.js";
import { endLine } from "../showing/job-line.js";
import { outputPrinter, prefixedPrinter, type OutputPrinter } from "../showing/output-printer.js";
import { shortNames } from "../showing/short-names.js";
import type { Style } from "../screen.js";
import { cut, displayWidth } from "../tables/table.js";
import { CommandError, sayTrouble } from "../trouble.js";
import { FollowedLog, followUntilOver, type Printing } from "./followed-log.js";
import { printLog, printOutputInResult } from "./job-log.js";

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
    const name = printable(id);
    const room = (cli.out.width ?? Infinity) - displayWidth(name) - "==>   <==".length;
    const label = cut(labelOf(queue, id), Math.max(0, room));
    cli.out.line(`${index > 0 ? "\n" : ""}${cli.out.style("bold", `==> ${name}${label && ` ${label}`} <==`)}`);
    printOrSayTrouble(cli, { queue, id, printer, last });
    printer.end();
  }
}

/** One that cannot be read keeps nobody from the others. */
function printOrSayTrouble(cli: Cli, printing: Printing): void {
  try {
    printLog(cli, printing);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    sayTrouble(cli, error);
    cli.exitCode = EXIT.failure;
  }
}

/** What the job is called, beside its id. */
export function labelOf(queue: JobQueue, id: string): string {
  const job = queue.get(id);
  const label = job === undefined || job.state === "damaged" ? printable(id) : rowLabel(id, job.params);
  return label === printable(id) ? "" : label;
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

/** Each line as it comes, behind what its job is called; ends when all have ended. */
export async function followLogs(cli: Cli, follow: readonly FollowedLog[], { queue, ids }: Several): Promise<void> {
  let isFirst = true;
  await followUntilOver(queue, follow, (places) => {
    if (isFirst) sayHowManyWait(cli, ids, places);
    isFirst = false;
  });
}

function sayHowManyWait(cli: Cli, ids: readonly string[], places: Places): void {
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
    const printing = { queue, id, printer: prefixedPrinter(cli.out, `${prefix} `), last };
    return new FollowedLog(cli, printing, (hasPrinted) => finish(cli, printing, { name, hasPrinted }));
  });
}

function nameOf(queue: JobQueue, id: string): string | undefined {
  const job = queue.get(id);
  return job === undefined || job.state === "damaged" ? undefined : job.name;
}

function finish(cli: Cli, printing: Printing, { name, hasPrinted }: { name: string; hasPrinted: boolean }): void {
  const { queue, id, printer } = printing;
  if (!hasPrinted) printOutputInResult(printing);
  // What is said stands below all that was printed.
  printer.end();
  const job = queue.get(id);
  if (job === undefined) cli.say(`${name}: the job was removed.`);
  else if (job.state === "failed") cli.say(`${name}: ${endLine(job)}`);
}
