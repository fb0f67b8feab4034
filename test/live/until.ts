import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

/** Waits until `condition` returns something that is true, and returns it. Fails with `what` at the deadline. */
export async function until<T>(what: string, condition: () => T | Promise<T>, deadline = 30_000): Promise<T & {}> {
  const end = Date.now() + deadline;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited ${deadline} ms in vain until ${what}`);
    await setTimeout(5);
  }
}

/** Waits until what is read equals `expected`. Shows at the deadline how they differ. */
export async function untilEqual<T>(read: () => T | Promise<T>, expected: T, deadline = 30_000): Promise<void> {
  const end = Date.now() + deadline;
  for (;;) {
    const found = await read();
    if (isDeepStrictEqual(found, expected)) return;
    if (Date.now() > end) return assert.deepEqual(found, expected);
    await setTimeout(5);
  }
}
