/** A program that leads a process group of its own, so that all it starts there can be ended with it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";

export interface ProcessGroupOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly output?: "inherit" | "pipe";
  /** What asks it to end, sent at once; a worker wants to be told twice. Default SIGTERM. */
  readonly farewell?: readonly NodeJS.Signals[];
}

export interface ProcessGroup {
  readonly child: ChildProcess;
  /** Settles when the leader ended, with its exit code (null after a signal). Rejects when it does not start. */
  readonly ended: Promise<number | null>;
  /** Asks the group to end and, after five seconds, makes it. */
  readonly stop: () => Promise<void>;
}

/** Starts the program. However this process ends, save by SIGKILL, the group ends with it. */
export function startGroup(program: string, args: readonly string[], options: ProcessGroupOptions = {}): ProcessGroup {
  const { output = "inherit", farewell = ["SIGTERM"], ...place } = options;
  const child = spawn(program, args, { ...place, detached: true, stdio: ["ignore", output, output] });
  const kill = (): void => signalGroup(child, "SIGKILL");
  process.once("exit", kill);
  const ended = once(child, "exit").then(([code]) => {
    process.removeListener("exit", kill);
    return code as number | null;
  });
  // Whoever started it learns of a failure through `ended`; nobody may be waiting for that yet.
  ended.catch(() => undefined);
  return { child, ended, stop: () => endGroup(child, ended, farewell) };
}

/** Lets a signal end this process as `process.exit` does: with the groups that it started. */
export function exitOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));
}

async function endGroup(
  child: ChildProcess,
  ended: Promise<unknown>,
  farewell: readonly NodeJS.Signals[],
): Promise<void> {
  for (const signal of farewell) signalGroup(child, signal);
  await Promise.race([ended, delay(5_000, undefined, { ref: false })]).catch(() => undefined);
  // The leader may be gone and others of its group not.
  signalGroup(child, "SIGKILL");
  await ended.catch(() => undefined);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // Nobody is left in the group: what was wanted.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
