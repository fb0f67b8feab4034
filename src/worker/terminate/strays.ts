import { readdirSync } from "node:fs";
import type { JobProcesses } from "./job-processes.js";
import { environmentOfProcess, statOf } from "../../queue/index.js";
import { openFileOf } from "./open-file.js";

export interface Stray {
  readonly pid: number;
  readonly group: number;
}

/**
 * Every living process that inherited the job's `DIRQ_CLAIM` or prints into its output: also those that left the group
 * (setsid, a double fork) or cleared their environment. Looks at each process of this user, some milliseconds in all:
 * for stopping, not for looking on. Only Linux lets one look; elsewhere nobody is found.
 */
export function straysOf(job: JobProcesses): Stray[] {
  const strays: Stray[] = [];
  for (const pid of processNumbers()) {
    if (pid === process.pid || !isOf(job, pid)) continue;
    const stat = statOf(pid);
    if (stat !== undefined && stat.state !== "Z") strays.push({ pid, group: stat.group });
  }
  return strays;
}

function processNumbers(): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").map(Number).filter(Number.isInteger);
}

function isOf(job: JobProcesses, pid: number): boolean {
  return hasClaim(environmentOfProcess(pid), job.claim) || printsInto(job.outputs, pid);
}

function printsInto(outputs: readonly string[], pid: number): boolean {
  return outputs.length > 0 && [1, 2].some((fd) => outputs.includes(openFileOf(pid, fd) ?? ""));
}

/** A whole entry: one claim may begin as another does. */
function hasClaim(environment: Buffer | undefined, claim: string): boolean {
  if (environment === undefined) return false;
  const entry = `DIRQ_CLAIM=${claim}\0`;
  const at = environment.indexOf(entry);
  return at === 0 || (at > 0 && environment.includes(`\0${entry}`));
}
