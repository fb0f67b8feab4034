import * as nodeFs from "node:fs";
import type { FileSystem } from "../../src/queue/disk/file-system.js";

/** Tells the path of all that is synced, right before it is; `how`: whether its thread stands still. */
export function tellingOfSyncs(tell: (path: string, how: "standing still" | "meanwhile") => unknown): FileSystem {
  const paths = new Map<number, string>();
  const pathOf = (file: number): string => paths.get(file) ?? "";
  return {
    ...nodeFs,
    openSync: (path, flags, mode) => {
      const file = nodeFs.openSync(path, flags, mode);
      paths.set(file, String(path));
      return file;
    },
    fsyncSync: (file) => {
      tell(pathOf(file), "standing still");
      nodeFs.fsyncSync(file);
    },
    fsync: ((file: number, done: (error: Error | null) => void) => {
      tell(pathOf(file), "meanwhile");
      nodeFs.fsync(file, done);
    }) as typeof nodeFs.fsync,
  };
}
