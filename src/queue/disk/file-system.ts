/** The file system is an argument of the core, so that tests can make it lie, fail, freeze or die. */
import type * as nodeFs from "node:fs";
import { constants } from "node:fs";

/** What the core needs of a file system: these functions of node:fs. */
export type FileSystem = Pick<
  typeof nodeFs,
  | "closeSync"
  | "fstatSync"
  | "fsync"
  | "fsyncSync"
  | "ftruncateSync"
  | "linkSync"
  | "lstatSync"
  | "mkdirSync"
  | "openSync"
  | "readFileSync"
  | "readSync"
  | "readdirSync"
  | "readlinkSync"
  | "renameSync"
  | "rmdirSync"
  | "unlinkSync"
  | "writeSync"
> &
  // Only doctor and a shell that completes words ask for these, and do without where they are not.
  Partial<Pick<typeof nodeFs, "accessSync" | "opendirSync" | "statfsSync">>;

// Neither exists on Windows, where neither links nor pipes lie in wait under a plain name.
export const O_NOFOLLOW = (constants.O_NOFOLLOW as number | undefined) ?? 0;
export const O_NONBLOCK = (constants.O_NONBLOCK as number | undefined) ?? 0;

/** Node's own. An import of all of it would be a copy, whose making is a noticeable part of a short command's start. */
export function nodeFileSystem(): FileSystem {
  return process.getBuiltinModule("node:fs");
}
