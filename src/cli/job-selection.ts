/** Jobs that are meant without being named: all of a batch, all in a state. One answer for every command that acts on jobs. */
import {
  DirqError,
  JOB_STATES,
  type JobOrDamaged,
  type JobQueue,
  type JobState,
  type JsonValue,
} from "../queue/index.js";
import { bookkeeping } from "../wording/index.js";
import { inGroup, type Options, type Values } from "./command.js";
import { jobState } from "./job-state.js";
import type { NamedJobs } from "./job-words.js";
import { similarTo } from "./similar.js";
import { UsageError } from "./trouble.js";

export const SELECTION_OPTIONS = inGroup("Which jobs", {
  batch: { type: "string", multiple: true, value: "name", help: "all jobs of a batch", offers: { kind: "batches" } },
  state: {
    type: "string",
    multiple: true,
    value: "state",
    help: `all that are ${JOB_STATES.join(", ")}; of a batch, only these`,
    offers: { kind: "values", values: JOB_STATES },
  },
} as const satisfies Options);

export type Selection = Values<typeof SELECTION_OPTIONS>;

export function isSelection({ batch, state }: Selection): boolean {
  return batch !== undefined || state !== undefined;
}

/** The states asked for; undefined for all. @throws UsageError */
export function statesOf({ state }: Selection): readonly JobState[] | undefined {
  return state?.map(jobState);
}

interface SelectOptions {
  /** Without jobs that were resubmitted: their last try counts. */
  readonly lastTries?: boolean;
}

/** Newest first. @throws UsageError; DirqError NO_QUEUE */
export function selectJobs(
  queue: JobQueue,
  selection: Selection,
  { lastTries = false }: SelectOptions = {},
): JobOrDamaged[] {
  const states = statesOf(selection);
  const { batch: batches } = selection;
  if (batches === undefined && !lastTries) return queue.list(states === undefined ? {} : { states });
  const all = queue.list();
  const repeated = new Set<JsonValue>(lastTries ? all.flatMap((job) => repeatedBy(job) ?? []) : []);
  return all.filter(
    (job) =>
      (batches === undefined || batches.includes(batchOf(job) ?? "")) &&
      (states === undefined || states.includes(stateOf(job))) &&
      !repeated.has(job.id),
  );
}

/** A batch that none of the chosen jobs belongs to has to have others. @throws DirqError NOT_FOUND */
export function checkBatches(queue: JobQueue, { batch = [] }: Selection, chosen: readonly JobOrDamaged[]): void {
  const empty = batch.filter((name) => !chosen.some((job) => batchOf(job) === name));
  if (empty.length === 0) return;
  const all = queue.list();
  for (const name of empty) if (!all.some((job) => batchOf(job) === name)) throw noBatch(queue, name, all);
}

interface WordsOptions extends SelectOptions {
  readonly words: readonly string[];
  readonly command: string;
  /** Leaves out jobs for which the command has no meaning. */
  readonly narrow?: (jobs: readonly JobOrDamaged[]) => readonly JobOrDamaged[];
}

/**
 * The words that name jobs, or in their place the ids of the jobs selected, oldest first.
 * @throws UsageError for both and for neither; as `selectJobs` and `checkBatches`
 */
export function wordsOrSelected(
  queue: JobQueue,
  { words, command, narrow = (jobs) => jobs, ...options }: WordsOptions,
  selection: Selection,
): NamedJobs {
  if (words.length > 0) {
    if (!isSelection(selection)) return { kind: "words", names: words };
    throw new UsageError("--batch and --state say which jobs; leave out either them or the ids.");
  }
  if (!isSelection(selection))
    throw new UsageError(`<id...> is missing: dirq ${command} <id...>, or --batch or --state`);
  const selected = selectJobs(queue, selection, options);
  checkBatches(queue, selection, selected);
  return {
    kind: "ids",
    names: narrow(selected)
      .map(({ id }) => id)
      .reverse(),
  };
}

/** `no job of batch b is failed`, for when nothing was selected. */
export function noneSelected({ batch, state = [] }: Selection): string {
  const which = batch === undefined ? "no job" : `no job of batch ${batch.join(" or ")}`;
  return state.length === 0 ? `${which} is left` : `${which} is ${state.join(" or ")}`;
}

function stateOf(job: JobOrDamaged): JobState {
  return job.state === "damaged" ? job.folder : job.state;
}

function repeatedBy(job: JobOrDamaged): JsonValue | undefined {
  return job.state === "damaged" ? undefined : bookkeeping(job.params, "resubmit_of");
}

function batchOf(job: JobOrDamaged): string | undefined {
  const batch = job.state === "damaged" ? undefined : bookkeeping(job.params, "batch");
  return typeof batch === "string" ? batch : undefined;
}

function noBatch({ directory }: JobQueue, name: string, jobs: readonly JobOrDamaged[]): DirqError {
  const batches = [...new Set(jobs.flatMap((job) => batchOf(job) ?? []))];
  return new DirqError("NOT_FOUND", `There is no batch ${name} in ${directory}.${similarTo(name, batches)}`);
}
