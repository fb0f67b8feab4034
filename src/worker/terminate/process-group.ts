import { spawn } from "node:child_process";
import { hasCode, startTimeOf } from "../../queue/index.js";
import type { JobProcesses } from "./job-processes.js";

/**
 * Whether the group of that number is still the job's: its leader lives and started when the job's leader did. Once the
 * leader is gone the number may be somebody else's, and the members are found as strays. Where start times are unknown
 * (no `/proc`) the number alone has to do: no system gives it to a new process while a member of the group lives.
 */
export function isGroupOf(job: JobProcesses): boolean {
  return job.startTime === undefined ? process.platform !== "linux" : startTimeOf(job.pid) === job.startTime;
}

export function signalGroup(job: JobProcesses, signal: NodeJS.Signals): void {
  if (process.platform === "win32") endWindowsTree(job.pid);
  else send(-job.pid, signal);
}

export function groupHasMembers(job: JobProcesses): boolean {
  return send(process.platform === "win32" ? job.pid : -job.pid, 0);
}

/** Windows has no groups of processes and no signal to ask with: its own tool ends the children with their parent. */
function endWindowsTree(pid: number): void {
  spawn("taskkill", ["/pid", String(pid), "/t", "/f"], { stdio: "ignore", windowsHide: true }).on("error", () => {
    send(pid, "SIGKILL");
  });
}

/** Whether there was somebody to take the signal. */
export function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    // ESRCH: it is gone, which is what was wanted. EPERM: it became another user's (sudo), and nothing here can end it.
    if (hasCode(error, "ESRCH", "EPERM")) return false;
    throw error;
  }
}
