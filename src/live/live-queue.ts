/**
 * What the extension knows of a queue: this interface, spoken with birpc between the extension host and the queue's
 * own process (../queue-host.ts). Types, and constants for them; everything in it survives structured cloning.
 */
import type { DirqErrorCode, TextFault } from "../queue/errors.js";
import type { EarlierTry, JobParams, JobState } from "../queue/job.js";
import type { Finding } from "../queue/doctor/finding.js";
import type { DrainFacts, RowFacts } from "../wording/index.js";

/** One row of the tree: what its sentence says, and what is needed to act on it. */
export interface JobRow extends RowFacts {
  readonly id: string;
  /** Name, else the command without its secrets, else the type, else the id; one line, cut where it is long. */
  readonly label: string;
  readonly shell: boolean;
  /** The command, without its secrets, of a job that is shown by its name; cut where it is long. */
  readonly command?: string | undefined;
  /** `params.dirq.batch`: the same for all jobs that were submitted together. */
  readonly batch?: string | undefined;
  /** `params.dirq.priority`; absent where it is 0. */
  readonly priority?: number | undefined;
  readonly workerName?: string | undefined;
  /** False for a job that a Python worker runs: it cannot be cancelled. */
  readonly ours: boolean;
}

/** What jobs can be sorted by. */
export const SORT_KEYS = ["created", "started", "ended", "duration", "name"] as const;
/** By when they were submitted, started, ended; by how long they ran; by name. */
export type SortKey = (typeof SORT_KEYS)[number];

/** Which jobs of a state are listed, and in which order. */
export interface ListView {
  /** As filter.ts reads it; empty: all of them. */
  readonly filter: string;
  /** Absent: queued with the next to run first, every other state newest first. */
  readonly sort: SortKey | undefined;
  /** To wait until every job was looked at, however many files are to be read for that. */
  readonly whole?: boolean | undefined;
}

/** How many jobs each state has. */
export type Counts = Readonly<Record<JobState, number>>;

export type QueueStatus =
  | {
      readonly kind: "ready";
      readonly counts: Counts;
      /** No worker of dirq's starts jobs meanwhile. */
      readonly paused: boolean;
      /** Absent while nobody looks. */
      readonly staffing?: Staffing | undefined;
      /** For when the queued jobs will be done, by the workers that were there when somebody looked last. Absent: unknown. */
      readonly drain?: DrainFacts | undefined;
      /** How many things `problems` tells of; looked at every few minutes while somebody can see it. Absent: none. */
      readonly problems?: number | undefined;
    }
  | { readonly kind: "missing"; readonly path: string }
  | { readonly kind: "unusable"; readonly path: string; readonly reason: string };

/**
 * Whether somebody can take a job. `none`: no worker of dirq's that could be alive, and no sign of a Python worker;
 * `busy`: all slots are taken; `free`: some are not, or Python workers are there, which leave no trace while they wait.
 */
export type Staffing = "none" | "busy" | "free";

export interface Page {
  readonly rows: readonly JobRow[];
  /** How many rows the state has in all, under this view; as far as they were found. */
  readonly total: number;
  /** How many jobs are still to be looked at for that; `changed` tells when there is more. Absent: none. */
  readonly unsearched?: number | undefined;
  /** How many of them a person keeps from starting. */
  readonly held: number;
}

/** All that the job panel shows. Exact JSON texts, so that no number changes on its way to the screen. */
export interface JobDetails {
  readonly row: JobRow;
  /** The job's `params` as indented JSON; empty for a damaged file. */
  readonly paramsText: string;
  readonly command?: string | undefined;
  readonly cwd?: string | undefined;
  /** `params.env`: what the job's environment gets on top of its worker's. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Absent for a damaged job. */
  readonly related?: RelatedJobs | undefined;
  /** The tries of a job that has not ended which ended without an outcome; the first of them first. */
  readonly earlierTries?: readonly EarlierTry[] | undefined;
  /** Absolute paths. */
  readonly jobFile: string;
  readonly resultDirectory: string;
  /** Absolute path of `result.json`, or else of `results.json`; absent where there is neither. */
  readonly resultFile?: string | undefined;
  /** How large it is. */
  readonly resultBytes?: number | undefined;
  /** `error.txt`, cut at 256 KiB from its end. */
  readonly errorText?: string | undefined;
  /** How many attempts before the last have left a log. */
  readonly earlierAttempts?: number | undefined;
}

/** What is new of a followed job. Its details can be large, and some of them change each second. */
export interface DetailsChange {
  /** The first after `follow`, and when the job is back: nothing that was known before holds, and all details are there. */
  readonly reset: boolean;
  /** Those that changed. */
  readonly details: Partial<JobDetails>;
  /** The names of those that are gone. */
  readonly without: readonly (keyof JobDetails)[];
  /** Absent where `resultFile` holds what it held before. */
  readonly result?: ResultPiece | undefined;
}

/** The beginning of a result file as it stands there: whoever shows it decodes and parses it, and nobody on the way. */
export interface ResultPiece {
  /** UTF-8, cut at 2 MiB. */
  readonly bytes: Uint8Array;
  /** Whether the file holds more. */
  readonly cut: boolean;
}

/** `row` is absent for a job that is not in the queue any more. */
export interface RelatedJob {
  readonly id: string;
  readonly row?: JobRow | undefined;
}

export interface RelatedJobs {
  readonly resubmitOf?: RelatedJob | undefined;
  /** Jobs that were resubmitted from this one, the latest last, as far as they have been read. */
  readonly resubmissions: readonly RelatedJob[];
  /** False while files of jobs are left to read, so that there may be more of them. */
  readonly allRead: boolean;
  /** The jobs that have to end before this one starts. */
  readonly after: readonly RelatedJob[];
  /** How many more of these there are. */
  readonly left: number;
}

/** A piece of a job's `output.log`, or of the log of an earlier attempt. */
export interface OutputChunk {
  readonly id: string;
  readonly text: string;
  /** True for the first piece after `follow`, and when the log was replaced: the piece replaces what is shown. */
  readonly reset: boolean;
  /** Bytes of the log before this piece that were left out (pieces that reset only; the window is the last 256 KiB). */
  readonly skippedBytes?: number | undefined;
  /** Where the piece ends in the log, in bytes. */
  readonly endByte: number;
}

/** What somebody holds of a log. */
export interface HeldOutput {
  /** Of which attempt, as in `follow`. */
  readonly attempt?: number | undefined;
  /** Where it ends in the log, in bytes. */
  readonly endByte: number;
  /** How many ends of lines are in it. */
  readonly lineEnds: number;
}

/** Whole lines that stand before those. */
export interface EarlierOutput {
  readonly text: string;
  /** Bytes of the log before this piece; undefined where the lines are too long to find the place, and there is no text. */
  readonly skippedBytes: number | undefined;
}

/** To finish the jobs that it runs and start no more; or to stop these as well and give them back to the queue. */
export type StopRequest = "after-jobs" | "now";

/** A worker of dirq's that has shown itself in the queue, or Python's, of which only the jobs that it runs are seen. */
export interface WorkerRow {
  readonly kind: "dirq" | "python";
  /** Unique among all workers that ever were. */
  readonly worker: string;
  readonly name: string;
  /** Of Python's nobody knows host, process id and slots. */
  readonly host: string | undefined;
  readonly pid: number | undefined;
  readonly slots: number | undefined;
  /** Milliseconds since 1970. */
  readonly sinceMs: number;
  /** Ids of the jobs that it has claimed. */
  readonly jobs: readonly string[];
  /** Alive and dead are known of this machine's own workers only. */
  readonly liveness: "alive" | "dead" | "unknown";
  /** Why it is taken for that, in words. */
  readonly evidence: string;
  /** What it was told; it finishes the jobs that it runs, or gives them back. */
  readonly stopping: StopRequest | undefined;
  /** Absolute path of what it says, for one that was started in the background. */
  readonly logFile?: string | undefined;
}

/** What a job left in its result directory. */
export type Artifact = { readonly name: string; /** Absolute. */ readonly path: string } & (
  | { readonly kind: "file"; readonly bytes: number }
  /** `other`: a link, a pipe or the like, which nobody follows. */
  | { readonly kind: "folder" | "other" }
);

export interface ArtifactList {
  /** Folders first, then by name. */
  readonly artifacts: readonly Artifact[];
  /** How many more there are. */
  readonly left: number;
}

/** What became of an operation on several jobs. */
export interface BulkResult {
  readonly done: readonly string[];
  readonly failed: readonly BulkFailure[];
  /** How many it did not come to, because it was stopped. */
  readonly left?: number | undefined;
  /** Of removed jobs: names that `restore` takes. */
  readonly undo?: readonly string[] | undefined;
}

export interface BulkFailure {
  readonly id: string;
  readonly code?: DirqErrorCode | undefined;
  readonly message: string;
}

/** What became of jobs that were to be submitted together. */
export interface BatchResult {
  /** Those that are in the queue: not all where it was stopped, or failed. */
  readonly ids: readonly string[];
  /** Why the others are not; absent where it was stopped. */
  readonly failure?: string | undefined;
}

/** A file as something that can be run. */
export interface Program {
  /** Whether somebody may execute it. */
  readonly executable: boolean;
  /** No text. */
  readonly binary: boolean;
  /** What follows `#!` in its first line. */
  readonly shebang?: string | undefined;
}

/** How a job is submitted, beside its params. */
export interface SubmitChoices {
  /** How often it is tried again when it fails. */
  readonly retries?: number | undefined;
}

/** A deleted job. */
export interface TrashRow {
  /** What `restore` takes. */
  readonly name: string;
  readonly id: string;
  /** One line, as its row had it. */
  readonly label: string;
  /** Where it was. */
  readonly state: JobState;
  /** Milliseconds since 1970. */
  readonly removedMs: number;
}

export interface Trash {
  /** The last deleted first; the oldest of very many are left out. */
  readonly rows: readonly TrashRow[];
  readonly total: number;
  /** What emptying it frees. */
  readonly bytes: number;
}

/** The jobs that ended since the last look. */
export interface EndedJobs {
  /** Of very many only some. */
  readonly completed: readonly JobRow[];
  readonly failed: readonly JobRow[];
  /** How many more ended in each way, whose rows were not read. */
  readonly left: Readonly<Record<"completed" | "failed", number>>;
  /** What is done now as a whole. */
  readonly batches: readonly BatchEnd[];
}

/** Jobs that were submitted together have all ended; or all that the queue had to do has. */
export interface BatchEnd {
  /** `params.dirq.batch`; undefined for the queue as a whole. */
  readonly batch: string | undefined;
  /** What its jobs are called, or how their names begin; undefined for the queue as a whole. */
  readonly label: string | undefined;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Of the jobs that failed, as far as their rows are known. */
  readonly failedIds: readonly string[];
}

/** A job that failed, and where in a source file. */
export interface FailurePlace {
  readonly row: JobRow;
  /** Absolute path. */
  readonly file: string;
  /** From 1 on. */
  readonly line: number;
  readonly column: number | undefined;
  /** Absolute path of the error.txt that says so. */
  readonly errorFile: string;
}

/** What a job's output names as a source file. Only a `file` may be opened; `outside` was not looked at. */
export interface SourceFile {
  readonly kind: "file" | "missing" | "outside";
  /** Absolute. */
  readonly path: string;
}

/** Calls into the queue's process. Every method may reject with a message for a person. */
export interface LiveQueue {
  status(): Promise<QueueStatus>;
  /** Rows of one state; with a view, of those jobs in that order. Rejects for a filter that means nothing. */
  page(state: JobState, offset: number, limit: number, view?: ListView): Promise<Page>;
  /** Ids of all jobs of one state that a view shows, once each was looked at for that. Rejects as `page` does. */
  ids(state: JobState, view: ListView): Promise<readonly string[]>;
  /** What is wrong with a filter; undefined when nothing is. */
  checkFilter(filter: string): Promise<string | undefined>;
  details(id: string): Promise<JobDetails | undefined>;
  /** What lies in a job's result directory, or in a folder in it: the names on the way there. */
  artifacts(id: string, folder: readonly string[]): Promise<ArtifactList>;
  /** Creates the queue's directories where there are none. */
  create(): Promise<void>;
  /** Resolves with the job's id. */
  submit(params: JobParams, options?: SubmitChoices): Promise<string>;
  /**
   * Submits all, once every one was found to be good, as one batch; rejects where none was submitted. `task`: as for
   * `resubmit`.
   */
  submitMany(jobs: readonly JobParams[], options: { readonly batch: string }, task?: string): Promise<BatchResult>;
  /** What a file, given by its absolute path, is to one who would run it; undefined where there is no file. */
  program(path: string): Promise<Program | undefined>;
  /** What is wrong with a directory that a job is to run in, given by its absolute path; undefined when nothing is. */
  checkDirectory(path: string): Promise<string | undefined>;
  /**
   * `done` holds the new ids. `task`, here and below: a word, unlike any other, under which it is told how far this is, and
   * by which it can be stopped.
   */
  resubmit(ids: readonly string[], task?: string): Promise<BulkResult>;
  /** What may be changed of a job before it is submitted again, as JSON text. */
  textToEdit(id: string): Promise<string>;
  /** Why no job can be made of such a text; undefined when one can. */
  faultInEdited(text: string): Promise<TextFault | undefined>;
  /** Submits such a text; returns the new job's id. */
  resubmitEdited(id: string, text: string): Promise<string>;
  /** Moves jobs to the trash; `undo` names what `restore` takes back. */
  remove(ids: readonly string[], task?: string): Promise<BulkResult & { readonly undo: readonly string[] }>;
  /** Moves those of them to the trash that are still queued. */
  takeBack(ids: readonly string[], task?: string): Promise<BulkResult>;
  restore(undo: readonly string[], task?: string): Promise<BulkResult>;
  trash(): Promise<Trash>;
  /** Deletes for good all that is in the trash; of jobs that would not go, `failed` holds their names in it. */
  emptyTrash(task?: string): Promise<BulkResult>;
  cancel(ids: readonly string[], task?: string): Promise<BulkResult>;
  /** Keeps queued jobs from starting until `release`. */
  hold(ids: readonly string[], task?: string): Promise<BulkResult>;
  release(ids: readonly string[], task?: string): Promise<BulkResult>;
  /** Ends such an operation after the few jobs that are under way; its call resolves then. Harmless when it has ended. */
  stop(task: string): Promise<void>;
  /** Lets dirq's workers start no more jobs of this queue until `resume`. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /**
   * Starts (or restarts) sending a job's output and details through the events, until `unfollow`. `attempt` is the number
   * of an earlier one, from 1 on; absent: the last.
   */
  follow(id: string, attempt?: number): Promise<void>;
  /** What stands in the log before what is held of it, not more than is sent of a log at first. */
  earlierOutput(id: string, held: HeldOutput): Promise<EarlierOutput>;
  unfollow(id: string): Promise<void>;
  /** How eagerly to look: `idle` while nobody can see the view. A followed job is watched in both. */
  attention(level: Attention): Promise<void>;
  /** Whether a worker of dirq's is there that is not known to be dead. Python workers leave no trace. */
  hasWorker(): Promise<boolean>;
  /** What hinders the jobs of this queue and needs no job to be read, looked at now; `dirq doctor` says more. */
  problems(): Promise<readonly Finding[]>;
  /** Mends a fixable one of them, and nothing else. */
  mend(problem: Finding): Promise<void>;
  /** The oldest first; none where there is no queue. */
  workers(): Promise<readonly WorkerRow[]>;
  /** Asks a worker to stop, wherever it runs: once is enough, and twice does no harm. Refuses one that is dead. */
  stopWorker(worker: string, request: StopRequest): Promise<void>;
  /** The rows of these jobs, without those that are gone. */
  rows(ids: readonly string[]): Promise<readonly JobRow[]>;
  /** The same, read from the disk now: also of jobs that came since it was last looked at. */
  find(ids: readonly string[]): Promise<readonly JobRow[]>;
  /** Where the last failures arose that nothing has made good since, in files of these folders; the last one first. */
  failurePlaces(folders: readonly string[]): Promise<readonly FailurePlace[]>;
  /** The file that a job named in its output, if it lies in one of the folders or in the job's directory. */
  sourceFile(id: string, path: string, folders: readonly string[]): Promise<SourceFile>;
  /** Looks at the disk now and forgets every row that was read before. */
  refresh(): Promise<QueueStatus>;
}

/** `background`: the view can be seen, but the window is not the one that is worked in. */
export type Attention = "active" | "background" | "idle";

/** Whether a queue's process answers. */
export type Answering =
  | { readonly kind: "answering" }
  /** It has not answered for a while: its disk hangs, most likely. It goes on by itself. */
  | { readonly kind: "silent"; readonly seconds: number }
  /** It ended by itself and is being started again. */
  | { readonly kind: "restarting"; readonly reason: string };

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
  output(chunk: OutputChunk): void | Promise<void>;
  /** A followed job changed; undefined once it is gone. */
  jobChanged(id: string, change: DetailsChange | undefined): void;
}
