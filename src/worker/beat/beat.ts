import { Worker as Thread } from "node:worker_threads";
import {
  newWorkerRecord,
  openStore,
  removePresence,
  writePresence,
  type JobQueue,
  type RecordedProcess,
  type Store,
} from "../../queue/index.js";
import type { BeatMessage, BeatThreadData } from "./beat-thread.js";

const BEAT_MS = 5_000;

/**
 * What changes within so long is told at once. A job that is shorter is never told of; should the worker die just then,
 * its processes are still found by the claim in their environment.
 */
const TELL_AFTER_MS = 100;

/**
 * The beat of a worker, in a thread of its own: a job that keeps the main thread busy for minutes must not look like
 * death to other machines. The thread also ends the processes of a job that was taken over, should the main thread not
 * come to it.
 */
export class Beat {
  private readonly store: Store;
  private readonly processes = new Map<string, RecordedProcess>();
  private readonly thread: Thread;
  private telling: NodeJS.Timeout | undefined;

  constructor(
    private readonly queue: JobQueue,
    worker: { readonly name: string; readonly slots: number },
    beatMs = BEAT_MS,
  ) {
    this.store = openStore(queue.directory);
    const record = newWorkerRecord(queue.worker, worker);
    // Known to others before the first job is claimed; the thread takes some milliseconds to start.
    writePresence(this.store, { ...record, beat: 0, jobs: [] });
    const workerData: BeatThreadData = { directory: queue.directory, record, beatMs };
    this.thread = new Thread(require.resolve("dirq/beat-thread"), { workerData });
    this.thread.unref();
  }

  /** Makes a process group known that runs a job, until `ended`. */
  started(running: RecordedProcess): void {
    this.processes.set(running.claim, running);
    this.tell();
  }

  ended(claim: string): void {
    if (this.processes.delete(claim)) this.tell();
  }

  async stop(): Promise<void> {
    clearTimeout(this.telling);
    await this.thread.terminate();
    removePresence(this.store, this.queue.worker);
  }

  private tell(): void {
    this.telling ??= setTimeout(() => {
      this.telling = undefined;
      const message: BeatMessage = [...this.processes.values()];
      this.thread.postMessage(message);
    }, TELL_AFTER_MS).unref();
  }
}
