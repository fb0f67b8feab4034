/** Ctrl-C in a command that only watches: nothing was done, so nothing has to be undone; the jobs go on. */
import { constants } from "node:os";

/** Runs `action`; on Ctrl-C the process ends with 130, after whatever `onInterrupt` has to tidy up. */
export async function interruptible(action: () => Promise<void>, onInterrupt?: () => void): Promise<void> {
  const end = (signal: NodeJS.Signals): void => {
    onInterrupt?.();
    process.exit(128 + constants.signals[signal]);
  };
  process.once("SIGINT", end).once("SIGTERM", end);
  try {
    await action();
  } finally {
    process.off("SIGINT", end).off("SIGTERM", end);
  }
}
