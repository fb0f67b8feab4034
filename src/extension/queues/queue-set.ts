/** Opens the queues that settings and folders name, and closes those they name no more. */
import * as vscode from "vscode";
import type { EndedJobs } from "../../live/live-queue.js";
import type { JobState } from "../../queue/job.js";
import { queueLocations, type QueueLocation } from "./locations.js";
import { OpenQueue } from "./open-queue.js";
import type { QueueChange, QueueHandle, Queues } from "./queues.js";
import { TurnByTurn } from "./turn-by-turn.js";

export class QueueSet implements Queues, vscode.Disposable {
  private open: readonly OpenQueue[] = [];
  private readonly allChanged = new vscode.EventEmitter<void>();
  private readonly changed = new vscode.EventEmitter<{ readonly queue: QueueHandle; readonly change: QueueChange }>();
  private readonly searched = new vscode.EventEmitter<{ readonly queue: QueueHandle; readonly state: JobState }>();
  private readonly ended = new vscode.EventEmitter<{ readonly queue: QueueHandle; readonly jobs: EndedJobs }>();
  private readonly workersChanged = new vscode.EventEmitter<QueueHandle>();
  private readonly answeringChanged = new vscode.EventEmitter<QueueHandle>();
  readonly onDidChangeAll = this.allChanged.event;
  readonly onDidChange = this.changed.event;
  readonly onDidSearch = this.searched.event;
  readonly onDidEnd = this.ended.event;
  readonly onDidChangeWorkers = this.workersChanged.event;
  readonly onDidChangeAnswering = this.answeringChanged.event;
  private readonly listeners: vscode.Disposable;
  /** To start a process takes five milliseconds or more. */
  private readonly starts = new TurnByTurn();

  constructor(
    private readonly script: string,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.listeners = vscode.Disposable.from(
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.update()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("dirq.jobsDirectory")) this.update();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.trusted()),
    );
    this.update();
  }

  get all(): readonly QueueHandle[] {
    return this.open;
  }

  find(directory: string): QueueHandle | undefined {
    return this.open.find((queue) => queue.directory === directory);
  }

  dispose(): void {
    this.listeners.dispose();
    for (const queue of this.open) queue.dispose();
    const { allChanged, changed, searched, ended, workersChanged, answeringChanged } = this;
    for (const emitter of [allChanged, changed, searched, ended, workersChanged, answeringChanged]) emitter.dispose();
  }

  /** The processes were told to be read-only when they started. */
  private trusted(): void {
    const before = this.open;
    this.update();
    for (const queue of before)
      this.starts.run(() => {
        if (this.open.includes(queue)) queue.restart();
      });
    this.allChanged.fire();
  }

  private update(): void {
    const before = this.open;
    this.open = queueLocations().map((location) => {
      const known = before.find(
        ({ directory, folder }) => directory === location.directory && sameFolder(folder, location.folder),
      );
      known?.rename(location);
      return known ?? this.openAt(location);
    });
    for (const queue of before) if (!this.open.includes(queue)) queue.dispose();
    this.allChanged.fire();
  }

  private openAt(location: QueueLocation): OpenQueue {
    const { script, log } = this;
    const queue = new OpenQueue(location, { script, log, begin: (start) => this.starts.run(start) });
    queue.onDidChange((change) => this.changed.fire({ queue, change }));
    queue.onDidSearch((state) => this.searched.fire({ queue, state }));
    queue.onDidEnd((jobs) => this.ended.fire({ queue, jobs }));
    queue.onDidChangeWorkers(() => this.workersChanged.fire(queue));
    queue.onDidChangeAnswering(() => this.answeringChanged.fire(queue));
    return queue;
  }
}

function sameFolder(a: vscode.WorkspaceFolder | undefined, b: vscode.WorkspaceFolder | undefined): boolean {
  return a?.uri.toString() === b?.uri.toString();
}
