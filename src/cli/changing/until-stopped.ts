/** Ctrl-C in a command that changes many jobs: none is left half changed, and what was done is said. */
import { constants } from "node:os";

/**
 * Acts on one group after the other. The first SIGINT or SIGTERM lets the group under way end, a second one ends the
 * process at once. Returns what a process that was stopped so ends with, undefined where nobody stopped it.
 */
export async function untilStopped<T>(groups: AsyncIterable<T>, act: (group: T) => void): Promise<number | undefined> {
  let code: number | undefined;
  const stop = (signal: NodeJS.Signals): void => {
    if (code !== undefined) process.exit(code);
    code = 128 + constants.signals[signal];
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  try {
    for await (const group of groups) {
      act(group);
      // Not every group waits for the disk, and signals come only while something is waited for.
      await new Promise((resolve) => setImmediate(resolve));
      if (code !== undefined) break;
    }
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
  return code;
}
