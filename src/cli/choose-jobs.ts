/** Which jobs `list` shows, and in which order. */
import type { JobOrDamaged, JobQueue } from "../queue/index.js";
import { FilterError, parseFilter, rowOf, SORT_KEYS, sortRows, type JobRow, type SortKey } from "../live/index.js";
import { printable, rowLabel } from "../wording/index.js";
import { inGroup, type Options, type Values } from "./command.js";
import { SELECTION_OPTIONS, selectJobs, statesOf } from "./job-selection.js";
import { namePattern } from "./name-pattern.js";
import { wholeNumber } from "./numbers.js";
import { similarTo } from "./similar.js";
import { UsageError } from "./trouble.js";
import { pastMoment } from "./when.js";

/** Which jobs. */
export const FILTER_OPTIONS = inGroup("Which jobs", {
  ...SELECTION_OPTIONS,
  name: {
    type: "string",
    value: "name",
    help: "of this name; * stands for any text, as in 'lr-*'",
    offers: { kind: "names" },
  },
  since: { type: "string", value: "time", help: "ended since, or submitted: 2h, 18:00, yesterday, 2026-11-25" },
  before: { type: "string", value: "time", help: "ended before, or submitted" },
  search: {
    type: "string",
    value: "words",
    help: "all of them in name, command, id or error; or name:…, command:…, error:…, worker:…",
  },
} as const satisfies Options);

export const CHOICE_OPTIONS = {
  limit: { type: "string", short: "n", value: "number", help: "only the first so many" },
  ...FILTER_OPTIONS,
  sort: {
    type: "string",
    value: "key",
    help: `${SORT_KEYS.join(", ")}; the latest or the longest first`,
    offers: { kind: "values", values: SORT_KEYS },
  },
  reverse: { type: "boolean", short: "r", help: "the other way round" },
} as const satisfies Options;

export type Filter = Values<typeof FILTER_OPTIONS>;
export type Choice = Values<typeof CHOICE_OPTIONS>;

/** Chosen by what options say, which is understood once. @throws UsageError */
export function jobChooser(options: Choice): (queue: JobQueue) => readonly JobOrDamaged[] {
  const limit = options.limit === undefined ? undefined : wholeNumber("--limit", options.limit);
  const states = statesOf(options);
  const matches = matcherOf(options);
  const sort = options.sort === undefined ? undefined : sortKey(options.sort);
  const isPlain = matches === undefined && sort === undefined && !options.reverse && options.batch === undefined;
  return (queue) => {
    // Reads no more files than are shown.
    if (isPlain) return queue.list({ ...(limit && { limit }), ...(states && { states }) });
    const chosen = selectJobs(queue, options).filter((job) => matches?.(job) ?? true);
    return inOrder(chosen, sort, options).slice(0, limit);
  };
}

/** Whether options leave jobs out. */
export function leavesOut({ batch, state, name, since, before, search }: Filter): boolean {
  return [batch, state, name, since, before, search].some((option) => option !== undefined);
}

/** Undefined where every job is meant. @throws UsageError */
export function matcherOf({
  name,
  since,
  before,
  search,
}: Omit<Filter, "batch" | "state">): ((job: JobOrDamaged) => boolean) | undefined {
  if ([name, since, before, search].every((option) => option === undefined)) return undefined;
  const from = since === undefined ? -Infinity : pastMoment("--since", since).getTime();
  const to = before === undefined ? Infinity : pastMoment("--before", before).getTime();
  const isFound = search === undefined ? undefined : filterFor(search);
  // Names as `list` shows them: of a job without one, its command.
  const isCalled = name === undefined ? undefined : namePattern(name);
  return (job) => {
    const row = wholeRowOf(job);
    const time = row.finishedMs ?? row.createdMs;
    return time >= from && time < to && (isCalled?.(row.label) ?? true) && (isFound?.(row) ?? true);
  };
}

function filterFor(search: string): ReturnType<typeof parseFilter> {
  try {
    return parseFilter(search, Date.now());
  } catch (error) {
    if (error instanceof FilterError) throw new UsageError(`--search ${error.message}`);
    throw error;
  }
}

function inOrder(
  jobs: readonly JobOrDamaged[],
  sort: SortKey | undefined,
  { reverse = false }: Choice,
): readonly JobOrDamaged[] {
  if (sort === undefined) return reverse ? jobs.toReversed() : jobs;
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const rows = jobs.map(wholeRowOf);
  return sortRows(rows, { by: sort, reverse }, Date.now()).flatMap(({ id }) => byId.get(id) ?? []);
}

/** A row holds the beginnings of long words; a job is found, and has its place, by all that they say. */
function wholeRowOf(job: JobOrDamaged): JobRow {
  const row = rowOf(job, WITHOUT_A_LOOK);
  if (job.state === "damaged") return { ...row, damaged: job.reason };
  const { command } = job.params;
  return {
    ...row,
    label: rowLabel(job.id, job.params),
    command: typeof command === "string" ? printable(command) : undefined,
    errorLine: job.state === "failed" ? job.error : undefined,
    workerName: job.state === "queued" ? undefined : job.workerName,
  };
}

/** What a row says of tries and results decides neither whether a job is found nor where it stands. */
const WITHOUT_A_LOOK = { failedTries: () => 0, lacksResult: () => false };

function sortKey(word: string): SortKey {
  const key = SORT_KEYS.find((candidate) => candidate === word);
  if (key !== undefined) return key;
  throw new UsageError(
    `--sort ${word}: there is no such order.${similarTo(word, SORT_KEYS) || ` There are: ${SORT_KEYS.join(", ")}`}`,
  );
}
