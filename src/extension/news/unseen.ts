/** How many failures wait to be seen: the status bar and the badge say so until they are. */
import * as vscode from "vscode";
import type { JobTarget, Queues } from "../queues/queues.js";
import { UnseenFailures } from "./unseen-failures.js";

/** While failures wait to be seen, it is looked so often whether they are; in milliseconds. Asks nothing of a disk. */
const LOOK = 1000;

export interface Unseen extends vscode.Disposable {
  readonly count: number;
  readonly onDidChange: vscode.Event<void>;
  allSeen(): void;
}

export function watchUnseen(queues: Queues, sees: (job: JobTarget) => boolean): Unseen {
  return new WatchedFailures(queues, sees);
}

class WatchedFailures implements Unseen {
  /** As it was told last. */
  count = 0;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly failures: UnseenFailures;
  private readonly listeners: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;

  constructor(queues: Queues, sees: (job: JobTarget) => boolean) {
    const failures = new UnseenFailures((job) => vscode.window.state.focused && sees(job));
    this.failures = failures;
    this.listeners = vscode.Disposable.from(
      queues.onDidEnd(({ queue, jobs }) => this.tellAfter(() => failures.add(queue, jobs))),
      queues.onDidChange(() => this.tell()),
      queues.onDidChangeAll(() => this.tellAfter(() => failures.keepOnly(queues.all))),
    );
  }

  allSeen(): void {
    this.tellAfter(() => this.failures.allSeen());
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listeners.dispose();
    this.changed.dispose();
  }

  private tellAfter(change: () => void): void {
    change();
    this.tell();
  }

  private tell(): void {
    const { count } = this.failures;
    clearTimeout(this.timer);
    this.timer = count === 0 ? undefined : setTimeout(() => this.tellAfter(() => this.failures.look()), LOOK);
    if (count === this.count) return;
    this.count = count;
    this.changed.fire();
  }
}
