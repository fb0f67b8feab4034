/** Runs a program to its end, quietly: what it said is shown only if it failed. */
import { spawn } from "node:child_process";

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** A program that ran and failed. */
export class RunError extends Error {
  constructor(
    what: string,
    /** All that it printed. */
    readonly said: string,
  ) {
    super(`${what}\n${lastLines(said)}`);
  }
}

/** What the program printed on stdout. Throws when it cannot start, and a RunError when it fails. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      said += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.on("error", (error) => reject(new Error(`${program} does not start: ${error.message}`)));
    child.on("close", (code, signal) => {
      if (code === 0) resolve(stdout);
      else reject(new RunError(`${[program, ...args].join(" ")} ended with ${code ?? signal ?? "?"}`, said));
    });
  });
}

function lastLines(text: string): string {
  return text.trimEnd().split("\n").slice(-20).join("\n");
}
