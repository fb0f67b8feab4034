import { spawn, type ChildProcess, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { basename } from "node:path";
import type { Readable } from "node:stream";
import { codeOf, reasonOf } from "./system-errors.js";

/** A running shell, the leader of a process group of its own. */
export interface Shell {
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves when the shell has exited and nobody holds its output any more. */
  readonly ended: Promise<void>;
  /** What it exited with; both null while it has not. */
  exit(): { readonly exitCode: number | null; readonly signal: string | null };
}

export interface ShellStart {
  readonly command: string;
  readonly shell: string | undefined;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

export async function startShell(start: ShellStart): Promise<Shell | { readonly couldNotStart: string }> {
  const program = start.shell ?? (process.platform === "win32" ? "cmd.exe" : "/bin/sh");
  try {
    const child = spawn(program, shellArguments(program, start.command), {
      cwd: start.cwd,
      env: start.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
      windowsHide: true,
      windowsVerbatimArguments: isCmd(program),
    });
    if (child.pid === undefined) throw await failureOf(child);
    return attached(child.pid, child);
  } catch (error) {
    return { couldNotStart: whyNot(error, start.cwd, program) };
  }
}

async function failureOf(child: ChildProcess): Promise<unknown> {
  const [error] = (await once(child, "error")) as [unknown];
  return error;
}

function attached(pid: number, child: ChildProcessByStdio<null, Readable, Readable>): Shell {
  return {
    pid,
    stdout: child.stdout,
    stderr: child.stderr,
    ended: new Promise((resolve) => child.once("close", () => resolve())),
    exit: () => ({ exitCode: child.exitCode, signal: child.signalCode }),
  };
}

/** As Node's own `shell: true` quotes it; every shell but cmd.exe takes the command as one argument after `-c`. */
function shellArguments(program: string, command: string): string[] {
  return isCmd(program) ? ["/d", "/s", "/c", `"${command}"`] : ["-c", command];
}

function isCmd(program: string): boolean {
  return process.platform === "win32" && /^cmd(\.exe)?$/i.test(basename(program));
}

/** The system says ENOENT of the shell also where it is the directory that is missing, so look which it was. */
function whyNot(error: unknown, cwd: string, program: string): string {
  const directoryTrouble = whyNotDirectory(cwd);
  if (directoryTrouble !== undefined) return `cannot run in ${cwd}: ${directoryTrouble}`;
  if (codeOf(error) === "E2BIG") return "the command and its environment are longer than the system allows (E2BIG)";
  return `cannot run ${program}: ${reasonOf(error)}`;
}

function whyNotDirectory(path: string): string | undefined {
  try {
    return statSync(path).isDirectory() ? undefined : "not a directory";
  } catch (error) {
    return reasonOf(error);
  }
}
