/** That jobs have ended, in the few words of a message. */
import { count, jobs as inWords } from "./counts.js";
import { endWords, errorBeyondPhrase } from "./ends.js";
import { firstLine } from "./output.js";
import { printable } from "./printable.js";
import { endOfRow, type RowFacts } from "./rows.js";
import { shortened } from "./shortened.js";
import { duration } from "./times.js";

/** A job that has ended; a row of the tree fits. */
interface EndedFacts extends RowFacts {
  readonly label: string;
}

/** How many jobs that belong together ended in which way. */
interface BatchFacts {
  readonly label: string;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
}

/** Names that are told; the others are only counted. */
const MOST_NAMES = 3;
const MOST_BATCHES = 3;
const NAME_LENGTH = 60;
const ERROR_LENGTH = 200;

/** Sentences of several batches, the first few by name. */
export function batchesWords(batches: readonly BatchFacts[]): readonly string[] {
  const told = batches.slice(0, MOST_BATCHES).map(batchWords);
  const more = batches.length - told.length;
  if (more === 0) return told;
  return [...told, more === 1 ? "1 more batch has ended" : `${count(more)} more batches have ended`];
}

/** `20 jobs failed: “a”, “b”, “c” and 17 more`; of a single job all that a message has room for. */
export function endedJobsWords(
  jobs: readonly EndedFacts[],
  { left, past }: { readonly left: number; readonly past: string },
): readonly string[] {
  const [only] = jobs;
  if (only === undefined) return left === 0 ? [] : [`${inWords(left)} ${past}`];
  if (jobs.length === 1 && left === 0) return [endedJobWords(only)];
  const names = [...new Set(jobs.map(nameOf))];
  const more = names.length === 1 ? 0 : Math.max(0, jobs.length + left - MOST_NAMES);
  const told = names.slice(0, MOST_NAMES).join(", ");
  return [`${inWords(jobs.length + left)} ${past}: ${told}${more > 0 ? ` and ${count(more)} more` : ""}`];
}

/** `train: 18 ok, 2 failed`. */
function batchWords({ label, completed, failed, cancelled }: BatchFacts): string {
  const counts = [
    ...(completed > 0 ? [`${count(completed)} ok`] : []),
    ...(failed > 0 ? [`${count(failed)} failed`] : []),
    ...(cancelled > 0 ? [`${count(cancelled)} cancelled`] : []),
  ];
  return `${shortened(printable(label), NAME_LENGTH)}: ${counts.join(", ")}`;
}

/** `“train” failed after 12 s: exit 2, ValueError: no`; `“train” completed after 12 s`. */
function endedJobWords(job: EndedFacts): string {
  const took =
    job.startedMs === undefined || job.finishedMs === undefined
      ? ""
      : ` after ${duration(job.finishedMs - job.startedMs)}`;
  const cancelled = endOfRow(job)?.kind === "cancelled";
  const said = [howItEnded(job), shortened(printable(errorBeyondPhrase(firstLine(job.errorLine ?? ""))), ERROR_LENGTH)];
  const reason = said.filter((words) => words !== "").join(", ");
  return `${nameOf(job)} ${cancelled ? "was cancelled" : job.state}${took}${reason === "" ? "" : `: ${reason}`}`;
}

const SAID_BY_THE_STATE: ReadonlySet<string> = new Set(["completed", "failed", "cancelled"]);

function howItEnded(job: EndedFacts): string {
  const end = endOfRow(job);
  return end === undefined || SAID_BY_THE_STATE.has(end.kind) ? "" : endWords(end);
}

function nameOf({ label }: EndedFacts): string {
  return `“${shortened(printable(label), NAME_LENGTH)}”`;
}
