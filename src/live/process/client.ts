/** A queue for those who must not wait: every call goes to a process of its own, which may hang or die in their place. */
import { createBirpc, type BirpcReturn } from "birpc";
import type { Answering, Attention, LiveQueue, LiveQueueEvents } from "../live-queue.js";
import { changes } from "./changing-methods.js";
import { forkHost, type Host } from "./fork-host.js";
import { Patience, type PatienceTimes } from "./patience.js";
import { NoAnswer, Unanswered } from "./unanswered.js";

export { NoAnswer, Unanswered };

export interface QueueClientOptions {
  /** dist/queue-host.js. */
  readonly script: string;
  /** Absolute path of the queue. */
  readonly directory: string;
  /** Asked at every start of the process. */
  readonly readOnly: () => boolean;
  readonly events: QueueClientEvents;
  /** When to say that the process is silent. */
  readonly times?: PatienceTimes;
  /** When to start it for the first time. Default: at once. */
  readonly begin?: (start: () => void) => void;
}

export interface QueueClientEvents extends LiveQueueEvents {
  /** When the process falls silent, ends, or answers again. */
  answering(answering: Answering): void;
  /** What the process wrote to stderr: for a log. */
  log(text: string): void;
}

/** Before the process is started again after the n-th end in a row, in milliseconds. */
const RESTART_AFTER = [100, 1000, 5000, 30_000];
/** A process that lived for so long did not die of what it does first. */
const SETTLED_AFTER = 60_000;

const CLOSED = "The queue was closed.";

export class QueueClient {
  /** Calls reject with `NoAnswer` when there is no process, or it ends before it has answered; while it hangs they wait. */
  readonly live: LiveQueue;
  private readonly rpc: BirpcReturn<LiveQueue, LiveQueueEvents>;
  private readonly patience: Patience;
  private receive: (message: unknown) => void = () => {};
  private host: Host | undefined;
  /** What is asked before there is a process; undefined once there was one, or it was ended before it began. */
  private unsent: unknown[] | undefined = [];
  private startedAt = 0;
  private endsInARow = 0;
  private restartTimer: NodeJS.Timeout | undefined;
  private level: Attention = "idle";
  /** The jobs, and of each the attempt whose output is followed. */
  private readonly followed = new Map<string, number | undefined>();
  private answering: Answering = { kind: "answering" };
  private disposed = false;

  constructor(private readonly options: QueueClientOptions) {
    this.patience = new Patience({
      // Where nobody looks, nobody has to know.
      ask: () => {
        if (this.level !== "idle" || this.followed.size > 0) this.rpc.status().catch(() => {});
      },
      silent: (sinceMs) => {
        if (this.answering.kind !== "silent") this.tell({ kind: "silent", sinceMs });
      },
      times: options.times,
    });
    this.rpc = createBirpc<LiveQueue, LiveQueueEvents>(options.events, {
      post: (message) => this.post(message),
      on: (receive) => (this.receive = receive),
      onRequest: async ({ m: method, a: args }, next) => {
        this.remember(method, args);
        await this.patience.during(() => next() as Promise<unknown>);
      },
      bind: "functions",
      // A call may wait for as long as the disk hangs; Patience tells the person meanwhile.
      timeout: -1,
    });
    this.live = this.rpc;
    const { begin = (start) => start() } = options;
    begin(() => {
      if (this.host === undefined && !this.disposed) this.start();
    });
  }

  /** Undefined while none runs. */
  get processId(): number | undefined {
    return this.host?.processId;
  }

  /** Ends the process and starts another, for example because `readOnly` says something else now. */
  restart(): void {
    this.end("The process that reads the queue was restarted.");
    this.start();
  }

  /** Ends the process without waiting for it: it may hang in the system and not even notice. */
  dispose(): void {
    this.disposed = true;
    this.end(CLOSED);
    this.patience.close();
  }

  private start(): void {
    const { script, directory, readOnly, events } = this.options;
    this.startedAt = Date.now();
    const host = forkHost(script, [directory, ...(readOnly() ? ["--read-only"] : [])], {
      message: (message) => {
        this.patience.heard();
        if (this.answering.kind !== "answering") this.tell({ kind: "answering" });
        this.receive(message);
      },
      stderr: (text) => events.log(text),
      ended: (reason) => {
        if (this.host === host) this.startAgain(reason);
      },
    });
    this.host = host;
    const { unsent } = this;
    this.unsent = undefined;
    if (unsent !== undefined) return unsent.forEach((message) => host.send(message));
    // The new process knows nothing of what the one before it was asked to do.
    if (this.level !== "idle") void this.rpc.attention.asEvent(this.level);
    for (const [id, attempt] of this.followed) void this.rpc.follow.asEvent(id, attempt);
  }

  private startAgain(reason: string): void {
    const words = `The process that reads ${this.options.directory} ended (${reason}).`;
    this.end(words);
    if (Date.now() - this.startedAt > SETTLED_AFTER) this.endsInARow = 0;
    const delay = RESTART_AFTER[Math.min(this.endsInARow++, RESTART_AFTER.length - 1)];
    this.options.events.log(`${words}\n`);
    this.tell({ kind: "restarting", reason });
    this.restartTimer = setTimeout(() => this.start(), delay);
  }

  private tell(answering: Answering): void {
    this.answering = answering;
    this.options.events.answering(answering);
  }

  private end(reason: string): void {
    clearTimeout(this.restartTimer);
    const host = this.host;
    this.host = undefined;
    // A start after this one is like any other: what is to survive it is remembered.
    this.unsent = undefined;
    host?.kill();
    void this.rpc.$rejectPendingCalls(({ method, reject }) =>
      reject(changes(method) ? new Unanswered(reason) : new NoAnswer(reason)),
    );
  }

  private post(message: unknown): void {
    if (this.unsent !== undefined) return void this.unsent.push(message);
    if (this.host !== undefined) return this.host.send(message);
    throw new NoAnswer(
      this.disposed ? CLOSED : `The process that reads ${this.options.directory} is being started again.`,
    );
  }

  /** Some calls have an effect that has to survive a restart. */
  private remember(method: string, [argument, attempt]: readonly unknown[]): void {
    if (method === "attention") this.level = argument as Attention;
    else if (method === "follow") this.followed.set(argument as string, attempt as number | undefined);
    else if (method === "unfollow") this.followed.delete(argument as string);
  }
}
