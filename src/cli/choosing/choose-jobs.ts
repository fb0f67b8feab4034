/** Which jobs `list` shows, and in which order. */
import { ranked, rankOf, SORT_KEYS, type Order, type Rank, type SortKey } from "../../live/index.js";
import type { JobOrDamaged, JobQueue, JobWithText, Place } from "../../queue/index.js";
import type { Options, Values } from "../command.js";
import { UsageError } from "../trouble.js";
import { wholeNumber } from "../typed/numbers.js";
import { similarOrAll } from "../typed/similar.js";
import { wholeRowOf } from "./job-matcher.js";
import { meaningOf, onceBatchesAreKnown, SELECTION_OPTIONS, type Meaning } from "./job-selection.js";

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

/**
 * The jobs that are shown, in their order, each read when its turn comes. `checksBatches`: as `onceBatchesAreKnown`.
 * @throws DirqError NO_QUEUE, NOT_FOUND
 */
export type Choose = (queue: JobQueue, how?: { readonly checksBatches?: true }) => Iterable<JobWithText>;

/** Chosen by what options say, which is understood once. @throws UsageError */
export function jobChooser(options: Choice): Choose {
  const limit = options.limit === undefined ? undefined : wholeNumber("--limit", options.limit);
  const by = options.sort === undefined ? undefined : sortKey(options.sort);
  const { reverse = false } = options;
  const meaning = meaningOf(options);
  return (queue, { checksBatches } = {}) => {
    const found = by === undefined ? find(queue, meaning, { reverse }) : findInOrder(queue, meaning, { by, reverse });
    const known = checksBatches && options.batch ? onceBatchesAreKnown(queue, options.batch, found) : found;
    return limit === undefined ? known : firstOf(known, limit);
  };
}

function find(queue: JobQueue, { states, isMeant }: Meaning, { reverse }: { readonly reverse: boolean }) {
  return only(queue.walk({ ...(states && { states }), reverse }), isMeant);
}

/** Of each only its place is remembered, for all of them may not fit into memory: who is shown is read once more. */
function* findInOrder(queue: JobQueue, meaning: Meaning, order: Order): Generator<JobWithText> {
  const now = Date.now();
  const found: [Place, Rank][] = [];
  for (const { job, place } of find(queue, meaning, { reverse: false }))
    found.push([place, rankOf(wholeRowOf(job), order.by, now)]);
  for (const place of ranked(found, order)) {
    const read = queue.readOrFind(place);
    if (read !== undefined && meaning.isMeant(read.job)) yield read;
  }
}

function* only(jobs: Iterable<JobWithText>, isMeant: (job: JobOrDamaged) => boolean): Generator<JobWithText> {
  for (const read of jobs) if (isMeant(read.job)) yield read;
}

function* firstOf<T>(things: Iterable<T>, limit: number): Generator<T> {
  let given = 0;
  if (limit <= 0) return;
  for (const thing of things) {
    yield thing;
    if (++given === limit) return;
  }
}

function sortKey(word: string): SortKey {
  const key = SORT_KEYS.find((candidate) => candidate === word);
  if (key !== undefined) return key;
  throw new UsageError(`--sort ${word}: there is no such order.${similarOrAll(word, SORT_KEYS)}`);
}
