import * as nodeFs from "node:fs";
import type { FileSystem } from "../../src/queue/disk/file-system.js";

/** Also before a call that only looks, since what it says may be so no more when something is done about it. */
export function beforeEachCall(before: (call: number) => void): FileSystem {
  let calls = 0;
  const watched = Object.entries(nodeFs).map(([name, member]: [string, unknown]) => {
    if (typeof member !== "function" || !name.endsWith("Sync")) return [name, member];
    const call = (...args: unknown[]): unknown => {
      before(++calls);
      return Reflect.apply(member, nodeFs, args);
    };
    return [name, call];
  });
  return Object.fromEntries(watched) as FileSystem;
}
