/** What the features of the extension know of the queues in this window. */
import type * as vscode from "vscode";
import type {
  Answering,
  Artifact,
  DetailsChange,
  EndedJobs,
  JobRow,
  LiveQueue,
  FollowedOutput,
  QueueStatus,
  WorkerRow,
} from "../../live/live-queue.js";
import type { JobState } from "../../queue/job.js";

/** All queues of the window. */
export interface Queues {
  readonly all: readonly QueueHandle[];
  /** Some were opened or closed. */
  readonly onDidChangeAll: vscode.Event<void>;
  /** Of any queue in the window. */
  readonly onDidChange: vscode.Event<{ readonly queue: QueueHandle; readonly change: QueueChange }>;
  /** Of any queue in the window. */
  readonly onDidSearch: vscode.Event<{ readonly queue: QueueHandle; readonly state: JobState }>;
  /** Of any queue in the window. */
  readonly onDidEnd: vscode.Event<{ readonly queue: QueueHandle; readonly jobs: EndedJobs }>;
  /** Of any queue in the window. */
  readonly onDidChangeWorkers: vscode.Event<QueueHandle>;
  /** Of any queue in the window. */
  readonly onDidChangeAnswering: vscode.Event<QueueHandle>;
  find(directory: string): QueueHandle | undefined;
}

/** One queue, open in a process of its own for as long as its folder is part of the window. */
export interface QueueHandle {
  /** Absolute path; it identifies the queue. */
  readonly directory: string;
  /** Short name for a person, unique in the window. */
  readonly label: string;
  /** The folder it belongs to: where the commands submitted from VS Code run. */
  readonly folder: vscode.WorkspaceFolder | undefined;
  /** Whether a setting names it; otherwise it is only where a queue would be by default. */
  readonly configured: boolean;
  /** False in Restricted Mode: the queue's process refuses every verb, so offer none. May become true. */
  readonly canWrite: boolean;
  readonly live: LiveQueue;
  /** As it was last reported; undefined until the first report. */
  readonly status: QueueStatus | undefined;
  /** There is no directory where this window has seen one: deleted, moved, or its disk is away. */
  readonly vanished: boolean;
  readonly answering: Answering;
  readonly onDidChange: vscode.Event<QueueChange>;
  /** A search in this state has found more, or is done: its page is another, its jobs are the same. */
  readonly onDidSearch: vscode.Event<JobState>;
  /** Some jobs have ended, since the window began to look. Fires before the change of status that comes with it. */
  readonly onDidEnd: vscode.Event<EndedJobs>;
  /** `live.workers` says something else now. Fires only while the queue is looked at. */
  readonly onDidChangeWorkers: vscode.Event<void>;
  /** An operation on many jobs has come on. */
  readonly onDidProgress: vscode.Event<TaskProgress>;
  readonly onDidOutput: vscode.Event<FollowedOutput>;
  /** Only for jobs that `live.follow` was called for. */
  readonly onDidChangeJob: vscode.Event<JobChange>;
  /** Fires twice a second while the queue does not answer, and once when it does again. */
  readonly onDidChangeAnswering: vscode.Event<Answering>;
  /** Writes into the log what its process could not do. */
  report(error: unknown): void;
  /** Ends the queue's process, hanging or not, and starts another. */
  restart(): void;
  /** The queue is no longer part of the window; nothing more will come. */
  readonly onDidClose: vscode.Event<void>;
}

export interface QueueChange {
  readonly status: QueueStatus;
  /** The states whose rows changed. */
  readonly states: readonly JobState[];
}

export interface TaskProgress {
  /** The word that its call gave. */
  readonly task: string;
  /** How many jobs are dealt with. */
  readonly count: number;
}

export interface JobChange {
  readonly id: string;
  /** Undefined once the job is gone. */
  readonly change: DetailsChange | undefined;
}

/**
 * What a command on a job works on. Rows of the tree are targets; a panel makes one of its own, and learns whether it
 * was done: `await executeCommand<boolean>("dirq.cancel", { queue, row: details.row } satisfies JobTarget)`.
 */
export interface JobTarget {
  readonly queue: QueueHandle;
  readonly row: JobRow;
}

/** A file or folder that a job left. */
export interface ArtifactTarget {
  readonly queue: QueueHandle;
  /** The job's. */
  readonly id: string;
  readonly artifact: Artifact;
}

/** A row of the Workers view, and what its commands work on. */
export interface WorkerTarget {
  readonly queue: QueueHandle;
  readonly row: WorkerRow;
}
