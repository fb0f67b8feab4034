import { readFileSync } from "node:fs";

/**
 * When a process started, as field 22 of `/proc/<pid>/stat` says it (ticks since boot). A process number is used again
 * some day; together with this it is not. Undefined: there is no such process, or the system has no `/proc`.
 */
export function startTimeOf(pid: number): string | undefined {
  return statOf(pid)?.startTime;
}

export interface ProcessStat {
  /** `Z`: it is dead, and only waits for its parent to notice. */
  readonly state: string;
  readonly group: number;
  readonly startTime: string;
}

export function statOf(pid: number): ProcessStat | undefined {
  const stat = readProcess(pid, "stat")?.toString("latin1");
  if (stat === undefined) return undefined;
  // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, group, startTime] = [fields[0], fields[2], fields[19]];
  if (state === undefined || group === undefined || startTime === undefined) return undefined;
  return { state, group: Number(group), startTime };
}

/** Undefined where it cannot be read: the process ended meanwhile, it is another user's, or there is no `/proc`. */
export function readProcess(pid: number, file: "stat" | "environ"): Buffer | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`);
  } catch {
    return undefined;
  }
}
