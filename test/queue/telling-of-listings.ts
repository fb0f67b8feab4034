import * as nodeFs from "node:fs";
import { basename } from "node:path";
import type { FileSystem } from "../../src/queue/disk/file-system.js";

/** Notes the last name of each directory that is listed. */
export function tellingOfListings(listed: string[]): FileSystem {
  const readdirSync = ((path: string) => {
    listed.push(basename(path));
    return nodeFs.readdirSync(path);
  }) as typeof nodeFs.readdirSync;
  return { ...nodeFs, readdirSync };
}
