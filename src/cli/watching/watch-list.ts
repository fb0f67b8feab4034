/** `list --watch`: the same list over and over, or as JSON each change of it. */
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { patiently, pulse } from "../../live/index.js";
import { JOB_STATES, type JobQueue, type JobWithText } from "../../queue/index.js";
import type { Choose } from "../choosing/choose-jobs.js";
import type { Cli } from "../cli.js";
import { documentText, onOneLine } from "../json/job-json.js";
import { rowsOf } from "../showing/drawn-over.js";
import { UsageError } from "../trouble.js";
import { interruptible } from "./interrupt.js";

/** Between two drawings, in milliseconds: nobody reads faster. */
const PAUSE = 200;

/**
 * Draws the first lines over themselves until Ctrl-C; no more are asked for than fit on the screen.
 * @throws UsageError where there is no terminal
 */
export async function watchTable(cli: Cli, queue: JobQueue, lines: () => Iterable<string>): Promise<void> {
  if (!cli.out.draws) throw new UsageError("--watch draws on a terminal that can; with --json it prints each change.");
  let drawn: readonly string[] = [];
  const rows = (line: string): number => rowsOf(line, cli.out);
  // What has left the screen cannot be drawn over, and would fill the scrollback.
  const look = (): readonly string[] => [...untilFull(lines(), { room: (process.stdout.rows || 24) - 1, rows })];
  const show = (shown: readonly string[]): void => {
    const above = drawn.reduce((sum, line) => sum + rows(line), 0);
    const up = above > 0 ? `\x1b[${above}A` : "";
    cli.out.write(`${up}\r${shown.map((line) => `${line}\x1b[K\n`).join("")}\x1b[J`);
    drawn = shown;
  };
  await interruptible(cli, () => forEver(queue, look, show));
}

interface Room {
  readonly room: number;
  readonly rows: (line: string) => number;
}

function* untilFull(lines: Iterable<string>, { room, rows }: Room): Generator<string> {
  let left = room;
  for (const line of lines) {
    left -= rows(line);
    if (left >= 0) yield line;
    if (left <= 0) return;
  }
}

/**
 * Prints each job once, then again whenever it has changed, one document a line. Of one that is no longer among those
 * that were asked for only the id and the state, or `removed`.
 */
export async function watchJson(cli: Cli, queue: JobQueue, choose: Choose): Promise<void> {
  let known = new Map<string, string>();
  let missed = new Set<string>();
  const changed = (): string[] => {
    const printed: string[] = [];
    const now = new Map<string, string>();
    const missing = new Set<string>();
    // The oldest first, as a log is read.
    for (const { id, line } of linesOf(choose(queue)).reverse()) now.set(id, line);
    for (const [id, line] of now) if (known.get(id) !== line) printed.push(line);
    for (const [id, line] of known) {
      if (now.has(id)) continue;
      const state = queue.get(id)?.state ?? "removed";
      // A Python worker has a job in no folder for a moment when it moves it.
      if (state === "removed" && !missed.has(id)) {
        missing.add(id);
        now.set(id, line);
      } else printed.push(JSON.stringify({ id, state }));
    }
    [known, missed] = [now, missing];
    return printed;
  };
  await interruptible(cli, () => forEver(queue, changed, (lines) => cli.out.lines(lines)));
}

function linesOf(jobs: Iterable<JobWithText>): { readonly id: string; readonly line: string }[] {
  return Array.from(jobs, (read) => ({ id: read.job.id, line: onOneLine(documentText(read)) }));
}

/** Even where the directory is away for a moment. */
async function forEver<T>(queue: JobQueue, look: () => T, show: (seen: T) => void): Promise<void> {
  const folders = [...JOB_STATES, "waiting"].map((folder) => join(queue.directory, folder));
  for await (const seen of patiently(look, unhurried(pulse({ folders })))) show(seen);
}

/** At most one in each pause. */
async function* unhurried(pulses: AsyncIterable<number>): AsyncGenerator<number> {
  let next = -Infinity;
  for await (const began of pulses) {
    if (began < next) await delay(next - began);
    yield performance.now();
    next = performance.now() + PAUSE;
  }
}
