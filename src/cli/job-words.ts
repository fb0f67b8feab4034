/** Words that name jobs on the command line: ids, endings of ids, `last`, `last-failed`. */
import {
  DirqError,
  MovedOnError,
  type JobQueue,
  type JobState,
  type KnownPlaces,
  type OneOfMany,
} from "../queue/index.js";
import { jobs } from "../wording/index.js";
import type { Cli } from "./cli.js";
import { similarTo } from "./similar.js";
import { codeOf, sayTrouble } from "./trouble.js";
import { untilStopped } from "./until-stopped.js";

export const JOB_WORD = "id, or a unique ending of it; last; last-failed";

/** The whole id. @throws DirqError NO_QUEUE, NOT_FOUND, AMBIGUOUS_ID */
export function resolveJob(queue: JobQueue, word: string, known?: KnownPlaces): string {
  if (word === "last") return newest(queue, word);
  if (word === "last-failed") return newest(queue, word, ["failed"]);
  try {
    return queue.resolve(word, known);
  } catch (error) {
    const meant =
      error instanceof DirqError && error.code === "NOT_FOUND" ? similarTo(word, ["last", "last-failed"]) : "";
    if (meant === "") throw error;
    throw new DirqError("NOT_FOUND", `There is no job ${word} in ${queue.directory}.${meant}`);
  }
}

function newest(queue: JobQueue, word: string, states?: readonly JobState[]): string {
  const [job] = queue.list({ limit: 1, ...(states === undefined ? {} : { states }) });
  if (job !== undefined) return job.id;
  const none = states === undefined ? "there are no jobs" : `no job has ${states.join(" or ")}`;
  throw new DirqError("NOT_FOUND", `There is no ${word} job: ${none} in ${queue.directory}.`);
}

/** Which jobs a command is about. An id that was selected is one, whatever else it would mean as a word. */
export interface NamedJobs {
  readonly kind: "words" | "ids";
  readonly names: readonly string[];
}

/** The id that a name means. @throws as `resolveJob` for a word */
export function idOf(queue: JobQueue, kind: NamedJobs["kind"], name: string, known?: KnownPlaces): string {
  return kind === "ids" ? name : resolveJob(queue, name, known);
}

/** One look for all of them; a single job is found by its name. */
export function placesFor(queue: JobQueue, { kind, names }: NamedJobs): KnownPlaces {
  if (kind === "ids") return { known: queue.scanFor(names) };
  // The ending of an id can be any job's.
  return names.length > 1 ? { known: queue.scan() } : {};
}

export interface JobsFound extends KnownPlaces {
  /** Each once. */
  readonly ids: readonly string[];
}

/** The jobs that words mean, found with one look for all of them. @throws as `resolveJob` */
export function resolveJobs(queue: JobQueue, words: readonly string[]): JobsFound {
  const known = placesFor(queue, { kind: "words", names: words });
  return { ...known, ids: [...new Set(words.map((word) => resolveJob(queue, word, known)))] };
}

/** Ids behind a command that is to be copied. One that begins with a dash would be an option there. */
export function asWords(...ids: readonly string[]): readonly string[] {
  return ids.some((id) => id.startsWith("-")) ? ["--", ...ids] : ids;
}

interface EachOptions<T> {
  readonly queue: JobQueue;
  readonly named: NamedJobs;
  /** For the summary, as in "3 of 5 cancelled". */
  readonly participle: string;
  /** Asked before the first is changed. */
  readonly confirm?: (ids: readonly string[], known: KnownPlaces) => boolean;
  /** Does it, to some of them at a time. */
  readonly operate: (ids: readonly string[], known: KnownPlaces) => AsyncIterable<readonly OneOfMany<T>[]>;
  /** Told of each to which it was done. */
  readonly tell: (value: T, id: string) => void;
}

/** Does something to every job named. One that cannot be done does not keep the others from it; all are reported. */
export async function forEachJob<T>(cli: Cli, options: EachOptions<T>): Promise<void> {
  const { queue, named, participle, confirm = () => true, operate, tell } = options;
  const failures: unknown[] = [];
  let [done, leftAlone] = [0, 0];
  const fail = (error: unknown): void => {
    if (error instanceof MovedOnError) return void leftAlone++;
    failures.push(error);
    sayTrouble(cli, error);
  };
  const attempt = (action: () => void): void => {
    try {
      action();
    } catch (error) {
      fail(error);
    }
  };
  const known = placesFor(queue, named);
  const ids = new Set<string>();
  // All of them before the first is changed: `last` means the job that is the newest now.
  for (const name of named.names) attempt(() => ids.add(idOf(queue, named.kind, name, known)));
  const unknown = failures.length;
  if (ids.size > 0 && !confirm([...ids], known)) return;
  const stopped = await untilStopped(operate([...ids], known), (some) => {
    for (const end of some) {
      if (end.status === "rejected") {
        fail(end.reason);
        continue;
      }
      // Whatever becomes of the words: whoever took it for undone would do it once more.
      done++;
      attempt(() => tell(end.value, end.id));
    }
  });
  if (leftAlone > 0) cli.say(`Left ${jobs(leftAlone)} alone that moved on meanwhile.`);
  if (failures.length === 0 && stopped === undefined) return;
  const count = ids.size + unknown;
  if (count > 1) cli.say(`${stopped === undefined ? "" : "Stopped: "}${done} of ${jobs(count)} ${participle}`);
  cli.exitCode = stopped ?? codeOf(failures[0]);
}
