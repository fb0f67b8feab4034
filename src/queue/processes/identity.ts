/**
 * Who a process is, in a name that no other process has had or will have, on any machine; and whether it still lives.
 *
 * `<boot id>-<pid namespace>-<pid>-<start time>-<random>`. Two processes see each other's pids only when the boot id AND
 * the pid namespace are the same; a host's name says neither.
 */
import { readFileSync, readlinkSync } from "node:fs";
import { hasCode } from "../disk/system-errors.js";
import { randomHex } from "../random.js";
import { startTimeOf, statOf } from "./process-stat.js";

/** Stands for what this platform does not tell. */
const UNREADABLE = "x";

/** Zombie and dead: ended, but not yet collected by its parent. */
const ENDED = new Set(["Z", "X"]);

interface Machine {
  readonly bootId: string;
  readonly pidNamespace: string;
}

function readMachine(): Machine {
  try {
    const bootId = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").slice(0, 8);
    const pidNamespace = /\d+/.exec(readlinkSync("/proc/self/ns/pid"))?.[0] ?? UNREADABLE;
    return { bootId, pidNamespace };
  } catch {
    // Not Linux, or a sandbox without /proc: this worker's death can then only be told by its silence.
    return { bootId: UNREADABLE, pidNamespace: UNREADABLE };
  }
}

let machine: Machine | undefined;
let ownStartTime: string | undefined;

/** A new name for a worker of this process. */
export function newWorkerId(): string {
  machine ??= readMachine();
  ownStartTime ??= startTimeOf(process.pid) ?? UNREADABLE;
  return [machine.bootId, machine.pidNamespace, process.pid, ownStartTime, randomHex(6)].join("-");
}

/** The process that a worker's name names; NaN for a name that is none of ours. */
export function pidOf(worker: string): number {
  return Number(worker.split("-")[2] || NaN);
}

/** Whether a worker lives. `unknown`: it is on another machine, or nobody here can see its process. */
export type Liveness = "alive" | "dead" | "unknown";

/** Whether the process of a worker lives. `unknown`: it is on another machine, or in a pid namespace not seen from here. */
export function livenessOf(worker: string): Liveness {
  const [bootId, pidNamespace, , startTime] = worker.split("-");
  machine ??= readMachine();
  if (bootId === UNREADABLE || bootId !== machine.bootId || pidNamespace !== machine.pidNamespace) return "unknown";
  const pid = pidOf(worker);
  if (!Number.isSafeInteger(pid) || pid <= 0) return "unknown";
  const stat = statOf(pid);
  if (stat !== undefined) return stat.startTime === startTime && !ENDED.has(stat.state) ? "alive" : "dead";
  return processExists(pid) ? "unknown" : "dead";
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    return !hasCode(error, "ESRCH");
  }
}
