/** The thread of a beat. Should it end by itself, another takes its place: who does not beat is taken for dead. */
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { Worker as Thread } from "node:worker_threads";
import type { BeatMessage, BeatThreadData } from "./beat-thread.js";

export interface ThreadStart {
  /** What the thread runs, as `require` finds it. */
  readonly program: string;
  readonly data: BeatThreadData;
  /** Told why a thread has ended by itself, or could not be started again. */
  readonly onDeath: (cause: unknown) => void;
}

export class LastingThread {
  private message: BeatMessage = [];
  private readonly terminated = new AbortController();
  private readonly keptUp: Promise<void>;

  private constructor(
    private running: RunningThread,
    private readonly from: ThreadStart,
  ) {
    this.keptUp = this.keepUp();
  }

  /** Resolves when the thread runs, and rejects when it does not come to that. */
  static async start(from: ThreadStart): Promise<LastingThread> {
    return new LastingThread(await startThread(from), from);
  }

  tell(message: BeatMessage): void {
    this.message = message;
    this.running.thread.postMessage(message);
  }

  /** Resolves when no thread runs, nor will. */
  async terminate(): Promise<void> {
    this.terminated.abort();
    await this.running.thread.terminate();
    await this.keptUp;
  }

  private async keepUp(): Promise<void> {
    const { signal } = this.terminated;
    for (let cause = await this.running.end; !signal.aborted; cause = await this.endOfNext()) {
      this.from.onDeath(cause);
      await delay(this.from.data.beatMs, undefined, { ref: false, signal }).catch(() => undefined);
      if (signal.aborted) return;
    }
  }

  private async endOfNext(): Promise<unknown> {
    try {
      this.running = await startThread(this.from);
    } catch (error) {
      return error;
    }
    if (this.terminated.signal.aborted) await this.running.thread.terminate();
    else this.tell(this.message);
    return this.running.end;
  }
}

interface RunningThread {
  readonly thread: Thread;
  /** Why it has ended, once it has. */
  readonly end: Promise<unknown>;
}

async function startThread({ program, data }: ThreadStart): Promise<RunningThread> {
  const thread = new Thread(require.resolve(program), { workerData: data });
  // Listened for from the beginning: a busy main thread meets its first word and its end in one go.
  const end = endOf(thread);
  const ended = end.then((cause) => {
    throw cause;
  });
  // It says that it runs.
  await Promise.race([once(thread, "message"), ended]);
  thread.unref();
  return { thread, end };
}

async function endOf(thread: Thread): Promise<unknown> {
  try {
    await once(thread, "exit");
    return new Error("it ended");
  } catch (error) {
    return error;
  }
}
