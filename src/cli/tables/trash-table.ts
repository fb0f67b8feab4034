/** What is in the trash, on the terminal and for programs. */
import type { JobQueue, TrashedJob } from "../../queue/index.js";
import { bytes, printable, relativeTime, rowLabel } from "../../wording/index.js";
import type { Cli } from "../cli.js";
import { asciiJson } from "../json/ascii-json.js";
import { tableLines, type Cell } from "./table.js";

const HEADINGS = ["ID", "NAME", "STATE", "SIZE", "REMOVED"];

/** With `json`, one array. */
export function printTrash(cli: Cli, queue: JobQueue, { json }: { readonly json?: boolean | undefined }): void {
  if (json) cli.out.line(asciiJson(queue.trash().map((job) => trashDocument(queue, job))));
  else printTable(cli, queue);
}

function printTable(cli: Cli, queue: JobQueue): void {
  const now = Date.now();
  const rows = queue
    .trash()
    .map(({ id, name, state, removedAt }): Cell[] => [
      { text: printable(id), style: "cyan" },
      { text: labelOfTrashed(queue, name) },
      { text: `was ${state}` },
      { text: bytes(queue.trashSize([name])) },
      { text: relativeTime(removedAt.getTime(), now), style: "dim" },
    ]);
  if (rows.length === 0) return cli.say(`The trash of ${printable(queue.directory)} is empty.`);
  const { width } = cli.out;
  cli.out.lines(tableLines(cli.out, { headings: HEADINGS, yielding: [1], width }, rows));
}

/** Keys that stay as they are: what `dirq trash --json` prints of each job. */
function trashDocument(queue: JobQueue, job: TrashedJob): object {
  const { id, name, state, removedAt, batch } = job;
  const size = queue.trashSize([name]);
  return { id, name, label: labelOfTrashed(queue, name), state, removedAt, batch: batch ?? null, bytes: size };
}

/** The job's name or command as `dirq list` shows it, or why that is not known. */
export function labelOfTrashed(queue: JobQueue, name: string): string {
  const job = queue.trashedJob(name);
  return job.state === "damaged" ? printable(job.reason) : rowLabel(job.id, job.params);
}
