/** How many of the jobs that somebody waits for have ended: a line on a terminal, and nothing elsewhere. */
import type { EndedJob } from "../../queue/index.js";
import { count, jobs, leftWords } from "../../wording/index.js";
import type { Screen } from "../screen.js";
import { cut } from "../tables/table.js";
import { StatusLine } from "./status-line.js";

export interface Waited {
  readonly of: number;
  readonly ended: number;
  readonly failed: number;
  /** When it began to look, and how many had ended by then: they took nobody knows how long. */
  readonly since: { readonly time: number; readonly ended: number };
}

/** Of fewer jobs it would be a guess how long the others take. */
const ENOUGH_TO_TELL = 3;

/** `12 of 40 jobs ended · 1 failed · about 3 min left`. */
export function waitedWords({ of, ended, failed, since }: Waited, now: number): string {
  const meanwhile = ended - since.ended;
  const usualMs = meanwhile < ENOUGH_TO_TELL ? undefined : ((now - since.time) * (of - since.ended)) / meanwhile;
  const parts = [
    `${count(ended)} of ${jobs(of)} ended`,
    failed > 0 ? `${count(failed)} failed` : undefined,
    leftWords({ startedMs: since.time, usualMs }, now),
  ];
  return parts.filter((part) => part !== undefined).join(" · ");
}

export class WaitProgress {
  private readonly line: StatusLine;
  private ended = 0;
  private failed = 0;
  private since: Waited["since"] | undefined;

  constructor(
    private readonly screen: Screen,
    private readonly of: number,
  ) {
    this.line = new StatusLine(screen);
  }

  /** Another has ended, or is gone. */
  add(job?: EndedJob): void {
    this.ended++;
    if (job?.state === "failed") this.failed++;
  }

  show(now: number): void {
    if (!this.screen.draws || this.of < 2) return;
    const { of, ended, failed } = this;
    this.since ??= { time: now, ended };
    const words = waitedWords({ of, ended, failed, since: this.since }, now);
    const drawn = cut(words, (this.screen.width ?? Infinity) - 1);
    this.line.show({ drawn, printed: drawn });
  }

  /** What is said next has the line to itself. */
  clear(): void {
    this.line.clear();
  }
}
