/** The programs that are measured, as whole processes: from their start to their end. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The bundle that people run, not its source. */
export const dirqCli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  /** Nobody reads what it prints: then it prints into nothing, which costs the least. */
  readonly stdout?: "ignore";
}

/** Runs `program` to its end and returns its stdout; throws with what it said when it fails. */
export function runProgram(
  program: string,
  args: readonly string[],
  { stdout: output, ...options }: ProgramOptions = {},
): string {
  const { status, signal, error, stdout, stderr } = spawnSync(program, args, {
    ...options,
    stdio: ["pipe", output ?? "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 256 * 2 ** 20,
  });
  if (error) throw new Error(`${program} does not start: ${error.message}`);
  if (status !== 0) throw new Error(`${[program, ...args].join(" ")} ended with ${status ?? signal ?? "?"}\n${stderr}`);
  return output === "ignore" ? "" : stdout;
}

export function runDirq(args: readonly string[], options?: ProgramOptions): string {
  return runProgram(process.execPath, [dirqCli, ...args], options);
}

/** The first line that `program --version` prints, or undefined where it is not installed. */
export function versionOf(program: string): string | undefined {
  const { status, stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
  return status === 0 ? stdout.split("\n")[0] : undefined;
}
