/** What jobs print, as it comes, until nothing more can come. */
import { setImmediate as nextTurn } from "node:timers/promises";
import {
  awaitsResult,
  MISSED,
  onceReadable,
  outputFile,
  passages,
  PATIENCE,
  patiently,
  pulse,
  RESULT_COMES_WITHIN_MS,
  sizeLagIn,
} from "../../live/index.js";
import { hasEnded, type JobQueue, type Place, type Places } from "../../queue/index.js";
import type { Cli } from "../cli.js";
import { EXIT } from "../exit-codes.js";
import type { OutputPrinter } from "../showing/output-printer.js";
import { CommandError, sayTrouble } from "../trouble.js";
import { LogReader } from "./log-reader.js";

export interface Printing {
  readonly queue: JobQueue;
  readonly id: string;
  readonly printer: OutputPrinter;
  /** So many lines of what is there; undefined for all. */
  readonly last: number | undefined;
}

/** The system has so many watches for all; more jobs are looked at once a second. */
const MOST_WATCHED = 100;

/** `onLook` sees where the jobs are that still go on, before what is new of them is printed. */
export async function followUntilOver(
  queue: JobQueue,
  logs: readonly FollowedLog[],
  onLook: (places: Places) => void,
): Promise<void> {
  let open = logs;
  let isBehind = false;
  const look = (): Places => queue.scanFor(open.map(({ id }) => id));
  const before = await onceReadable(look, {});
  const going = logs.map(({ id }) => id).filter((id) => !hasEnded(before.get(id)));
  const pulses = pulse(passages(queue, going.slice(0, MOST_WATCHED)));
  const andAtOnceWhenBehind = async function* (): AsyncGenerator<number> {
    for await (const now of pulses) {
      yield now;
      while (isBehind) {
        isBehind = false;
        yield performance.now();
      }
    }
  };
  for await (const places of patiently(look, andAtOnceWhenBehind())) {
    onLook(places);
    const left: FollowedLog[] = [];
    for (const log of open) if (!(await log.isOverAt(places.get(log.id)))) left.push(log);
    if (left.length === 0) return;
    open = left;
    isBehind = open.some((log) => log.isBehind);
  }
}

/** In one look, of a job that goes on: one that prints faster than the terminal takes it is not to starve the others. */
const MOST_PIECES = 4;

export class FollowedLog {
  readonly id: string;
  /** More may be there than was printed. */
  isBehind = false;
  private readonly log: LogReader;
  private hasPrinted = false;
  private hasSaidTrouble = false;
  /** In milliseconds: how long it may stay as it is, and since when it is so. */
  private patience = Infinity;
  private since = 0;
  private sizeLag: number | undefined;

  /** `finish` is called when the job is over, or gone. */
  constructor(
    private readonly cli: Cli,
    private readonly printing: Printing,
    private readonly finish: (hasPrinted: boolean) => void,
  ) {
    const { queue, id, last } = printing;
    this.id = id;
    this.log = new LogReader(outputFile(queue.resultDirectory(id)), last);
  }

  /** Prints what is new; `place`: where the job was before that, so that nothing which it printed before its end is missed. */
  async isOverAt(place: Place | undefined): Promise<boolean> {
    const isRead = await this.printNew(place);
    const patience = isRead ? this.patienceAt(place) : PATIENCE;
    const now = performance.now();
    if (patience !== this.patience) [this.patience, this.since] = [patience, now];
    if (now - this.since < patience) return false;
    if (isRead) this.finish(this.hasPrinted);
    else this.giveUp();
    return true;
  }

  /** Prints the line that has not ended, too. */
  end(): void {
    this.printing.printer.end();
  }

  /** Whether the log could be read. Signals are heard between two pieces. */
  private async printNew(place: Place | undefined): Promise<boolean> {
    const most = hasEnded(place) ? Infinity : MOST_PIECES;
    let pieces = 0;
    try {
      for (const piece of this.log.pieces()) {
        this.hasPrinted = true;
        this.printing.printer.print(piece);
        await nextTurn();
        if (++pieces === most) break;
      }
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      this.sayTrouble(error);
      return false;
    } finally {
      this.isBehind = pieces === most;
    }
    return true;
  }

  private sayTrouble(error: CommandError): void {
    if (this.hasSaidTrouble) return;
    this.hasSaidTrouble = true;
    sayTrouble(this.cli, new CommandError(`${error.message} Trying again for ${PATIENCE / 1000} s.`));
  }

  private giveUp(): void {
    this.end();
    this.cli.exitCode = EXIT.failure;
  }

  /** How long a job may be so until it is taken to be over. */
  private patienceAt(place: Place | undefined): number {
    if (place === undefined) return MISSED;
    if (!hasEnded(place)) return Infinity;
    if (!this.hasPrinted && place.state === "completed" && this.awaitsResult()) return RESULT_COMES_WITHIN_MS;
    return (this.sizeLag ??= sizeLagIn(this.printing.queue.resultDirectory(this.id)));
  }

  /** What a Python worker's job printed stands in its result alone. */
  private awaitsResult(): boolean {
    const { queue, id } = this.printing;
    const job = queue.get(id);
    return job !== undefined && awaitsResult(job) && queue.lacksResult(id);
  }
}
