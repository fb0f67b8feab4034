import {
  DirqError,
  newWorkerRecord,
  openStore,
  removePresence,
  writePresence,
  type JobQueue,
  type RecordedProcess,
  type Store,
} from "../../queue/index.js";
import { reasonOf } from "../reason-of.js";
import type { BeatMessage } from "./beat-thread.js";
import { LastingThread } from "./lasting-thread.js";

const BEAT_MS = 5_000;

/**
 * A job that is shorter is never told of, for each telling is written to the disk; should the worker die just then, its
 * processes are still found by the claim in their environment.
 */
const TELL_AFTER_MS = 100;

const THREAD = "the thread that tells others that this worker lives";

interface Running {
  readonly process: RecordedProcess;
  readonly since: number;
}

export interface BeatOptions {
  readonly beatMs?: number;
  /** What the thread runs, as `require` finds it; the package.json of dirq says where its own lies. */
  readonly program?: string;
  /** Told, in words, when the thread has ended by itself; another takes its place. */
  readonly onDeath?: (error: Error) => void;
}

/**
 * The beat of a worker, in a thread of its own: a job that keeps the main thread busy for minutes must not look like
 * death to other machines. The thread also ends the processes of a job that was taken over, should the main thread not
 * come to it.
 */
export class Beat {
  private readonly running = new Map<string, Running>();
  /** The message that the thread has. */
  private told = "[]";
  private telling: NodeJS.Timeout | undefined;

  private constructor(
    private readonly store: Store,
    private readonly worker: string,
    private readonly thread: LastingThread,
  ) {}

  /**
   * Known to others when it resolves, and not before the thread runs: who is present has to beat, or is taken for dead.
   * @throws DirqError QUEUE_UNUSABLE when the thread does not start; nothing is left behind then
   */
  static async start(
    queue: JobQueue,
    worker: { readonly name: string; readonly slots: number },
    { beatMs = BEAT_MS, program = "#beat-thread", onDeath }: BeatOptions = {},
  ): Promise<Beat> {
    const { directory } = queue;
    const record = newWorkerRecord(queue.worker, worker);
    const thread = await LastingThread.start({
      program,
      data: { directory, record, beatMs, beats: new SharedArrayBuffer(4) },
      onDeath: (cause) => {
        const words = `${THREAD} is not running, and is started again: ${reasonOf(cause)}`;
        onDeath?.(new Error(`In ${directory}: ${words}`, { cause }));
      },
    }).catch((cause: unknown) => {
      const words = `${THREAD} did not start: ${reasonOf(cause)}`;
      throw new DirqError("QUEUE_UNUSABLE", `Cannot work on ${directory}: ${words}`, { cause });
    });
    const store = openStore(directory);
    try {
      writePresence(store, { ...record, beat: 0, jobs: [] });
    } catch (error) {
      await thread.terminate();
      throw error;
    }
    return new Beat(store, queue.worker, thread);
  }

  /** Makes the process group known that runs a job, until `ended` or the job's next one. */
  started(process: RecordedProcess): void {
    // Since its first group: were a later one kept back, nothing would be told that runs the job.
    const since = this.running.get(process.claim)?.since ?? performance.now();
    this.running.set(process.claim, { process, since });
    this.tellIn(TELL_AFTER_MS);
  }

  ended(claim: string): void {
    if (this.running.delete(claim)) this.tellIn(TELL_AFTER_MS);
  }

  async stop(): Promise<void> {
    clearTimeout(this.telling);
    await this.thread.terminate();
    removePresence(this.store, this.worker);
  }

  private tellIn(ms: number): void {
    this.telling ??= setTimeout(() => this.tell(), ms).unref();
  }

  private tell(): void {
    this.telling = undefined;
    const running = [...this.running.values()];
    const before = performance.now() - TELL_AFTER_MS;
    const next = running.find(({ since }) => since > before);
    if (next !== undefined) this.tellIn(next.since - before);
    const message: BeatMessage = running.filter(({ since }) => since <= before).map(({ process }) => process);
    const text = JSON.stringify(message);
    if (text === this.told) return;
    this.told = text;
    this.thread.tell(message);
  }
}
