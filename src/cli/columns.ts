/** What a table of jobs can show, column by column. */
import { formatJson, priorityOf, type Job, type JobOrDamaged, type JsonValue } from "../queue/index.js";
import {
  bookkeeping,
  duration,
  firstLine,
  localTime,
  percent,
  printable,
  relativeTime,
  rowLabel,
} from "../wording/index.js";
import { isJobFact, JOB_FACTS, type JobFact } from "./job-facts.js";
import { onOneLine } from "./job-json.js";
import { lostWorkerOf, queuedWords } from "./job-line.js";
import { endOf, ranFor, startOf, waitedFor } from "./job-times.js";
import { isRunByPython } from "./python-workers.js";
import { similarTo } from "./similar.js";
import { STATE_STYLE } from "./state-style.js";
import type { Cell } from "./table.js";
import { UsageError } from "./trouble.js";

export interface Column {
  readonly heading: string;
  /** Gives way where the terminal is too narrow. */
  readonly yields?: boolean;
  readonly cell: (job: JobOrDamaged, look: TableLook) => Cell;
}

/** What all cells of one table have in common. */
export interface TableLook {
  readonly now: number;
  /** "3 min ago" leaves more room to the name than a date does. */
  readonly narrow: boolean;
}

export const DEFAULT_COLUMNS = "id,name,state,created";

/** `id,name,params.lr`. @throws UsageError */
export function columnsOf(list: string): readonly Column[] {
  return list.split(",").map((word) => columnFor(word.trim()));
}

function columnFor(word: string): Column {
  const [, key] = /^params\.(.+)$/.exec(word) ?? [];
  if (key !== undefined) {
    const cell = cellOf(({ params }) => (Object.hasOwn(params, key) ? valueText(params[key]) : undefined));
    return { heading: printable(key), cell };
  }
  if (isJobFact(word)) return COLUMNS[word];
  const known = `${JOB_FACTS.join(", ")}, params.<name>`;
  throw new UsageError(`There is no column ${printable(word)}.${similarTo(word, JOB_FACTS) || ` There are: ${known}`}`);
}

/** The facts of the job itself. */
export const COLUMNS: Readonly<Record<JobFact, Column>> = {
  id: { heading: "ID", cell: ({ id }) => ({ text: printable(id), style: "cyan" }) },
  name: {
    heading: "NAME",
    yields: true,
    cell: (job) => ({ text: job.state === "damaged" ? printable(job.reason) : rowLabel(job.id, job.params) }),
  },
  state: { heading: "STATE", cell: (job, { now }) => ({ text: stateWords(job, now), style: STATE_STYLE[job.state] }) },
  created: timeColumn("CREATED_AT", ({ createdAt }) => createdAt),
  started: timeColumn("STARTED_AT", startOf),
  ended: timeColumn("FINISHED_AT", endOf),
  waited: { heading: "WAITED", cell: cellOf((job, { now }) => lengthWords(waitedFor(job, now))) },
  ran: { heading: "RAN", cell: cellOf((job, { now }) => lengthWords(ranFor(job, now))) },
  progress: {
    heading: "PROGRESS",
    cell: cellOf((job) => (job.state === "running" && job.progress > 0 ? percent(job.progress) : undefined)),
  },
  worker: { heading: "WORKER", cell: cellOf((job) => (job.state === "queued" ? undefined : job.workerName)) },
  priority: { heading: "PRIORITY", cell: cellOf(({ params }) => String(priorityOf(params))) },
  batch: { heading: "BATCH", cell: cellOf(({ params }) => valueText(bookkeeping(params, "batch"))) },
  command: { heading: "COMMAND", yields: true, cell: cellOf(({ params }) => valueText(params["command"])) },
  cwd: { heading: "CWD", cell: cellOf(({ params }) => valueText(params["cwd"])) },
  error: {
    heading: "ERROR",
    yields: true,
    cell: (job) => ({
      text:
        job.state === "damaged"
          ? printable(job.reason)
          : job.state === "failed"
            ? printable(firstLine(job.error))
            : "-",
    }),
  },
};

function cellOf(textOf: (job: Job, look: TableLook) => string | undefined): Column["cell"] {
  return (job, look) => ({ text: (job.state === "damaged" ? undefined : printable(textOf(job, look) ?? "")) || "-" });
}

function timeColumn(heading: string, timeOf: (job: Job) => Date | undefined): Column {
  return {
    heading,
    cell: (job, { now, narrow }) => {
      const time = job.state === "damaged" ? undefined : timeOf(job)?.getTime();
      return { text: time === undefined ? "-" : narrow ? relativeTime(time, now) : localTime(time), style: "dim" };
    },
  };
}

function lengthWords(length: number | undefined): string | undefined {
  return length === undefined ? undefined : duration(length);
}

function valueText(value: JsonValue | undefined): string | undefined {
  return value === undefined || typeof value === "string" ? value : onOneLine(formatJson(value));
}

/** The whole queue's being paused stands below the table, once. */
function stateWords(job: JobOrDamaged, now: number): string {
  if (isRunByPython(job)) return `${job.state}, Python worker`;
  const more = job.state === "queued" ? queuedWords({ paused: false }, job, now) : lostWorkerOf(job);
  return more === undefined ? job.state : `${job.state}, ${more}`;
}
