/** Ctrl-C in a command that only watches: nothing was done, so nothing has to be undone; the jobs go on. */
import { constants } from "node:os";
import type { Cli } from "../cli.js";
import { report } from "../trouble.js";

/** Runs `action`; on Ctrl-C the process ends with 130, after whatever `onInterrupt` has to tidy up. */
export async function interruptible(cli: Cli, action: () => Promise<void>, onInterrupt?: () => void): Promise<void> {
  const end = (signal: NodeJS.Signals): void => {
    try {
      onInterrupt?.();
    } catch (error) {
      // Ctrl-C ends the reader of a pipe as well; the code is that of the signal, whatever cannot be written any more.
      report(cli, error);
    }
    process.exit(128 + constants.signals[signal]);
  };
  process.once("SIGINT", end).once("SIGTERM", end);
  try {
    await action();
  } finally {
    process.off("SIGINT", end).off("SIGTERM", end);
  }
}
