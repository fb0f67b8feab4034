import { readlinkSync } from "node:fs";

/** The path of what a process has open under that descriptor; undefined where it cannot be read. */
export function openFileOf(pid: number, fd: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/fd/${fd}`);
  } catch {
    return undefined;
  }
}
