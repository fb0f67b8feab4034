/** Following one job for as long as somebody looks at it. */
import * as vscode from "vscode";
import type { Answering, DetailsChange, FollowedOutput } from "../../live/live-queue.js";
import type { QueueHandle } from "../queues/queues.js";

export interface JobObserver {
  /** Undefined once the job is gone. */
  changed(change: DetailsChange | undefined): void;
  output(piece: FollowedOutput): void;
  answering(answering: Answering): void;
}

export interface WatchedJob {
  readonly id: string;
  /** The earlier attempt whose output is wanted; undefined for the last. */
  readonly attempt: number | undefined;
}

/** Sends all that is known of the job, and then what changes, until the result is disposed. */
export function watchJob(queue: QueueHandle, { id, attempt }: WatchedJob, observer: JobObserver): vscode.Disposable {
  const listeners = vscode.Disposable.from(
    queue.onDidChangeJob((job) => {
      if (job.id === id) observer.changed(job.change);
    }),
    queue.onDidOutput((piece) => {
      if (piece.id === id) observer.output(piece);
    }),
    queue.onDidChangeAnswering((answering) => observer.answering(answering)),
    new vscode.Disposable(() => void queue.live.unfollow(id).catch(restarted)),
  );
  observer.answering(queue.answering);
  void queue.live.follow(id, attempt).catch(restarted);
  return listeners;
}

/** A process that ended rejects its open calls, and its successor follows the same jobs: `answering` tells of it. */
function restarted(): void {}
