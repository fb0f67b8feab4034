/** When the jobs that are queued will be done, about: from how long jobs took of late, and how many run at a time. */
import { count } from "./counts.js";
import { clockTime } from "./times.js";

/** What is known of a queue that is not paused and has workers. Times in milliseconds since 1970. */
export interface DrainFacts {
  /** Queued jobs that wait for nothing but a slot; at least one. */
  readonly jobs: number;
  /** How long jobs took of late; their median. */
  readonly usualMs: number;
  /** How many jobs its workers run at a time; at least one. */
  readonly slots: number;
  /** Since when slots are taken, one entry for each; undefined where nobody has read it. */
  readonly takenSinceMs: readonly (number | undefined)[];
}

/** One queue of those that are told of together. */
export interface QueueToDrain {
  readonly queued: number;
  /** Absent where nobody can know. */
  readonly drain?: DrainFacts | undefined;
}

const MINUTE = 60_000;

/**
 * What follows `14 queued`: `done about 17:40`; `10 of them done about 17:40` where the others wait for something else,
 * or nobody knows how long they take. Undefined where that is all of them.
 */
export function drainWords(queues: readonly QueueToDrain[], now: number): string | undefined {
  const drains = queues.flatMap(({ drain }) => drain ?? []);
  if (drains.length === 0) return undefined;
  const last = Math.max(...drains.map((drain) => drainedAt(drain, now)));
  const when = `done about ${clockTime(Math.ceil(last / MINUTE) * MINUTE, now)}`;
  const told = drains.reduce((sum, { jobs }) => sum + jobs, 0);
  const queued = queues.reduce((sum, queue) => sum + queue.queued, 0);
  return told === queued ? when : `${count(told)} of them ${when}`;
}

/** Each job takes the slot that is free first, for as long as jobs usually take. */
export function drainedAt({ jobs, usualMs, slots, takenSinceMs }: DrainFacts, now: number): number {
  // Of a job of which nobody knows when it began, half is left on average; one that takes longer than usual may end now.
  const freeAgain = takenSinceMs.map((since) => Math.max(now, (since ?? now - usualMs / 2) + usualMs));
  const taken = freeAgain.sort((a, b) => a - b).slice(0, slots);
  const slotOfLast = (jobs - 1) % slots;
  const begins = taken[slotOfLast - (slots - taken.length)] ?? now;
  return begins + Math.ceil(jobs / slots) * usualMs;
}
