/** A worker in the background: it outlives the terminal, and what it says goes to a log in the queue's directory. */
import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, constants, lstatSync, openSync, renameSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readTail } from "../../live/index.js";
import { O_NOFOLLOW, O_NONBLOCK, type JobQueue } from "../../queue/index.js";
import { CommandError } from "../trouble.js";

export interface BackgroundWorker {
  readonly pid: number;
  /** Absolute path. */
  readonly log: string;
  /** Whether it is at work still; one that ends with its queue may have ended well already. */
  readonly isAtWork: boolean;
}

export interface BackgroundOptions {
  /** What its log is called; undefined: its process id. */
  readonly name: string | undefined;
  /** The command line of the worker, after `dirq`. */
  readonly args: readonly string[];
}

/** Ends when the worker has shown itself in the queue. @throws CommandError when it ends badly before that */
export async function startInBackground(queue: JobQueue, { name, args }: BackgroundOptions): Promise<BackgroundWorker> {
  // Makes the folder of the workers, and says what is wrong with a directory that cannot be used.
  queue.create();
  const given = workerLog(queue, name ?? `starting-${process.pid}`);
  const file = openLog(given);
  try {
    const child = spawn(process.execPath, [join(__dirname, "cli.js"), ...args], {
      detached: true,
      windowsHide: true,
      stdio: ["ignore", file, file],
    });
    const pid = await pidOf(child);
    const log = name === undefined ? workerLog(queue, String(pid)) : given;
    if (log !== given) renameSync(given, log);
    child.unref();
    return { pid, log, isAtWork: await isAtWork(queue, child, log) };
  } finally {
    closeSync(file);
  }
}

/** Absolute path of the log of a worker in the background. A name is somebody's words, and no path. */
export function workerLog(queue: Pick<JobQueue, "directory">, name: string): string {
  return join(queue.directory, ".dirq", "workers", `${name.replaceAll(/[^\w.-]/g, "_").slice(0, 100)}.log`);
}

/**
 * A worker that is started again goes on with its log. Follows no link, which could lead out of the queue, and waits for
 * nobody to read from a pipe.
 */
function openLog(path: string): number {
  const { O_APPEND, O_CREAT, O_WRONLY } = constants;
  const isOdd = lstatSync(path, { throwIfNoEntry: false })?.isFile() === false;
  if (isOdd) throw new CommandError(`Cannot write the worker's log: ${path} is no file. Give it another --name.`);
  return openSync(path, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW | O_NONBLOCK, 0o666);
}

async function pidOf(child: ChildProcess): Promise<number> {
  await new Promise((resolve, reject) => child.once("spawn", resolve).once("error", reject));
  if (child.pid === undefined) throw new Error("A process that has been started has an id");
  return child.pid;
}

const LOOK_MS = 50;
/** On a slow disk it may take longer to show itself; that is no reason to call it a failure. */
const PATIENCE_MS = 10_000;

async function isAtWork(queue: JobQueue, child: ChildProcess, log: string): Promise<boolean> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    if (child.exitCode === 0) return false;
    if (child.exitCode !== null || child.signalCode !== null) throw new CommandError(whyItEnded(child, log));
    if (queue.workers().some(({ pid, liveness }) => pid === child.pid && liveness !== "dead")) return true;
    await delay(LOOK_MS);
  }
  return true;
}

const LINES_SHOWN = 10;
/** Of a log that may have been written to for months. */
const LOG_BYTES_READ = 64 * 1024;

function whyItEnded({ exitCode, signalCode }: ChildProcess, log: string): string {
  const end = readTail(log, LOG_BYTES_READ) ?? "";
  const said = end.trimEnd().split("\n").slice(-LINES_SHOWN).join("\n");
  return `The worker ended at once, with ${signalCode ?? `exit code ${exitCode}`}. Its log ${log} ends with:\n${said}`;
}
