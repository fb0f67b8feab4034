/**
 * Counts what the core asks of the system. The figures of a call depend on neither the machine nor its load: a hundred
 * of them are as many microseconds on a local disk, and as many messages to the server of a network file system.
 */
import * as nodeFs from "node:fs";
import type { FileSystem } from "../src/queue/disk/file-system.js";

/** System calls that Node makes for one call of its own, where these are several, as strace shows them. */
const SYSTEM_CALLS: Readonly<Record<string, number>> = {
  // Open, look, read, find the end, close.
  readdirSync: 5,
  // Read, find the end.
  readFileSync: 2,
};

export interface CallCount {
  readonly calls: number;
  readonly fsyncs: number;
}

export interface CountingFileSystem {
  readonly fileSystem: FileSystem;
  /** What `action` costs. */
  count(action: () => void): CallCount;
}

export function countingFileSystem(): CountingFileSystem {
  let calls = 0;
  let fsyncs = 0;
  const counted = Object.entries(nodeFs).map(([name, value]) => {
    if (typeof value !== "function") return [name, value] as const;
    const call = value as (...args: unknown[]) => unknown;
    return [
      name,
      (...args: unknown[]) => {
        calls++;
        if (name === "fsyncSync") fsyncs++;
        const returned = call(...args);
        // One that fails does so at its first.
        calls += (SYSTEM_CALLS[name] ?? 1) - 1;
        return returned;
      },
    ] as const;
  });
  return {
    fileSystem: Object.fromEntries(counted) as FileSystem,
    count: (action) => {
      const before = { calls, fsyncs };
      action();
      return { calls: calls - before.calls, fsyncs: fsyncs - before.fsyncs };
    },
  };
}
