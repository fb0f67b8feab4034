/**
 * Where in a source file the last jobs failed, as far as their error.txt says it. A job that went well since, under the same
 * name, with the same command or as a resubmission, takes the failure back. Read only when asked, and each file once.
 */
import { join, resolve } from "node:path";
import type { Job, ReadableQueue, JobState } from "../../queue/index.js";
import { bookkeeping, endOfRow, innermostFirst } from "../../wording/index.js";
import type { LiveIndex } from "../live-index/live-index.js";
import type { FailurePlace, JobRow } from "../live-queue.js";
import { readTail } from "../logs/bounded-file.js";
import { directoryOf, sourceFileIn } from "./source-file.js";

/** More are no list of what to mend next. */
const MOST_FAILURES = 20;
/** The newest of a state that are looked at: whatever else failed or went well is of an earlier day. */
const MOST_LOOKED_AT = 200;
const MOST_ERROR_BYTES = 64 * 1024;

/** What makes two jobs the same work, and where it was done. */
interface Work {
  readonly name: unknown;
  readonly command: unknown;
  readonly resubmitOf: unknown;
  readonly directory: string | undefined;
}

type Place = Pick<FailurePlace, "file" | "line" | "column" | "errorFile">;

export class FailurePlaces {
  /** By id; finished jobs do not change, and one that runs again is read again. */
  private works = new Map<string, Work>();
  private places = new Map<string, Place | undefined>();
  private folders = "";

  constructor(
    private readonly queue: ReadableQueue,
    private readonly index: Pick<LiveIndex, "ids" | "rowsOf">,
  ) {}

  /** Those in files that lie in one of the folders and are there, the last failure first. */
  list(folders: readonly string[]): readonly FailurePlace[] {
    if (this.folders !== folders.join("\0")) this.places.clear();
    this.folders = folders.join("\0");
    const failed = this.newest("failed").filter((row) => row.damaged === undefined && !wasCancelled(row));
    const completed = failed.length === 0 ? [] : this.newest("completed");
    const found = this.standing(failed, completed).flatMap((row) => {
      const place = this.placeOf(row, folders);
      return place === undefined ? [] : [{ row, ...place }];
    });
    this.forgetAllBut([...failed, ...completed]);
    return found;
  }

  /** The failures that nothing has made good; of work that failed twice, only the last time. */
  private standing(failed: readonly JobRow[], completed: readonly JobRow[]): readonly JobRow[] {
    const oldest = Math.min(...failed.map(endedMs));
    const later = [...failed, ...completed.filter((row) => endedMs(row) > oldest)];
    return failed.filter((row) => !later.some((other) => this.supersedes(other, row))).slice(0, MOST_FAILURES);
  }

  private newest(state: JobState): readonly JobRow[] {
    const rows = this.index.rowsOf(this.index.ids(state).slice(0, MOST_LOOKED_AT));
    return [...rows].sort((a, b) => endedMs(b) - endedMs(a));
  }

  private supersedes(other: JobRow, failure: JobRow): boolean {
    if (endedMs(other) <= endedMs(failure) || other.damaged !== undefined) return false;
    const [now, then] = [this.workOf(other), this.workOf(failure)];
    if (now === undefined || then === undefined) return false;
    return now.resubmitOf === failure.id || isSame(now.name, then.name) || isSame(now.command, then.command);
  }

  private workOf(row: JobRow): Work | undefined {
    const known = this.works.get(keyOf(row));
    if (known !== undefined) return known;
    // A job that has ended stays where it is: no folder has to be listed to find it.
    const job = this.queue.readAt({ id: row.id, state: row.state });
    if (job === undefined || job.state === "damaged") return undefined;
    const work = workOfJob(job, directoryOf(this.queue, job));
    this.works.set(keyOf(row), work);
    return work;
  }

  private placeOf(row: JobRow, folders: readonly string[]): Place | undefined {
    const key = keyOf(row);
    if (!this.places.has(key)) this.places.set(key, this.findPlace(row, folders));
    return this.places.get(key);
  }

  private findPlace(row: JobRow, folders: readonly string[]): Place | undefined {
    const errorFile = join(this.queue.resultDirectory(row.id), "error.txt");
    const error = readTail(errorFile, MOST_ERROR_BYTES);
    const directory = error === undefined ? undefined : this.workOf(row)?.directory;
    if (error === undefined || directory === undefined) return undefined;
    for (const { path, line, column } of innermostFirst(error)) {
      const file = sourceFileIn(folders, resolve(directory, path));
      if (file.kind === "file") return { file: file.path, line, column, errorFile };
    }
    return undefined;
  }

  /** So that a queue that is watched for weeks is not remembered as a whole. */
  private forgetAllBut(rows: readonly JobRow[]): void {
    const kept = new Set(rows.map(keyOf));
    this.works = new Map([...this.works].filter(([key]) => kept.has(key)));
    this.places = new Map([...this.places].filter(([key]) => kept.has(key)));
  }
}

function keyOf(row: JobRow): string {
  return `${row.id} ${row.state} ${endedMs(row)}`;
}

function endedMs({ finishedMs, createdMs }: JobRow): number {
  return finishedMs ?? createdMs;
}

function wasCancelled(row: JobRow): boolean {
  return endOfRow(row)?.kind === "cancelled";
}

function isSame(a: unknown, b: unknown): boolean {
  return typeof a === "string" && a !== "" && a === b;
}

function workOfJob({ params }: Job, directory: string | undefined): Work {
  return {
    name: params["name"],
    command: params["command"],
    resubmitOf: bookkeeping(params, "resubmit_of"),
    directory,
  };
}
