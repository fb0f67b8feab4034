/** Follows one job for a panel: its log as it grows, and its details as they change. */
import type { ReadableQueue } from "../../queue/index.js";
import type { DetailsChange, JobDetails, LiveQueueEvents } from "../live-queue.js";
import { outputFile } from "../logs/attempt-logs.js";
import { OutputTail } from "../logs/output-tail.js";
import { detailsChange } from "./details-change.js";
import { ResultFile } from "./result-file.js";

/** How often a job is looked at, in milliseconds. One that has ended hardly changes. */
const AT_WORK = 200;
const ENDED = 2000;
/** Details cost more than the log, which is only asked for its size. */
const DETAILS_EVERY = 1000;

export interface FollowSource {
  readonly queue: Pick<ReadableQueue, "resultDirectory">;
  readonly details: (id: string) => JobDetails | undefined;
}

export interface Followed {
  readonly id: string;
  /** The number of an earlier one, from 1 on; undefined for the last. */
  readonly attempt: number | undefined;
}

export class Follower {
  private readonly id: string;
  private readonly tail: OutputTail;
  private timer: NodeJS.Timeout | undefined;
  private readonly result = new ResultFile();
  private details: JobDetails | undefined;
  private isGone = false;
  private detailsDue = 0;
  /** A piece of output was sent, and nobody has taken it yet. */
  private handingOver = false;

  constructor(
    private readonly source: FollowSource,
    { id, attempt }: Followed,
    private readonly events: Pick<LiveQueueEvents, "output" | "jobChanged">,
  ) {
    this.id = id;
    this.tail = new OutputTail(outputFile(source.queue.resultDirectory(id), attempt));
    this.check();
  }

  /** Looks at the details at once: something in the queue changed. */
  hint(): void {
    this.detailsDue = 0;
    this.check();
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private check(): void {
    clearTimeout(this.timer);
    try {
      // Details first: a panel can only show output of a job that it knows.
      if (performance.now() >= this.detailsDue) this.sendDetails();
      this.sendOutput();
    } catch {
      // The disk may come back, and what was shown stays; that the queue cannot be read is its status to tell.
    }
    const state = this.details?.row.state;
    this.timer = setTimeout(() => this.check(), state === "running" || state === "queued" ? AT_WORK : ENDED);
  }

  private sendOutput(): void {
    if (this.handingOver) return;
    const piece = this.tail.read();
    if (piece === undefined) return;
    this.handingOver = true;
    const taken = (): void => {
      this.handingOver = false;
    };
    // Rejected when the one who follows is gone, and this process with them.
    Promise.resolve(this.events.output({ id: this.id, ...piece })).then(taken, taken);
  }

  private sendDetails(): void {
    const now = this.source.details(this.id);
    this.detailsDue = performance.now() + DETAILS_EVERY;
    const change = now && detailsChange(this.details, now);
    const result = this.result.read(now?.resultFile);
    const isGone = now === undefined;
    const isNews = isGone ? !this.isGone : change !== undefined || result !== undefined;
    this.details = now;
    this.isGone = isGone;
    if (isNews) this.events.jobChanged(this.id, isGone ? undefined : { ...(change ?? NOTHING), result });
  }
}

const NOTHING: DetailsChange = { reset: false, details: {}, without: [] };
