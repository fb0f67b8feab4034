/** What tells a worker to stop. Once: let the running jobs finish. Twice: stop them and give them back to the queue. */
import { constants } from "node:os";
import { isTerminal } from "../screen.js";

export interface StopSignals {
  /** Aborted by the first. */
  readonly drain: AbortSignal;
  /** Aborted by the second. */
  readonly kill: AbortSignal;
  /** What the process ends with: 0, unless jobs were stopped; then as if the signal had ended it. */
  readonly exitCode: () => number;
  readonly release: () => void;
}

export interface StopListener {
  readonly onDrain: () => void;
  readonly onKill: () => void;
}

export function stopSignals({ onDrain, onKill }: StopListener): StopSignals {
  const drain = new AbortController();
  const kill = new AbortController();
  let exitCode = 0;

  const stop = (signal: NodeJS.Signals): void => {
    if (!drain.signal.aborted) {
      onDrain();
      drain.abort();
    } else if (!kill.signal.aborted) {
      exitCode = 128 + constants.signals[signal];
      onKill();
      kill.abort();
    }
  };
  // A closed terminal: let the jobs finish. Without one, SIGHUP is not meant for us, and Node forgets what nohup set.
  const hasTerminal = [0, 1, 2].some(isTerminal);
  const hangUp = (signal: NodeJS.Signals): void => {
    if (hasTerminal && !drain.signal.aborted) stop(signal);
  };

  process.on("SIGINT", stop).on("SIGTERM", stop).on("SIGHUP", hangUp);
  const release = (): void => void process.off("SIGINT", stop).off("SIGTERM", stop).off("SIGHUP", hangUp);
  return { drain: drain.signal, kill: kill.signal, exitCode: () => exitCode, release };
}
