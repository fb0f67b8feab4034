import { setTimeout } from "node:timers/promises";

/** Waits until a condition holds that costs something to look at. Fails with `what` at the deadline. */
export async function eventually(what: string, condition: () => boolean, deadline = 30_000): Promise<void> {
  const end = performance.now() + deadline;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Waited ${deadline} ms in vain until ${what}`);
    await setTimeout(50);
  }
}
