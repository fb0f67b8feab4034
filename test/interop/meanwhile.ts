import * as nodeFs from "node:fs";
import type { FileSystem } from "../../src/queue/disk/file-system.js";

const { O_CREAT } = nodeFs.constants;

/** A step of ours: a verb and a path; a write into an open file has none. */
type Before = (verb: "create" | "write" | "rename" | "remove" | "link" | "make", path: string) => void;

/** A file system that tells of each call which changes the disk, just before it. */
export function beforeEachChange(before: Before): FileSystem {
  return {
    ...nodeFs,
    openSync: (path, flags, mode) => {
      if (typeof flags === "number" && (flags & O_CREAT) !== 0) before("create", String(path));
      return nodeFs.openSync(path, flags, mode);
    },
    writeSync: ((...args: Parameters<typeof nodeFs.writeSync>) => {
      before("write", "");
      return nodeFs.writeSync(...args);
    }) as typeof nodeFs.writeSync,
    renameSync: (from, to) => {
      before("rename", String(from));
      nodeFs.renameSync(from, to);
    },
    unlinkSync: (path) => {
      before("remove", String(path));
      nodeFs.unlinkSync(path);
    },
    linkSync: (from, to) => {
      before("link", String(from));
      nodeFs.linkSync(from, to);
    },
    mkdirSync: ((path: string, options: nodeFs.MakeDirectoryOptions) => {
      before("make", path);
      return nodeFs.mkdirSync(path, options);
    }) as typeof nodeFs.mkdirSync,
  };
}

/** One in which something happens just before a step is taken for the first time: `create running/1.json`. */
export function meanwhile(step: string, happens: () => void): FileSystem {
  let hasHappened = false;
  return beforeEachChange((verb, path) => {
    if (hasHappened || !step.startsWith(`${verb} `) || !path.endsWith(step.slice(verb.length).replace(" ", "/")))
      return;
    hasHappened = true;
    happens();
  });
}
