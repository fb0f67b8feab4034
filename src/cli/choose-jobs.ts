/** Which jobs `list` shows, and in which order. */
import type { JobOrDamaged, JobQueue } from "../queue/index.js";
import { SORT_KEYS, sortRows, type SortKey } from "../live/index.js";
import type { Options, Values } from "./command.js";
import { wholeRowOf } from "./job-matcher.js";
import { leavesOut, SELECTION_OPTIONS, selector, statesOf } from "./job-selection.js";
import { wholeNumber } from "./numbers.js";
import { similarTo } from "./similar.js";
import { UsageError } from "./trouble.js";

export const CHOICE_OPTIONS = {
  limit: { type: "string", short: "n", value: "number", help: "only the first so many" },
  ...SELECTION_OPTIONS,
  sort: {
    type: "string",
    value: "key",
    help: `${SORT_KEYS.join(", ")}; the latest or the longest first`,
    offers: { kind: "values", values: SORT_KEYS },
  },
  reverse: { type: "boolean", short: "r", help: "the other way round" },
} as const satisfies Options;

export type Choice = Values<typeof CHOICE_OPTIONS>;

/** Chosen by what options say, which is understood once. @throws UsageError */
export function jobChooser(options: Choice): (queue: JobQueue) => readonly JobOrDamaged[] {
  const limit = options.limit === undefined ? undefined : wholeNumber("--limit", options.limit);
  const states = statesOf(options);
  const sort = options.sort === undefined ? undefined : sortKey(options.sort);
  const select = selector(options);
  const isPlain = !leavesOut({ ...options, state: undefined }) && sort === undefined && !options.reverse;
  return (queue) => {
    // Reads no more files than are shown.
    if (isPlain) return queue.list({ ...(limit && { limit }), ...(states && { states }) });
    return inOrder(select(queue), sort, options).slice(0, limit);
  };
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

function sortKey(word: string): SortKey {
  const key = SORT_KEYS.find((candidate) => candidate === word);
  if (key !== undefined) return key;
  throw new UsageError(
    `--sort ${word}: there is no such order.${similarTo(word, SORT_KEYS) || ` There are: ${SORT_KEYS.join(", ")}`}`,
  );
}
