/** One queue of the window, with its process and the events that come from it. */
import * as vscode from "vscode";
import { QueueClient } from "../../live/process/client.js";
import type { Answering, EndedJobs, LiveQueue, FollowedOutput, QueueStatus } from "../../live/live-queue.js";
import type { JobState } from "../../queue/job.js";
import type { QueueLocation } from "./locations.js";
import type { JobChange, QueueChange, QueueHandle, TaskProgress } from "./queues.js";

export interface OpenQueueOptions {
  /** dist/queue-host.js. */
  readonly script: string;
  readonly log: vscode.LogOutputChannel;
  /** When to start the queue's process. */
  readonly begin: (start: () => void) => void;
}

export class OpenQueue implements QueueHandle, vscode.Disposable {
  readonly directory: string;
  readonly folder: vscode.WorkspaceFolder | undefined;
  readonly live: LiveQueue;
  status: QueueStatus | undefined;
  answering: Answering = { kind: "answering" };

  private wasThere = false;
  private readonly client: QueueClient;
  private readonly changed = new vscode.EventEmitter<QueueChange>();
  private readonly searched = new vscode.EventEmitter<JobState>();
  private readonly ended = new vscode.EventEmitter<EndedJobs>();
  private readonly workersChanged = new vscode.EventEmitter<void>();
  private readonly progressed = new vscode.EventEmitter<TaskProgress>();
  private readonly output = new vscode.EventEmitter<FollowedOutput>();
  private readonly jobChanged = new vscode.EventEmitter<JobChange>();
  private readonly answeringChanged = new vscode.EventEmitter<Answering>();
  private readonly closed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  readonly onDidSearch = this.searched.event;
  readonly onDidEnd = this.ended.event;
  readonly onDidChangeWorkers = this.workersChanged.event;
  readonly onDidProgress = this.progressed.event;
  readonly onDidOutput = this.output.event;
  readonly onDidChangeJob = this.jobChanged.event;
  readonly onDidChangeAnswering = this.answeringChanged.event;
  readonly onDidClose = this.closed.event;

  constructor(
    private location: QueueLocation,
    private readonly options: OpenQueueOptions,
  ) {
    const { script, log, begin } = options;
    this.directory = location.directory;
    this.folder = location.folder;
    this.client = new QueueClient({
      script,
      directory: location.directory,
      begin,
      readOnly: () => !this.canWrite,
      events: {
        changed: (status, states) => {
          this.status = status;
          this.wasThere ||= status.kind === "ready";
          this.changed.fire({ status, states });
        },
        searched: (state) => this.searched.fire(state),
        ended: (jobs) => this.ended.fire(jobs),
        workersChanged: () => this.workersChanged.fire(),
        progressed: (task, count) => this.progressed.fire({ task, count }),
        output: (piece) => this.output.fire(piece),
        jobChanged: (id, change) => this.jobChanged.fire({ id, change }),
        answering: (answering) => {
          this.answering = answering;
          this.answeringChanged.fire(answering);
        },
        log: (text) => log.warn(`${this.directory}: ${text.trimEnd()}`),
      },
    });
    this.live = this.client.live;
  }

  get label(): string {
    return this.location.label;
  }

  get configured(): boolean {
    return this.location.configured;
  }

  get vanished(): boolean {
    return this.wasThere && this.status?.kind === "missing";
  }

  get canWrite(): boolean {
    return vscode.workspace.isTrusted;
  }

  /** Another folder in the window can change how a queue is called, but not where it is. */
  rename(location: QueueLocation): void {
    this.location = location;
  }

  report(error: unknown): void {
    this.options.log.error(`${this.directory}: ${String(error)}`);
  }

  restart(): void {
    this.client.restart();
  }

  dispose(): void {
    this.client.dispose();
    this.closed.fire();
    const { changed, searched, ended, workersChanged, progressed, output, jobChanged, answeringChanged, closed } = this;
    const emitters = [
      changed,
      searched,
      ended,
      workersChanged,
      progressed,
      output,
      jobChanged,
      answeringChanged,
      closed,
    ];
    for (const emitter of emitters) emitter.dispose();
  }
}
