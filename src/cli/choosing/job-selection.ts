/**
 * Jobs that are meant without their ids: all of a batch, in a state, of a name, with some words in them. One answer for
 * every command that shows jobs or acts on them.
 */
import {
  DirqError,
  folderOf,
  JOB_STATES,
  type JobOrDamaged,
  type JobQueue,
  type JobState,
  type JobWithText,
  type JsonValue,
} from "../../queue/index.js";
import { bookkeeping } from "../../wording/index.js";
import { inGroup, type Options, type Values } from "../command.js";
import { UsageError } from "../trouble.js";
import { similarTo } from "../typed/similar.js";
import { MATCH_OPTIONS, matcherOf, type Match, type MatchBy } from "./job-matcher.js";
import { jobState } from "./job-state.js";
import type { NamedJobs } from "./job-words.js";

export const SELECTION_OPTIONS = inGroup("Which jobs", {
  batch: { type: "string", multiple: true, value: "name", help: "all jobs of a batch", offers: { kind: "batches" } },
  state: {
    type: "string",
    multiple: true,
    value: "state",
    help: `all that are ${JOB_STATES.join(", ")}, or several with commas between; of a batch, only these`,
    offers: { kind: "values", values: JOB_STATES, isList: true },
  },
  ...MATCH_OPTIONS,
} as const satisfies Options);

export type Selection = Values<typeof SELECTION_OPTIONS>;

/** Whether options leave jobs out. */
export function leavesOut(selection: Selection): boolean {
  return selection.batch !== undefined || selection.state !== undefined || isMatch(selection);
}

function isMatch({ name, since, before, search }: Match): boolean {
  return [name, since, before, search].some((option) => option !== undefined);
}

/** The states asked for; undefined for all. @throws UsageError */
export function statesOf({ state }: Selection): readonly JobState[] | undefined {
  return state && [...new Set(state.flatMap((word) => word.split(",").map(jobState)))];
}

interface SelectOptions {
  /** Without jobs that were resubmitted: the last resubmission counts. */
  readonly lastResubmissions?: boolean;
  readonly by?: MatchBy;
}

/** What finds the jobs in a queue, newest first; the options are understood once. @throws UsageError */
export function selector(
  selection: Selection,
  { lastResubmissions = false, by }: SelectOptions = {},
): (queue: JobQueue) => JobOrDamaged[] {
  const { states, isMeant } = meaningOf(selection, by);
  return (queue) => {
    const all = queue.list(lastResubmissions || states === undefined ? {} : { states });
    const repeated = new Set<JsonValue>(lastResubmissions ? all.flatMap((job) => repeatedBy(job) ?? []) : []);
    return all.filter((job) => isMeant(job) && !repeated.has(job.id));
  };
}

/** What a selection says of a job. */
export interface Meaning {
  /** Undefined for all. */
  readonly states: readonly JobState[] | undefined;
  /** By all that it says, the states too. */
  readonly isMeant: (job: JobOrDamaged) => boolean;
}

/** @throws UsageError */
export function meaningOf(selection: Selection, by?: MatchBy): Meaning {
  const states = statesOf(selection);
  const matches = matcherOf(selection, by);
  const { batch: batches } = selection;
  const isMeant = (job: JobOrDamaged): boolean =>
    (states === undefined || states.includes(folderOf(job))) &&
    (batches === undefined || batches.includes(batchOf(job) ?? "")) &&
    (matches?.(job) ?? true);
  return { states, isMeant };
}

/** A batch that none of the chosen jobs belongs to has to have others. @throws DirqError NOT_FOUND */
export function checkBatches(queue: JobQueue, { batch = [] }: Selection, chosen: readonly JobOrDamaged[]): void {
  const empty = batch.filter((name) => !chosen.some((job) => batchOf(job) === name));
  if (empty.length > 0) checkEmptyBatches(queue, empty);
}

/** The same of jobs that come one by one: none is given before each of the batches is known to be one. @throws as there */
export function* onceBatchesAreKnown(
  queue: JobQueue,
  batches: readonly string[],
  chosen: Iterable<JobWithText>,
): Generator<JobWithText> {
  const missing = new Set(batches);
  const heldBack: JobWithText[] = [];
  for (const read of chosen) {
    const batch = batchOf(read.job);
    if (batch !== undefined) missing.delete(batch);
    heldBack.push(read);
    if (missing.size === 0) yield* heldBack.splice(0);
  }
  if (missing.size > 0) checkEmptyBatches(queue, [...missing]);
  yield* heldBack;
}

function checkEmptyBatches(queue: JobQueue, empty: readonly string[]): void {
  const all = queue.list();
  for (const name of empty) if (!all.some((job) => batchOf(job) === name)) throw noBatch(queue, name, all);
}

interface WordsOptions extends SelectOptions {
  readonly words: readonly string[];
  /** Leaves out jobs for which the command has no meaning. */
  readonly narrow?: (jobs: readonly JobOrDamaged[]) => readonly JobOrDamaged[];
}

/**
 * The words that name jobs, or in their place the ids of the jobs selected, oldest first.
 * @throws UsageError for both; as `selector` and `checkBatches`
 */
export function wordsOrSelected(
  queue: JobQueue,
  { words, narrow = (jobs) => jobs, ...options }: WordsOptions,
  selection: Selection,
): NamedJobs {
  if (words.length > 0) return typedWords(words, selection);
  const selected = selector(selection, options)(queue);
  checkBatches(queue, selection, selected);
  return {
    kind: "ids",
    names: narrow(selected)
      .map(({ id }) => id)
      .reverse(),
  };
}

/** The same for a command that changes the jobs. @throws as `wordsOrSelected` and `checkSelection` */
export function jobsToChange(
  queue: JobQueue,
  { command, ...options }: WordsOptions & { readonly command: string },
  selection: Selection,
): NamedJobs {
  if (options.words.length === 0) checkSelection(selection, command);
  return wordsOrSelected(queue, options, selection);
}

/** @throws UsageError for options that say which jobs as well */
export function typedWords(words: readonly string[], selection: Selection): NamedJobs {
  if (!leavesOut(selection)) return { kind: "words", names: words };
  throw new UsageError("Options such as --batch say which jobs; leave out either them or the ids.");
}

/** @throws UsageError where nothing says which jobs are to be changed */
export function checkSelection(selection: Selection, command: string): void {
  // A time alone is not enough: what lies in it is seldom all that was meant.
  if (leavesOut({ ...selection, since: undefined, before: undefined })) return;
  throw new UsageError(`<id...> is missing: dirq ${command} <id...>, or --batch, --state, --name or --search`);
}

/** Why a table is empty. */
export function nothingToShow({ directory }: JobQueue, selection: Selection): string {
  if (!leavesOut(selection)) return `There are no jobs in ${directory} yet.`;
  return isMatch(selection) ? "No job is like that." : `There is nothing to show: ${noneSelected(selection)}.`;
}

/** `no job of batch b is failed`, for when nothing was selected. */
export function noneSelected(selection: Selection): string {
  if (isMatch(selection)) return "no job is like that";
  const { batch } = selection;
  const states = statesOf(selection) ?? [];
  const which = batch === undefined ? "no job" : `no job of batch ${batch.join(" or ")}`;
  return states.length === 0 ? `${which} is left` : `${which} is ${states.join(" or ")}`;
}

function repeatedBy(job: JobOrDamaged): JsonValue | undefined {
  return job.state === "damaged" ? undefined : bookkeeping(job.params, "resubmit_of");
}

/** The batch that a job belongs to. */
export function batchOf(job: JobOrDamaged): string | undefined {
  const batch = job.state === "damaged" ? undefined : bookkeeping(job.params, "batch");
  return typeof batch === "string" ? batch : undefined;
}

function noBatch({ directory }: JobQueue, name: string, jobs: readonly JobOrDamaged[]): DirqError {
  const batches = [...new Set(jobs.flatMap((job) => batchOf(job) ?? []))];
  return new DirqError("NOT_FOUND", `There is no batch ${name} in ${directory}.${similarTo(name, batches)}`);
}
