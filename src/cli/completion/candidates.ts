/** The words that a shell offers where jobs, batches, names and the like are meant: of the newest jobs alone. */
import { JOB_STATES, type Job, type JobQueue, type JobState } from "../../queue/index.js";
import { bookkeeping, jobs as inWords, printable, relativeTime, rowLabel } from "../../wording/index.js";
import { COMMANDS } from "../command-table.js";
import { readResult } from "../results/job-result.js";
import { JOB_FACTS } from "../tables/job-facts.js";
import { cut } from "../tables/table.js";
import { labelOfTrashed } from "../tables/trash-table.js";
import type { OfferOfWords } from "./offers.js";

export interface Candidate {
  readonly word: string;
  /** Shown beside it by shells that can. */
  readonly means?: string | undefined;
}

/** More than fit on a screen are of no use. */
const MOST_JOBS = 50;
/** So many files are read in some milliseconds. */
const MOST_READ = 300;
/** In milliseconds, of the hundred in which a key has to have its effect: so long names are looked at. */
const WITHIN = 40;
const LONGEST_MEANING = 60;
/** Nobody wants more on the line, and an id is never longer. */
const LONGEST_WORD = 255;

/** Those that begin with the text, ids also by their ending. @throws DirqError NO_QUEUE */
export function candidatesFor(queue: JobQueue, offer: OfferOfWords, text: string): readonly Candidate[] {
  return matching(queue, offer, text).filter(({ word }) => canBeTyped(word));
}

function matching(queue: JobQueue, offer: OfferOfWords, text: string): readonly Candidate[] {
  if (offer.kind === "jobs") return jobs(queue, offer.states ?? JOB_STATES, text);
  if (offer.kind === "trashed") return trashed(queue, text);
  return wordsFor(queue, offer).filter(({ word }) => word.startsWith(text));
}

/** What no shell could show on one line is not offered, nor what would be taken for an option. */
function canBeTyped(word: string): boolean {
  return word.length <= LONGEST_WORD && !word.startsWith("-") && printable(word) === word;
}

function wordsFor(queue: JobQueue, offer: Exclude<OfferOfWords, { kind: "jobs" | "trashed" }>): readonly Candidate[] {
  switch (offer.kind) {
    case "values":
      return offer.values.map((word) => ({ word }));
    case "commands":
      return COMMANDS.map(({ name, summary }) => ({ word: name, means: summary }));
    case "batches":
      return counted(newestJobs(queue).map(({ params }) => bookkeeping(params, "batch")));
    case "names":
      return counted(newestJobs(queue).map(({ name }) => name));
    case "columns":
      return [...JOB_FACTS, ...columnsOfResults(queue)].map((word) => ({ word }));
  }
}

const LAST_REMOVED: Candidate = { word: "last", means: "all that the last dirq rm has removed" };

function trashed(queue: JobQueue, text: string): Candidate[] {
  const found = queue.trash().filter(({ id }) => id.startsWith(text));
  const jobs = found.slice(0, MOST_JOBS).map(({ id, name }) => ({
    word: id,
    means: cut(labelOfTrashed(queue, name), LONGEST_MEANING),
  }));
  return LAST_REMOVED.word.startsWith(text) ? [LAST_REMOVED, ...jobs] : jobs;
}

const WORDS: readonly Candidate[] = [
  { word: "last", means: "the newest job" },
  { word: "last-failed", means: "the newest job that failed" },
];

function jobs(queue: JobQueue, states: readonly JobState[], text: string): Candidate[] {
  const matches = (id: string): boolean => id.startsWith(text) || id.endsWith(text);
  const places = queue.newest({ states, limit: MOST_JOBS, matches, within: WITHIN });
  const found = places.flatMap((place) => {
    const job = queue.readAt(place);
    if (job === undefined) return [];
    const words = job.state === "damaged" ? [job.state] : meaning(job);
    return [{ word: job.id, means: words.join(" · ") }];
  });
  return [...WORDS.filter(({ word }) => text !== "" && word.startsWith(text)), ...found];
}

function meaning(job: Job): string[] {
  const label = cut(rowLabel(job.id, job.params), LONGEST_MEANING);
  return [label, job.state, relativeTime(job.createdAt.getTime(), Date.now())];
}

function newestJobs(queue: JobQueue, states: readonly JobState[] = JOB_STATES): Job[] {
  const places = queue.newest({ states, limit: MOST_READ, within: WITHIN });
  return places.flatMap((place) => {
    const job = queue.readAt(place);
    return job === undefined || job.state === "damaged" ? [] : [job];
  });
}

/** Each once, with how many of the newest jobs have it. */
function counted(words: readonly unknown[]): Candidate[] {
  const counts = new Map<string, number>();
  for (const word of words) if (typeof word === "string") counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => ({ word, means: inWords(count) }));
}

/** What few results hold, most of them hold. */
const MOST_RESULTS = 30;

function columnsOfResults(queue: JobQueue): Set<string> {
  const jobs = newestJobs(queue, ["completed"]).slice(0, MOST_RESULTS);
  return new Set(jobs.flatMap((job) => [...readResult(queue, job).values.keys()]));
}
