/** Waiting for what must come, however long it takes on this machine. */
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

/** Milliseconds between two looks: as many as a look takes, so that one that costs much is not all that happens. */
const SHORTEST_PAUSE = 5;
const LONGEST_PAUSE = 50;

/** Waits until `condition` returns something that is true, and returns it. Fails with `what` at the deadline. */
export async function until<T>(what: string, condition: () => T | Promise<T>, deadline = 30_000): Promise<T & {}> {
  for await (const found of looks(condition, deadline)) if (found) return found;
  throw new Error(`Waited ${deadline} ms in vain until ${what}`);
}

/** Waits until what is read equals `expected`. Shows at the deadline how they differ. */
export async function untilEqual<T>(read: () => T | Promise<T>, expected: T, deadline = 30_000): Promise<void> {
  let last: T | undefined;
  for await (last of looks(read, deadline)) if (isDeepStrictEqual(last, expected)) return;
  assert.deepEqual(last, expected);
}

/** What is seen again and again until the deadline; the last look begins after it. */
async function* looks<T>(look: () => T | Promise<T>, deadline: number): AsyncGenerator<Awaited<T>> {
  const end = performance.now() + deadline;
  for (let isLast = false; !isLast;) {
    const began = performance.now();
    isLast = began > end;
    yield await look();
    const took = performance.now() - began;
    await setTimeout(Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, took)));
  }
}
