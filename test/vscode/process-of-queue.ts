import { readdirSync, readFileSync } from "node:fs";

/** The process that holds a queue, by its command line. */
export function processOfQueue(queue: string): number {
  const isIt = (pid: string): boolean => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(`queue-host.js\0${queue}\0`);
    } catch {
      return false;
    }
  };
  const pid = readdirSync("/proc").find((name) => /^\d+$/.test(name) && isIt(name));
  if (pid === undefined) throw new Error(`No process holds ${queue}`);
  return Number(pid);
}
