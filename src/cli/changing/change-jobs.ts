/** Changing jobs, however many: one that cannot be changed keeps no other from it, and what became of each is told. */
import {
  DirqError,
  MovedOnError,
  UnconfirmedError,
  type JobQueue,
  type KnownPlaces,
  type OneOfMany,
} from "../../queue/index.js";
import { count, jobs } from "../../wording/index.js";
import { idOf, placesFor, type NamedJobs } from "../choosing/job-words.js";
import type { Cli } from "../cli.js";
import { asciiJson } from "../json/ascii-json.js";
import { onOneLine } from "../json/job-json.js";
import { codeOf, errorDocument, sayTrouble } from "../trouble.js";
import { printMade } from "./print-made.js";
import { untilStopped } from "./until-stopped.js";

/** An option of the commands that change jobs. */
export const CHANGES_JSON = {
  json: { type: "boolean", help: "print what became of each job, one object a line" },
} as const;

/** A job to which it was done, and what came of that. */
export interface Changed<T> {
  readonly id: string;
  readonly value: T;
}

interface Change<T> {
  /** What becomes of a job, for the summary, as in "3 of 5 jobs cancelled", and for programs. */
  readonly participle: string;
  /** Tell a program what became of each; a person is told nothing then but what went wrong. */
  readonly json?: boolean | undefined;
  /** What a program is told beside that. */
  readonly facts?: (value: T) => object;
  /** What a person is told of those to which it was done, in a few lines however many they are. */
  readonly words?: (changed: readonly Changed<T>[]) => readonly string[];
  /** Hears of each to which it was done, whoever is told. */
  readonly tell?: (value: T, id: string) => unknown;
}

export interface JobChange<T> extends Change<T> {
  readonly queue: JobQueue;
  readonly named: NamedJobs;
  /** Asked before the first is changed. */
  readonly confirm?: (ids: readonly string[], known: KnownPlaces) => boolean;
  /** Does it, to some of them at a time. */
  readonly operate: (ids: readonly string[], known: KnownPlaces) => AsyncIterable<readonly OneOfMany<T>[]>;
}

interface ToSay {
  readonly one: (id: string) => string;
  /** Of several, as `3 jobs`. */
  readonly many: (number: string) => string;
}

/** The line about jobs of which the same is to be said; none about no job. */
export function lineAbout(changed: readonly Changed<unknown>[], { one, many }: ToSay): readonly string[] {
  const [first] = changed;
  if (first === undefined) return [];
  return [changed.length === 1 ? one(first.id) : many(jobs(changed.length))];
}

/** Does something to every job named. */
export async function forEachJob<T>(cli: Cli, change: JobChange<T>): Promise<void> {
  const { queue, named, confirm = () => true, operate } = change;
  const known = placesFor(queue, named);
  const account = new Account(cli, change);
  const ids = account.find(named.names, (name) => [idOf(queue, named.kind, name, known)]);
  if (ids.length > 0 && !confirm(ids, known)) return;
  await account.settle(operate(ids, known));
}

/** What became of each of the jobs. */
export class Account<T> {
  private readonly failures: unknown[] = [];
  /** Kept where words are made of them. */
  private readonly changed: Changed<T>[] = [];
  private count = 0;
  private done = 0;
  private leftAlone = 0;

  constructor(
    private readonly cli: Cli,
    private readonly change: Change<T>,
  ) {}

  /**
   * What the names mean, each once. All of them are asked before the first is changed: `last` means the job that is the
   * newest now.
   */
  find(names: readonly string[], meaningOf: (name: string) => readonly string[]): readonly string[] {
    const found = new Set<string>();
    let unknown = 0;
    for (const name of names) {
      try {
        for (const each of meaningOf(name)) found.add(each);
      } catch (error) {
        unknown++;
        this.refused(name, error);
      }
    }
    this.count = found.size + unknown;
    return [...found];
  }

  /** Does it to one group after the other, and ends the account. `idFor`: of the job that was named by something else. */
  async settle(groups: AsyncIterable<readonly OneOfMany<T>[]>, idFor = (name: string): string => name): Promise<void> {
    const { cli, changed } = this;
    const { words, participle } = this.change;
    const stopped = await untilStopped(groups, (some) => {
      for (const end of some) this.add(end, idFor(end.id));
    });
    if (changed.length > 0) this.attempt(() => words?.(changed).forEach((line) => cli.say(line)));
    if (this.leftAlone > 0) cli.say(`Left ${jobs(this.leftAlone)} alone that moved on meanwhile.`);
    if (this.failures.length === 0 && stopped === undefined) return;
    const summary = `${count(this.done)} of ${jobs(this.count)} ${participle}`;
    if (this.count > 1) cli.say(stopped === undefined ? summary : `Stopped: ${summary}`);
    cli.exitCode = stopped ?? codeOf(this.failures[0]);
  }

  private add(end: OneOfMany<T>, id: string): void {
    if (end.status === "rejected") return this.refused(id, namingJob(end.reason, id));
    const { json, facts, words, tell, participle } = this.change;
    const { value } = end;
    // Whatever becomes of the words: whoever took it for undone would do it once more.
    this.done++;
    this.attempt(() => {
      tell?.(value, id);
      if (json)
        this.print(id, { outcome: participle, ...facts?.(value), error: null }, `was ${participle} all the same`);
      else if (words !== undefined) this.changed.push({ id, value });
    });
  }

  private refused(id: string, error: unknown): void {
    const isLeft = error instanceof MovedOnError;
    if (isLeft) this.leftAlone++;
    else this.failed(error);
    // Whoever took it for undone would do it once more, or not know where the job is.
    const isUnconfirmed = error instanceof UnconfirmedError;
    const outcome = isUnconfirmed ? "unconfirmed" : null;
    const facts = isLeft ? { outcome: "left-alone", error: null } : { outcome, error: errorDocument(error) };
    const became = isUnconfirmed ? "was changed, unconfirmed" : `was not ${this.change.participle}`;
    if (this.change.json) this.attempt(() => this.print(id, facts, became));
  }

  /** `became`: what is said of the job where this cannot be written. */
  private print(id: string, facts: object, became: string): void {
    printMade(this.cli, onOneLine(asciiJson({ id, ...facts })), `Job ${id} ${became}.`);
  }

  private attempt(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.failed(error);
    }
  }

  private failed(error: unknown): void {
    this.failures.push(error);
    sayTrouble(this.cli, error);
  }
}

/** What the disk says may be of the whole queue; of several jobs one has to know which it was that was refused. */
function namingJob(error: unknown, id: string): unknown {
  if (!(error instanceof DirqError) || error.message.includes(id)) return error;
  return new DirqError(error.code, `Job ${id}: ${error.message}`, { cause: error });
}
