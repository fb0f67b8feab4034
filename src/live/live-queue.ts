/**
 * What the extension knows of a queue: this interface, spoken with birpc between the extension host and the queue's
 * own process (host-process.ts). Types only; everything in it survives structured cloning.
 */
import type { DirqErrorCode } from "../queue/errors.js";
import type { JobParams, JobState } from "../queue/job.js";

/** One row of the tree. Times are milliseconds since 1970. */
export interface JobRow {
  readonly id: string;
  readonly state: JobState;
  /** Name, else the command, else the type, else the id. May hold any character: render it as text. */
  readonly label: string;
  readonly shell: boolean;
  readonly workerName?: string;
  /** False for a job that a Python worker runs: it cannot be cancelled. */
  readonly ours: boolean;
  readonly createdMs: number;
  readonly startedMs?: number;
  readonly finishedMs?: number;
  /** 0 to 1, while it runs. */
  readonly progress?: number;
  readonly exitCode?: number;
  readonly signal?: string;
  /** First line of the error of a failed job. */
  readonly errorLine?: string;
  /** Why a queued job is not to run yet, in the words of its file name. */
  readonly waiting?: string;
  /** A file that is not a readable job: why. All else in the row is a guess then. */
  readonly damaged?: string;
}

export type Counts = Readonly<Record<JobState, number>>;

export type QueueStatus =
  | { readonly kind: "ready"; readonly counts: Counts }
  | { readonly kind: "missing"; readonly path: string }
  | { readonly kind: "unusable"; readonly path: string; readonly reason: string };

export interface Page {
  readonly rows: readonly JobRow[];
  /** How many rows the state has in all. */
  readonly total: number;
}

/** All that the job panel shows. Exact JSON texts, so that no number changes on its way to the screen. */
export interface JobDetails {
  readonly row: JobRow;
  /** The job's `params` as indented JSON. */
  readonly paramsText: string;
  readonly command?: string;
  readonly cwd?: string;
  /** `params.env`: what the job's environment gets on top of its worker's. */
  readonly env?: Readonly<Record<string, string>>;
  readonly resubmitOf?: string;
  /** Absolute paths. */
  readonly jobFile: string;
  readonly resultDirectory: string;
  /** Absolute path of the file that `resultText` was read from. */
  readonly resultFile?: string;
  /** `result.json` (or `results.json`) as indented JSON, absent where there is none; cut at 1 MiB. */
  readonly resultText?: string;
  /** `error.txt`, cut at 256 KiB from its end. */
  readonly errorText?: string;
}

/** A piece of a job's `output.log`. */
export interface OutputChunk {
  readonly id: string;
  readonly text: string;
  /** True for the first piece after `follow`: it replaces what is shown. */
  readonly reset: boolean;
  /** Bytes of the log before this piece that were left out (first piece only; the window is the last 256 KiB). */
  readonly skippedBytes?: number;
}

/** What became of an operation on several jobs. */
export interface BulkResult {
  readonly done: readonly string[];
  readonly failed: readonly { readonly id: string; readonly code?: DirqErrorCode; readonly message: string }[];
}

/** Calls into the queue's process. Every method may reject with a message for a person. */
export interface LiveQueue {
  status(): Promise<QueueStatus>;
  /** Rows of one state: queued with the next to run first, every other state newest first. */
  page(state: JobState, offset: number, limit: number): Promise<Page>;
  details(id: string): Promise<JobDetails | undefined>;
  /** Creates the queue's directories where there are none. */
  create(): Promise<void>;
  submit(params: JobParams): Promise<string>;
  resubmit(ids: readonly string[]): Promise<BulkResult>;
  /** Moves jobs to the trash; `undo` names what `restore` takes back. */
  remove(ids: readonly string[]): Promise<BulkResult & { readonly undo: readonly string[] }>;
  restore(undo: readonly string[]): Promise<BulkResult>;
  cancel(ids: readonly string[]): Promise<BulkResult>;
  /** Starts (or restarts) sending a job's output and details through the events, until `unfollow`. */
  follow(id: string): Promise<void>;
  unfollow(id: string): Promise<void>;
  /** How eagerly to look: `active` while the view or a panel is visible, `idle` otherwise. */
  attention(level: "active" | "idle"): Promise<void>;
}

/** Calls from the queue's process into the extension. */
export interface LiveQueueEvents {
  /** The status as it is now, and the states whose rows changed. */
  changed(status: QueueStatus, states: readonly JobState[]): void;
  output(chunk: OutputChunk): void;
  /** A followed job changed: its details as they are now, undefined once it is gone. */
  jobChanged(id: string, details: JobDetails | undefined): void;
}
