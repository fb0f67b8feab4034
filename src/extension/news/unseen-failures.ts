/** Failures since the window opened that its person has not seen yet. Pure; index.ts says when to look. */
import type { EndedJobs, JobRow } from "../../live/live-queue.js";
import { endOfRow } from "../../wording/index.js";
import type { JobTarget, QueueHandle } from "../queues/queues.js";

interface Unseen {
  /** The last ones, by their ids. */
  readonly rows: ReadonlyMap<string, JobRow>;
  /** Those of very many of which nothing but the number is known. */
  readonly left: number;
}

/** Of each queue; older ones are counted. No screen shows more, and nobody knows for how long nobody looks. */
const MOST_KEPT = 1000;

const NONE: Unseen = { rows: new Map(), left: 0 };

export class UnseenFailures {
  private readonly byQueue = new Map<QueueHandle, Unseen>();

  constructor(private readonly sees: (job: JobTarget) => boolean) {}

  /** Of jobs that still are among the failed ones: they may have been deleted meanwhile. */
  get count(): number {
    return [...this.byQueue].reduce((sum, [queue, unseen]) => sum + countIn(queue, unseen), 0);
  }

  add(queue: QueueHandle, { failed, left }: EndedJobs): void {
    const { rows, left: before } = this.byQueue.get(queue) ?? NONE;
    const more = failed.filter((row) => endOfRow(row)?.kind !== "cancelled").map((row) => [row.id, row] as const);
    const all = [...new Map([...rows, ...more])];
    const older = Math.max(0, all.length - MOST_KEPT);
    this.byQueue.set(queue, { rows: new Map(all.slice(older)), left: before + left.failed + older });
    this.look();
  }

  /** Whatever the person has before their eyes is seen. */
  look(): void {
    for (const [queue, { rows, left }] of this.byQueue) {
      const unseen = new Map([...rows].filter(([, row]) => !this.sees({ queue, row })));
      if (unseen.size > 0) this.byQueue.set(queue, { rows: unseen, left });
      else this.byQueue.delete(queue);
    }
  }

  allSeen(): void {
    this.byQueue.clear();
  }

  /** A queue that is no longer part of the window has no failures that could be looked at. */
  keepOnly(queues: readonly QueueHandle[]): void {
    for (const queue of this.byQueue.keys()) if (!queues.includes(queue)) this.byQueue.delete(queue);
  }
}

function countIn({ status }: QueueHandle, { rows, left }: Unseen): number {
  return Math.min(rows.size + left, status?.kind === "ready" ? status.counts.failed : Infinity);
}
