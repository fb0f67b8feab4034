import * as nodeFs from "node:fs";
import type { FileSystem } from "../../src/queue/disk.js";

const { O_CREAT } = nodeFs.constants;

/**
 * A file system in which something happens just before a step is taken for the first time. A step is a verb and the end
 * of a path: `rename queued/1.json`, `create running/1.json`.
 */
export function meanwhile(step: string, happens: () => void): FileSystem {
  const [verb, path] = step.split(" ");
  let hasHappened = false;
  const before = (next: string, at: nodeFs.PathLike): void => {
    if (hasHappened || next !== verb || !String(at).endsWith(`/${path}`)) return;
    hasHappened = true;
    happens();
  };
  return {
    ...nodeFs,
    openSync: (at, flags, mode) => {
      if (typeof flags === "number" && (flags & O_CREAT) !== 0) before("create", at);
      return nodeFs.openSync(at, flags, mode);
    },
    renameSync: (from, to) => {
      before("rename", from);
      nodeFs.renameSync(from, to);
    },
  };
}
