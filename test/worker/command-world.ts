import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand, type CommandEnd, type CommandRun, type EndedCommand } from "../../src/worker/run-command.js";

let folders: string[] = [];
let claims = 0;

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "dirq-test-"));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders = [];
}

export function newClaim(): string {
  return `test.${process.pid}.${(claims += 1)}`;
}

/** Runs a command with what the test does not care about filled in. */
export function run(command: string, given: Partial<CommandRun> = {}): Promise<CommandEnd> {
  return runCommand(commandRun(command, given));
}

export function commandRun(command: string, given: Partial<CommandRun> = {}): CommandRun {
  const resultDir = given.resultDir ?? newFolder();
  return {
    command,
    resultDir,
    shell: undefined,
    cwd: resultDir,
    env: process.env,
    maxLogSize: Infinity,
    claim: newClaim(),
    timeout: undefined,
    signal: new AbortController().signal,
    onStart() {},
    onProgress() {},
    ...given,
  };
}

export async function runToEnd(command: string, given: Partial<CommandRun> = {}): Promise<EndedCommand> {
  const end = await run(command, given);
  if ("couldNotStart" in end) throw new Error(`could not start: ${end.couldNotStart}`);
  return end;
}

/** The command lines of what runs with the marker in its arguments; found independently of the code that is tested. */
export function processesWith(marker: string): string[] {
  const lines = execFileSync("ps", ["-ewwo", "stat=,args="], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(marker) && !line.startsWith("Z"));
}

/** A number of seconds that no other process sleeps: what runs with it is the test's. */
export function uniqueSleep(): string {
  return `1${process.pid}.${String((claims += 1)).padStart(5, "0")}`;
}

export function openDescriptors(): number {
  return readdirSync("/proc/self/fd").length;
}

export function logOf(folder: string): string {
  return readFileSync(join(folder, "output.log"), "utf8");
}
