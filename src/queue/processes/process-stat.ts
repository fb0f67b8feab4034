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
  const stat = readStat(pid);
  if (stat === undefined) return undefined;
  // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, group, startTime] = [fields[0], fields[2], fields[19]];
  if (state === undefined || group === undefined || startTime === undefined) return undefined;
  return { state, group: Number(group), startTime };
}

/**
 * Undefined where it cannot be read: the process ended meanwhile, or there is no `/proc`. It is read for every command,
 * and as UTF-8 in one call; only the program's name can be none, and that is not looked at.
 */
function readStat(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
}

/** `NAME=value`, each ended by a zero byte. Undefined where it cannot be read, for example another user's. */
export function environmentOfProcess(pid: number): Buffer | undefined {
  try {
    return readFileSync(`/proc/${pid}/environ`);
  } catch {
    return undefined;
  }
}
