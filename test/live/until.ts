import { setTimeout } from "node:timers/promises";

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
