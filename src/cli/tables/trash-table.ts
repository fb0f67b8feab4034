/** What is in the trash, on the terminal and for programs. */
import { DirqError, type JobQueue, type TrashedJob } from "../../queue/index.js";
import { bytes, printable, relativeTime, rowLabel } from "../../wording/index.js";
import type { Cli } from "../cli.js";
import { asciiJson } from "../json/ascii-json.js";
import { tableLines, type Cell } from "./table.js";

const HEADINGS = ["ID", "NAME", "STATE", "SIZE", "REMOVED"];

/** With `json`, one array. */
export function printTrash(cli: Cli, queue: JobQueue, { json }: { readonly json?: boolean | undefined }): void {
  if (!json) return printTable(cli, queue);
  const documents = [
    ...unlessGone(queue.beingRemoved(), (job) => trashDocument(queue, job, { beingRemoved: true })),
    ...unlessGone(queue.trash(), (job) => trashDocument(queue, job, { beingRemoved: false })),
  ];
  cli.out.line(asciiJson(documents));
}

function printTable(cli: Cli, queue: JobQueue): void {
  const now = Date.now();
  const rowOf = ({ id, name, state }: TrashedJob, removed: string): Cell[] => [
    { text: printable(id), style: "cyan" },
    { text: labelOfTrashed(queue, name) },
    { text: `was ${state}` },
    { text: bytes(queue.trashSize([name])) },
    { text: removed, style: "dim" },
  ];
  const rows = [
    ...unlessGone(queue.beingRemoved(), (job) => rowOf(job, "being moved to the trash")),
    ...unlessGone(queue.trash(), (job) => rowOf(job, relativeTime(job.removedAt.getTime(), now))),
  ];
  if (rows.length === 0) return cli.say(`The trash of ${printable(queue.directory)} is empty.`);
  const { width } = cli.out;
  cli.out.lines(tableLines(cli.out, { headings: HEADINGS, yielding: [1], width }, rows));
}

/** Nothing of a job that somebody has restored, deleted or finished removing since it was listed. */
function unlessGone<T>(jobs: readonly TrashedJob[], make: (job: TrashedJob) => T): T[] {
  return jobs.flatMap((job) => {
    try {
      return [make(job)];
    } catch (error) {
      if (error instanceof DirqError && error.code === "NOT_FOUND") return [];
      throw error;
    }
  });
}

/** Keys that stay as they are: what `dirq trash --json` prints of each job. */
function trashDocument(queue: JobQueue, job: TrashedJob, { beingRemoved }: { readonly beingRemoved: boolean }): object {
  const { id, name, state, removedAt, batch } = job;
  const size = queue.trashSize([name]);
  return {
    id,
    name,
    label: labelOfTrashed(queue, name),
    state,
    removedAt,
    batch: batch ?? null,
    bytes: size,
    beingRemoved,
  };
}

/** The job's name or command as `dirq list` shows it, or why that is not known. */
export function labelOfTrashed(queue: JobQueue, name: string): string {
  const job = queue.trashedJob(name);
  return job.state === "damaged" ? printable(job.reason) : rowLabel(job.id, job.params);
}
