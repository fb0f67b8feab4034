/** The ends of a worker's jobs, until they are recorded: the disk may refuse one, and Python may have to be waited for. */
import type { JobQueue } from "../queue/index.js";
import type { JobRun } from "./job-run.js";
import type { JobEnd, WorkerEvent } from "./worker-event.js";

/** A late mark of a Python worker is waited for this long. */
const SETTLE_MS = 10_000;

export interface EndedRun {
  readonly run: JobRun;
  readonly end: JobEnd;
  readonly ms: number;
}

export interface EndListener {
  /** Told while `areBeingRecorded` still holds: whoever sees that nothing is being recorded knows of every end. */
  readonly recorded: (event: WorkerEvent) => void;
  /** Told what the disk said. @throws what is no trouble with the disk */
  readonly refused: (error: unknown, run: JobRun) => void;
}

export class RecordedEnds {
  /** How many are being recorded. The disk takes its time for each, and the other slots go on meanwhile. */
  private recording = 0;
  /** Refused by the disk, being full or away: tried again on every round. */
  private refused: EndedRun[] = [];
  private unsettled: { readonly run: JobRun; readonly at: number }[] = [];

  constructor(
    private readonly queue: JobQueue,
    private readonly listener: EndListener,
  ) {}

  get areBeingRecorded(): boolean {
    return this.recording > 0;
  }

  get areRefused(): boolean {
    return this.refused.length > 0;
  }

  get areSettled(): boolean {
    return this.unsettled.length === 0;
  }

  /** False when the disk refuses the end: it is kept. */
  async record(ended: EndedRun): Promise<boolean> {
    const { run, end, ms } = ended;
    this.recording++;
    try {
      const recorded = await run.record(end);
      if (!recorded.settled) this.unsettled.push({ run, at: performance.now() + SETTLE_MS });
      this.listener.recorded({ kind: "ended", job: run.claim.job, end: recorded.end, ms });
      return true;
    } catch (error) {
      this.listener.refused(error, run);
      this.refused.push(ended);
      return false;
    } finally {
      this.recording--;
    }
  }

  /** Each that was refused, to be recorded again. */
  takeRefused(): readonly EndedRun[] {
    const { refused } = this;
    this.refused = [];
    return refused;
  }

  /** Whoever recovers these jobs runs them again. */
  giveUpRefused(): void {
    for (const { run } of this.takeRefused()) this.queue.forget(run.claim);
  }

  /** Those for which it is time. */
  takeDue(): readonly JobRun[] {
    const now = performance.now();
    const due = this.unsettled.filter(({ at }) => at <= now);
    this.unsettled = this.unsettled.filter(({ at }) => at > now);
    return due.map(({ run }) => run);
  }

  /** Those that a Python worker may still touch. */
  get stillOpen(): readonly JobRun[] {
    return this.unsettled.map(({ run }) => run);
  }
}
