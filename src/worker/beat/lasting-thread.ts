/** The thread of a beat. Should it end by itself, another takes its place: who does not beat is taken for dead. */
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { Worker as Thread } from "node:worker_threads";
import { reasonOf } from "../reason-of.js";
import type { BeatMessage, BeatThreadData } from "./beat-thread.js";

export interface ThreadStart {
  /** What the thread runs, as `require` finds it. */
  readonly program: string;
  readonly data: BeatThreadData;
  /** A thread has ended by itself, or could not be started again, for this reason. */
  readonly onDeath: (reason: string) => void;
}

export class LastingThread {
  private message: BeatMessage = [];
  private isTerminated = false;

  private constructor(
    private thread: Thread,
    private readonly from: ThreadStart,
  ) {
    void this.keepUp();
  }

  /** Resolves when the thread runs, and rejects when it does not come to that. */
  static async start(from: ThreadStart): Promise<LastingThread> {
    return new LastingThread(await startThread(from), from);
  }

  tell(message: BeatMessage): void {
    this.message = message;
    this.thread.postMessage(message);
  }

  async terminate(): Promise<void> {
    this.isTerminated = true;
    await this.thread.terminate();
  }

  private async keepUp(): Promise<void> {
    for (let reason = await endOf(this.thread); !this.isTerminated; reason = await this.endOfNext()) {
      this.from.onDeath(reason);
      await delay(this.from.data.beatMs, undefined, { ref: false });
    }
  }

  private async endOfNext(): Promise<string> {
    try {
      this.thread = await startThread(this.from);
    } catch (error) {
      return reasonOf(error);
    }
    if (this.isTerminated) await this.thread.terminate();
    else this.tell(this.message);
    return endOf(this.thread);
  }
}

async function startThread({ program, data }: ThreadStart): Promise<Thread> {
  const thread = new Thread(require.resolve(program), { workerData: data });
  const ended = endOf(thread).then((reason) => Promise.reject(new Error(reason)));
  // It says that it runs.
  await Promise.race([once(thread, "message"), ended]);
  thread.unref();
  return thread;
}

async function endOf(thread: Thread): Promise<string> {
  try {
    await once(thread, "exit");
    return "it ended";
  } catch (error) {
    return reasonOf(error);
  }
}
