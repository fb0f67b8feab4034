/**
 * Work that may take long, shown where it happens: at once by the bar of the Jobs view, and once it has taken long by a
 * notification that says how far it is, and that can stop it.
 */
import type * as vscode from "vscode";

/** Till then nobody is told more than that something is going on; in milliseconds. */
const PATIENCE = 10_000;
const VIEW = "dirq.jobs";

/** What is needed of VS Code. */
export interface ProgressApi {
  readonly window: Pick<typeof vscode.window, "withProgress">;
  readonly ProgressLocation: Pick<typeof vscode.ProgressLocation, "Notification">;
}

export interface Clock {
  setTimeout(call: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

export interface LongWork {
  /** For example `Deleting jobs`. */
  readonly title: string;
  /** False for what cannot be stopped halfway: then there is no button that says it could. */
  readonly canStop?: boolean;
}

export interface Progress {
  /** Aborted once the person wants no more of it. */
  readonly signal: AbortSignal;
  /** How far it is in words, and which share of all that is, from 0 to 1. */
  readonly tell: (words: string, share: number) => void;
}

/** Resolves and rejects with what `run` does. */
export async function runLongWork<T>(
  api: ProgressApi,
  { title, canStop = true }: LongWork,
  run: (progress: Progress) => Promise<T>,
  clock: Clock = globalThis,
): Promise<T> {
  const stop = new AbortController();
  const notice = new Notice();
  const result = run({ signal: stop.signal, tell: (words, share) => notice.tell(words, share) });
  // However it ends, the bar goes; whoever called hears how.
  const ended = result.then(
    () => {},
    () => {},
  );
  void api.window.withProgress({ location: { viewId: VIEW } }, () => ended);
  const timer = clock.setTimeout(() => {
    const options = { location: api.ProgressLocation.Notification, title, cancellable: canStop };
    void api.window.withProgress(options, (shown, token) => {
      token.onCancellationRequested(() => stop.abort());
      notice.show(shown);
      return ended;
    });
  }, PATIENCE);
  try {
    return await result;
  } finally {
    clock.clearTimeout(timer);
  }
}

/** What the notification says: the last that was told, also when it was told before anybody could see it. */
class Notice {
  private shown: vscode.Progress<{ readonly message: string; readonly increment: number }> | undefined;
  private words = "";
  private share = 0;
  private shownShare = 0;

  tell(words: string, share: number): void {
    this.words = words;
    this.share = share;
    this.report();
  }

  show(shown: vscode.Progress<{ readonly message: string; readonly increment: number }>): void {
    this.shown = shown;
    if (this.words !== "") this.report();
  }

  private report(): void {
    if (this.shown === undefined) return;
    this.shown.report({ message: this.words, increment: 100 * (this.share - this.shownShare) });
    this.shownShare = this.share;
  }
}
