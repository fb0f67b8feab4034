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
  const changed = new vscode.EventEmitter<void>();
  const failures = new UnseenFailures((job) => vscode.window.state.focused && sees(job));
  let told = 0;
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    const { count } = failures;
    clearTimeout(timer);
    timer = count === 0 ? undefined : setTimeout(look, LOOK);
    if (count === told) return;
    told = count;
    changed.fire();
  };
  const look = (): void => {
    failures.look();
    tell();
  };
  const listeners = vscode.Disposable.from(
    queues.onDidEnd(({ queue, jobs }) => {
      failures.add(queue, jobs);
      tell();
    }),
    queues.onDidChange(tell),
    queues.onDidChangeAll(() => {
      failures.keepOnly(queues.all);
      tell();
    }),
  );
  return {
    get count() {
      return told;
    },
    onDidChange: changed.event,
    allSeen: () => {
      failures.allSeen();
      tell();
    },
    dispose: () => {
      clearTimeout(timer);
      listeners.dispose();
      changed.dispose();
    },
  };
}
