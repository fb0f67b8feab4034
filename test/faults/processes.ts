import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const CLI = join(__dirname, "../../dist/cli.js");

/** Counts its runs in a file: quicker than a shell for each job. */
export const COUNTING_WORKER = join(__dirname, "counting-worker.mjs");

const started = new Set<ChildProcess>();

afterEach(async () => {
  await Promise.all([...started].map(async (child) => (child.kill("SIGKILL"), exitOf(child))));
});

interface StartOptions {
  /** A number: an open file. */
  readonly stdout?: "pipe" | number;
  readonly stderr?: "inherit" | "pipe";
}

/** Starts a process that ends with the test at the latest. What it says on stderr is shown, unless somebody reads it. */
export function start(
  program: string,
  args: readonly string[],
  { stdout = "pipe", stderr = "inherit" }: StartOptions = {},
): ChildProcess {
  const child = spawn(program, args, { stdio: ["ignore", stdout, stderr] });
  started.add(child);
  child.once("exit", () => started.delete(child));
  return child;
}

/** The command line of what ships. */
export function commandLine(jobs: string, ...args: readonly string[]): [program: string, args: string[]] {
  return [process.execPath, [CLI, "--jobs-dir", jobs, ...args]];
}

export function workerCommand(jobs: string, ...args: readonly string[]): [program: string, args: string[]] {
  return commandLine(jobs, "worker", "--poll-interval", "0.1", ...args);
}

export function startWorker(jobs: string, ...args: readonly string[]): ChildProcess {
  const worker = start(...workerCommand(jobs, ...args));
  worker.stdout?.resume();
  return worker;
}

/** How it ended: its code, or the name of the signal. */
export async function exitOf(child: ChildProcess): Promise<number | string | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode ?? child.signalCode;
}

/** What it prints until it ends. @throws where it ends badly */
export async function outputOf(child: ChildProcess): Promise<string> {
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (piece: string) => (output += piece));
  await once(child, "close");
  if (child.exitCode !== 0) throw new Error(`It ended with ${child.exitCode ?? child.signalCode}`);
  return output;
}
