/** A job as one row: small, because an index holds a row for each of the many jobs that were looked at. */
import {
  isShellJob,
  lostItsWorker,
  priorityOf,
  type Job,
  type JobOrDamaged,
  type ReadableQueue,
} from "../../queue/index.js";
import {
  attemptOf,
  bookkeeping,
  neededWorker,
  parentIds,
  printable,
  rowFacts,
  rowLabel,
  shownCommand,
} from "../../wording/index.js";
import type { JobRow } from "../live-queue.js";
import { short } from "./short.js";

const LABEL_LENGTH = 200;
const COMMAND_LENGTH = 200;
const SENTENCE_LENGTH = 400;

/** Python writes a job's state first and its result right after. */
export const RESULT_COMES_WITHIN_MS = 10_000;

/** The queue is asked only for what a job's own file does not say. */
export function rowOf(job: JobOrDamaged, queue: Pick<ReadableQueue, "failedAttempts" | "lacksResult">): JobRow {
  const facts = rowFacts(job);
  const sentences = {
    errorLine: keep(facts.errorLine, SENTENCE_LENGTH),
    signal: keep(facts.signal, LABEL_LENGTH),
    damaged: keep(facts.damaged, SENTENCE_LENGTH),
  };
  if (job.state === "damaged") {
    return {
      ...facts,
      ...sentences,
      id: job.id,
      label: short(rowLabel(job.id, {}), LABEL_LENGTH),
      shell: false,
      ours: true,
    };
  }
  return {
    ...facts,
    ...sentences,
    id: job.id,
    label: short(rowLabel(job.id, job.params), LABEL_LENGTH),
    command: commandBehindName(job),
    batch: batchOf(job),
    priority: priorityOf(job.params) || undefined,
    parent: onlyParent(job, facts.after),
    attempt: attemptOf(job, { failedAttempts: (id) => queue.failedAttempts(id) }),
    resultMissing: isResultMissing(job, queue) ? true : undefined,
    lostWorker: lostItsWorker(job) ? true : undefined,
    needs:
      job.state === "queued" && !isShellJob(job.params) ? short(neededWorker(job.params), LABEL_LENGTH) : undefined,
    shell: isShellJob(job.params),
    workerName: job.state === "queued" ? undefined : keep(job.workerName, LABEL_LENGTH),
    ours: job.state !== "running" || job.claim !== undefined,
  };
}

function isResultMissing(job: Job, queue: Pick<ReadableQueue, "lacksResult">): boolean {
  return job.state === "completed" && !awaitsResult(job) && queue.lacksResult(job.id);
}

/** Whether a job has completed so lately that its result may be still to come. */
export function awaitsResult(job: JobOrDamaged): boolean {
  if (job.state !== "completed" || job.finishedAt === undefined) return false;
  return Date.now() - job.finishedAt.getTime() <= RESULT_COMES_WITHIN_MS;
}

function commandBehindName({ name, params }: Job): string | undefined {
  const command = name === undefined ? undefined : shownCommand(params);
  return command === undefined ? undefined : short(printable(command), COMMAND_LENGTH);
}

/** Kept, as the words for it are, only while the job waits. */
function onlyParent({ params }: Job, after: string | undefined): string | undefined {
  const [parent, ...more] = after === undefined ? [] : parentIds(params);
  return parent === undefined || more.length > 0 ? undefined : short(parent, LABEL_LENGTH);
}

function batchOf({ params }: Job): string | undefined {
  const batch = bookkeeping(params, "batch");
  return typeof batch === "string" && batch !== "" ? short(batch, LABEL_LENGTH) : undefined;
}

/** A pause keeps every queued job waiting, and is written in none of their files. */
export function inQueue(row: JobRow, { paused }: { readonly paused: boolean }): JobRow {
  return paused && row.state === "queued" ? { ...row, paused } : row;
}

function keep(text: string | undefined, length: number): string | undefined {
  return text === undefined ? undefined : short(text, length);
}
