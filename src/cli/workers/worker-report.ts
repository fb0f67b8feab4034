/** What a worker tells the person at its terminal, or a log: a line when a job starts, and one when it ends. */
import type { RunningJob } from "../../queue/index.js";
import {
  duration,
  endOf,
  endWords,
  errorBeyondPhrase,
  errorWords,
  firstLine,
  jobs,
  localTime,
  printable,
  rowLabel,
} from "../../wording/index.js";
import type { JobEnd, WorkerEvent } from "../../worker/index.js";
import type { Cli } from "../cli.js";
import { eventLine } from "../json/worker-event-json.js";
import { CannotWrite, ClosedPipe, isTerminal, type Screen, type Style } from "../screen.js";
import { shownText } from "../showing/without-secrets.js";
import { cut } from "../tables/table.js";
import { CommandError, sayTrouble } from "../trouble.js";

type EventOf<Kind extends WorkerEvent["kind"]> = Extract<WorkerEvent, { readonly kind: Kind }>;

type Verb = "started" | JobEnd["state"];

const STYLES: Readonly<Record<Verb, Style>> = {
  started: "yellow",
  completed: "green",
  failed: "red",
  retrying: "yellow",
  released: "blue",
  lost: "magenta",
  removed: "magenta",
};

/** Ids, claims and names of temporary files: the same trouble has others each time. */
const VARYING = /[0-9a-f~-]*\d[0-9a-f~.-]*/g;

/** A disk that is away is looked at every second, or every half a minute: trouble that was not met for longer is new. */
const KNOWN_MS = 300_000;

/** A name takes at least so much, however narrow the terminal is. */
const SHORTEST_LABEL = 12;

export class WorkerReport {
  /** By slot: one whose end the disk is still taking has left its slot to the next. */
  private readonly running = new Map<number, string>();
  /** They have ended, and the disk does not take how. */
  private readonly unrecorded = new Set<string>();
  private isStopping = false;
  /** What was met since the last job that started or ended, and when last: by performance.now(). */
  private readonly troubles = new Map<string, number>();
  /** An event could not be written. */
  private isIncomplete = false;

  /** `json`: what happens goes to stdout as objects; of the words only those that a person is waiting for are said. */
  constructor(
    private readonly cli: Cli,
    private readonly json = false,
  ) {}

  begin(directory: string, { name, slots }: { readonly name: string; readonly slots: number }): void {
    // Started by a program, as by `npm start`, it hears of a person's Ctrl-C only what that program makes of it.
    const how = this.cli.out.isTerminal && isTerminal(0) ? " Ctrl-C: finish running jobs, then end." : "";
    this.line(
      `Worker ${printable(name)} on ${printable(directory)}, ${slots === 1 ? "1 slot" : `${slots} slots`}.${how}`,
    );
  }

  tell(event: WorkerEvent): void {
    switch (event.kind) {
      case "started":
        this.running.set(event.slot, event.job.id);
        return this.jobLine("started", event, []);
      case "ended":
        this.left(event.job.id);
        this.unrecorded.delete(event.job.id);
        return this.jobLine(event.end.state, event, endParts(event.job, event.end, event.ms));
      case "end-refused":
        return this.endRefused(event);
      case "recovered":
        if (this.json) return this.print(event);
        return this.line(
          `Brought back ${jobs(event.ids.length)} of workers that died: ${event.ids.map(printable).join(" ")}`,
        );
      case "asked-to-stop":
        this.print(event);
        return event.request === "now" ? this.killing() : this.askedToStop();
      case "trouble":
        return this.trouble(event);
    }
  }

  private print(event: WorkerEvent): void {
    if (!this.json) return;
    try {
      this.cli.out.line(eventLine(event));
    } catch (error) {
      this.unprinted(error);
    }
  }

  /** A program that follows the lines cannot know that some are missing; said once, for the worker goes on. */
  private unprinted(error: unknown): void {
    if (!isGone(error)) throw error;
    if (this.isIncomplete) return;
    this.isIncomplete = true;
    const why = error instanceof ClosedPipe ? "Nobody reads standard output any more." : error.message;
    sayTrouble(
      this.cli,
      new CommandError(`${why} The worker goes on, and what happens may be missing there from now on.`),
    );
  }

  /** What is known is not said again. */
  private trouble(event: EventOf<"trouble">): void {
    const { error } = event;
    const words = errorWords(error).replaceAll(VARYING, "");
    const now = performance.now();
    const isKnown = now - (this.troubles.get(words) ?? -Infinity) < KNOWN_MS;
    this.troubles.set(words, now);
    if (isKnown) return;
    this.print(event);
    unlessGone(() => sayTrouble(this.cli, error));
  }

  draining(): void {
    this.isStopping = true;
    const waits = this.waits();
    if (waits === undefined) return this.line("Stopping.");
    const what = this.running.size > 0 ? "stop them and put them back" : "end, and have it run again";
    this.line(`Claiming nothing more; ${waits}. Once more: ${what}.`);
  }

  killing(): void {
    if (this.running.size > 0) this.line(`Stopping ${jobs(this.running.size)}; they go back into the queue.`);
    else if (this.unrecorded.size === 0 && !this.isStopping) this.line("Stopping.");
    if (this.unrecorded.size > 0) this.line(`How ${jobs(this.unrecorded.size)} ended is lost; it will be run again.`);
  }

  private askedToStop(): void {
    this.isStopping = true;
    const waits = this.waits();
    this.line(waits === undefined ? "Asked to stop." : `Asked to stop; ${waits}.`);
  }

  /** What a worker that was told to stop is still here for. */
  private waits(): string | undefined {
    const { running, unrecorded } = this;
    const parts = [
      ...(running.size > 0 ? [`waiting for ${jobs(running.size)} to finish`] : []),
      ...(unrecorded.size > 0 ? [`trying until the disk takes how ${jobs(unrecorded.size)} ended`] : []),
    ];
    return parts.length === 0 ? undefined : parts.join(", and ");
  }

  /** Tried again every second, it is said once. */
  private endRefused(event: EventOf<"end-refused">): void {
    const { id } = event.job;
    this.left(id);
    if (this.unrecorded.has(id)) return;
    this.unrecorded.add(id);
    this.print(event);
    if (this.isStopping) this.draining();
  }

  private left(id: string): void {
    for (const [slot, running] of this.running) if (running === id) this.running.delete(slot);
  }

  private jobLine(verb: Verb, event: EventOf<"started" | "ended">, parts: readonly string[]): void {
    this.troubles.clear();
    if (this.json) return this.print(event);
    const { job } = event;
    const { out } = this.cli;
    const time = localTime(Date.now());
    const start = `${out.isTerminal ? time.slice(-"00:00:00".length) : time}  `;
    const label = rowLabel(job.id, job.params);
    const end = parts.map((part) => ` · ${part}`).join("");
    const used = start.length + "completed".length + 2 + job.id.length + 2 + end.length;
    const shown = label === job.id ? "" : cutLabel(out, label, used);
    this.line(
      `${out.style("dim", start)}${out.style(STYLES[verb], verb.padEnd("completed".length))}  ${printable(job.id)}  ${shown}${end}`,
    );
  }

  private line(text: string): void {
    const { out, err } = this.cli;
    unlessGone(() => (this.json ? err : out).line(text.trimEnd()));
  }
}

function cutLabel({ width }: Screen, label: string, used: number): string {
  return width === undefined ? label : cut(label, Math.max(SHORTEST_LABEL, width - used));
}

function endParts({ params }: RunningJob, end: JobEnd, ms: number): string[] {
  switch (end.state) {
    case "completed":
      return [duration(ms)];
    case "failed":
    case "retrying": {
      const known = endOf({ ...end, state: "failed" });
      const detail = printable(errorBeyondPhrase(firstLine(shownText(end.error, params))));
      return [
        ...(known === undefined || known.kind === "failed" ? [] : [endWords(known)]),
        duration(ms),
        ...(detail === "" ? [] : [detail]),
        ...(end.state === "retrying" ? ["will be tried again"] : []),
      ];
    }
    case "released":
      return ["back in the queue"];
    case "lost":
      return ["another worker has taken it over"];
    case "removed":
      return ["somebody removed it"];
  }
}

/** The terminal or the reader may go while jobs run, or a log's disk be full; a worker has more to do than to be read. */
function unlessGone(print: () => void): void {
  try {
    print();
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function isGone(error: unknown): error is ClosedPipe | CannotWrite {
  return error instanceof ClosedPipe || error instanceof CannotWrite;
}
