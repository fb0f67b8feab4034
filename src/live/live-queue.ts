/**
 * What the extension knows of a queue: this interface, spoken with birpc between the extension host and the queue's
 * own process (../queue-host.ts). Types, and constants for them; everything in it survives structured cloning. The words
 * that it speaks are in words/, by what they are about.
 */
import type { Finding } from "../queue/doctor/finding.js";
import type { TextFault } from "../queue/errors.js";
import type { JobParams, JobState } from "../queue/job.js";
import type { TrashSeen } from "../queue/trash/trash-seen.js";
import type { BatchResult, BulkResult, RemoveResult, SubmitChoices } from "./words/changes.js";
import type { DetailsChange, JobDetails } from "./words/details.js";
import type { EndedJobs } from "./words/ended-jobs.js";
import type { ArtifactList, FailurePlace, Program, SourceFile } from "./words/files.js";
import type { EarlierOutput, HeldOutput, FollowedOutput } from "./words/output.js";
import type { JobRow, ListView, Page } from "./words/rows.js";
import type { Attention, QueueStatus } from "./words/status.js";
import type { Trash } from "./words/trash.js";
import type { StopRequest, WorkerRow } from "./words/workers.js";

export type * from "./words/changes.js";
export type * from "./words/details.js";
export type * from "./words/ended-jobs.js";
export type * from "./words/files.js";
export type * from "./words/output.js";
export * from "./words/rows.js";
export type * from "./words/status.js";
export type * from "./words/trash.js";
export type * from "./words/workers.js";

/** What is told of a queue again and again, and how closely it is looked at. */
export interface Observing {
  status(): Promise<QueueStatus>;
  /** How eagerly to look: `idle` while nobody can see the view. A followed job is watched in both. */
  attention(level: Attention): Promise<void>;
  /** Looks now where the last look may be old since nobody sees the view: before somebody chooses from what is there. */
  catchUp(): Promise<void>;
  /** Looks at the disk now and forgets every row that was read before. */
  refresh(): Promise<QueueStatus>;
}

/** What can be asked of a queue; nothing of it changes anything. */
export interface Browsing {
  /** Rows of one state; with a view, of those jobs in that order. Rejects for a filter that means nothing. */
  page(state: JobState, offset: number, limit: number, view?: ListView): Promise<Page>;
  /** Ids of all jobs of one state that a view shows, once each was looked at for that. Rejects as `page` does. */
  ids(state: JobState, view: ListView): Promise<readonly string[]>;
  /** What is wrong with a filter; undefined when nothing is. */
  checkFilter(filter: string): Promise<string | undefined>;
  /** The rows of these jobs, without those that are gone. */
  rows(ids: readonly string[]): Promise<readonly JobRow[]>;
  /** The same, read from the disk now: also of jobs that came since it was last looked at. */
  find(ids: readonly string[]): Promise<readonly JobRow[]>;
  /**
   * Those of which a job in the queue says that it was resubmitted from them, as the queue was looked at last. Jobs that
   * came after them are read for it, so of a large queue it takes seconds.
   */
  resubmitted(ids: readonly string[]): Promise<readonly string[]>;
  details(id: string): Promise<JobDetails | undefined>;
  /** What lies in a job's result directory, or in a folder in it: the names on the way there. */
  artifacts(id: string, folder: readonly string[]): Promise<ArtifactList>;
  /**
   * Starts (or restarts) sending a job's output and details through the events, until `unfollow`. `attempt` is the number
   * of an earlier one, from 1 on; absent: the last.
   */
  follow(id: string, attempt?: number): Promise<void>;
  unfollow(id: string): Promise<void>;
  /** What stands in the log before what is held of it, not more than is sent of a log at first. */
  earlierOutput(id: string, held: HeldOutput): Promise<EarlierOutput>;
  /** The file that a job named in its output, if it lies in one of the folders or in the job's directory. */
  sourceFile(id: string, path: string, folders: readonly string[]): Promise<SourceFile>;
  /** Where the last failures arose that nothing has made good since, in files of these folders; the last one first. */
  failurePlaces(folders: readonly string[]): Promise<readonly FailurePlace[]>;
  /** What a file, given by its absolute path, is to one who would run it; undefined where there is no file. */
  program(path: string): Promise<Program | undefined>;
  /** What is wrong with a directory that a job is to run in, given by its absolute path; undefined when nothing is. */
  checkDirectory(path: string): Promise<string | undefined>;
  /** What may be changed of a job before it is submitted again, as JSON text. */
  textToEdit(id: string): Promise<string>;
  /** Why no job can be made of such a text; undefined when one can. */
  faultInEdited(text: string): Promise<TextFault | undefined>;
  trash(): Promise<Trash>;
  /** Whether a worker of dirq's is there that is not known to be dead. Python workers leave no trace. */
  hasWorker(): Promise<boolean>;
  /** The oldest first; none where there is no queue. */
  workers(): Promise<readonly WorkerRow[]>;
  /** What hinders the jobs of this queue and needs no job to be read, looked at now; `dirq doctor` says more. */
  problems(): Promise<readonly Finding[]>;
}

/** What can be done to a queue and its jobs. */
export interface Changing {
  /** Creates the queue's directories where there are none. */
  create(): Promise<void>;
  /** Resolves with the job's id. */
  submit(params: JobParams, options?: SubmitChoices): Promise<string>;
  /**
   * Submits all, once every one was found to be good, as one batch; rejects where none was submitted. `task`: as for
   * `resubmit`.
   */
  submitMany(jobs: readonly JobParams[], options: { readonly batch: string }, task?: string): Promise<BatchResult>;
  /**
   * `done` holds the new ids. `task`, here and below: a word, unlike any other, under which it is told how far this is, and
   * by which it can be stopped.
   */
  resubmit(ids: readonly string[], task?: string): Promise<BulkResult>;
  /** Submits such a text; returns the new job's id. */
  resubmitEdited(id: string, text: string): Promise<string>;
  /** Moves jobs to the trash; `undo` names what `restore` takes back, as `trashOf` does by `batch`. */
  remove(ids: readonly string[], task?: string, batch?: string): Promise<RemoveResult>;
  /** Moves those of them to the trash that are still queued. */
  takeBack(ids: readonly string[], task?: string): Promise<BulkResult>;
  /** What `restore` takes of a removal whose process has died before it could say it; what it left half-done is finished. */
  trashOf(batch: string): Promise<readonly string[]>;
  restore(undo: readonly string[], task?: string): Promise<BulkResult>;
  /** Deletes for good what was `seen` in the trash; of jobs that would not go, `failed` holds their names in it. */
  emptyTrash(seen: TrashSeen, task?: string): Promise<BulkResult>;
  /** Leaves alone what is in none of the `states`, such as a job that has started since a person was asked about it. */
  cancel(ids: readonly string[], states: readonly JobState[], task?: string): Promise<BulkResult>;
  /** Keeps queued jobs from starting until `release`. */
  hold(ids: readonly string[], task?: string): Promise<BulkResult>;
  release(ids: readonly string[], task?: string): Promise<BulkResult>;
  /** Ends such an operation after the few jobs that are under way; its call resolves then. Harmless when it has ended. */
  stop(task: string): Promise<void>;
  /** Lets dirq's workers start no more jobs of this queue until `resume`. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Asks a worker to stop, wherever it runs: once is enough, and twice does no harm. Refuses one that is dead. */
  stopWorker(worker: string, request: StopRequest): Promise<void>;
  /** Mends a fixable one of them, and nothing else. */
  mend(problem: Finding): Promise<void>;
}

/** Calls into the queue's process. Every method may reject with a message for a person. */
export interface LiveQueue extends Observing, Browsing, Changing {}

/** Calls from the queue's process into the extension. */
export interface LiveQueueEvents {
  /** The status as it is now, and the states whose rows changed. */
  changed(status: QueueStatus, states: readonly JobState[]): void;
  /** A search under a filter or an order has found more jobs of the state, or is done; the jobs are as they were. */
  searched(state: JobState): void;
  /** Some jobs have ended. Nothing is said of those that had when the queue was looked at for the first time. */
  ended(jobs: EndedJobs): void;
  /** An operation on many jobs has dealt with so many of them. */
  progressed(task: string, count: number): void;
  /** `workers` says something else now. Only while somebody looks. */
  workersChanged(): void;
  /** The next one comes when this has been taken: who is slow misses what lies between, and nothing is kept for them. */
  output(piece: FollowedOutput): void | Promise<void>;
  /** A followed job changed; undefined once it is gone. */
  jobChanged(id: string, change: DetailsChange | undefined): void;
}
