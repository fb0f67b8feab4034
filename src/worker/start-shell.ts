import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { basename } from "node:path";
import type { Readable } from "node:stream";
import { hasCode } from "../queue/index.js";
import { reasonOf } from "./reason-of.js";
import { spawnIntoPipes } from "./spawn-into-pipes.js";

/** A running shell, the leader of a process group of its own. */
export interface Shell {
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** The pipes of both by path; none where the system has no such. */
  readonly outputs: readonly string[];
  /** Resolves when the shell has exited and nobody holds its output any more. */
  readonly ended: Promise<unknown>;
  /** What it exited with; both null while it has not. */
  exit(): { readonly exitCode: number | null; readonly signal: string | null };
  /** Waits for nothing any more: what is left could not be killed, and must not keep this process from ending. */
  letGo(): void;
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
    const { child, ...output } = spawnIntoPipes(program, shellArguments(program, start.command), {
      cwd: start.cwd,
      env: start.env,
      detached: true,
      windowsHide: true,
      windowsVerbatimArguments: isCmd(program),
    });
    if (child.pid === undefined) throw await failureOf(child);
    return {
      ...output,
      pid: child.pid,
      ended: Promise.all([once(child, "exit"), closed(output.stdout), closed(output.stderr)]),
      exit: () => ({ exitCode: child.exitCode, signal: child.signalCode }),
      letGo: () => {
        output.stdout.destroy();
        output.stderr.destroy();
        child.unref();
      },
    };
  } catch (error) {
    return { couldNotStart: whyNot(error, start.cwd, program) };
  }
}

async function failureOf(child: ChildProcess): Promise<unknown> {
  const [error] = (await once(child, "error")) as [unknown];
  return error;
}

/** However it came about: an error on the way is an end of output as well, and not the job's failure. */
async function closed(stream: Readable): Promise<void> {
  stream.on("error", () => stream.destroy());
  await new Promise((resolve) => stream.once("close", resolve));
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
  if (hasCode(error, "E2BIG")) return "the command and its environment are longer than the system allows (E2BIG)";
  return `cannot run ${program}: ${reasonOf(error)}`;
}

function whyNotDirectory(path: string): string | undefined {
  try {
    return statSync(path).isDirectory() ? undefined : "not a directory";
  } catch (error) {
    return reasonOf(error);
  }
}
