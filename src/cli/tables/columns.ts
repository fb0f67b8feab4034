/** What a table of jobs can show, column by column. */
import { formatJson, type Job, type JobOrDamaged, type JsonValue } from "../../queue/index.js";
import { duration, localTime, percent, printable, relativeTime, rowLabel } from "../../wording/index.js";
import { onOneLine } from "../json/job-json.js";
import { failureLine, lostWorkerOf, queuedWords } from "../showing/job-line.js";
import { STATE_STYLE } from "../showing/state-style.js";
import { UsageError } from "../trouble.js";
import { similarTo } from "../typed/similar.js";
import { isRunByPython } from "../workers/python-workers.js";
import { FACTS, isJobFact, JOB_FACTS, type JobFact } from "./job-facts.js";
import type { Cell } from "./table.js";

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

/** Of jobs some of which have failed, also why. */
export const COLUMNS_WITH_ERROR = `${DEFAULT_COLUMNS},error`;

/** `id,name,params.lr`. @throws UsageError */
export function columnsOf(list: string): readonly Column[] {
  return list.split(",").map((word) => columnFor(word.trim()));
}

function columnFor(word: string): Column {
  const [, key] = /^params\.(.+)$/.exec(word) ?? [];
  if (key !== undefined) {
    return column(printable(key), ({ params }) => (Object.hasOwn(params, key) ? valueText(params[key]) : undefined));
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
  created: timeColumn("CREATED", FACTS.created),
  started: timeColumn("STARTED", FACTS.started),
  ended: timeColumn("ENDED", FACTS.ended),
  waited: column("WAITED", (job, now) => lengthWords(FACTS.waited(job, now))),
  ran: column("RAN", (job, now) => lengthWords(FACTS.ran(job, now))),
  progress: column("PROGRESS", (job) => progressWords(FACTS.progress(job))),
  worker: column("WORKER", FACTS.worker),
  priority: column("PRIORITY", (job) => String(FACTS.priority(job))),
  batch: column("BATCH", (job) => valueText(FACTS.batch(job))),
  command: { ...column("COMMAND", (job) => valueText(FACTS.command(job))), yields: true },
  cwd: column("CWD", (job) => valueText(FACTS.cwd(job))),
  error: {
    heading: "ERROR",
    yields: true,
    cell: (job) => ({
      text: job.state === "damaged" ? printable(job.reason) : job.state === "failed" ? failureLine(job) : "-",
    }),
  },
};

function column(heading: string, textOf: (job: Job, now: number) => string | undefined): Column {
  const cell: Column["cell"] = (job, { now }) => ({
    text: (job.state === "damaged" ? undefined : printable(textOf(job, now) ?? "")) || "-",
  });
  return { heading, cell };
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

function progressWords(progress: number | undefined): string | undefined {
  return progress === undefined ? undefined : percent(progress);
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
