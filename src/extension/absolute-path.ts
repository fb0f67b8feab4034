/** A path as a person writes it: absolute, from `~`, or relative to a folder. */
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

/** Undefined for a relative path where there is no folder that it could be relative to. */
export function absolutePath(path: string, folder: string | undefined): string | undefined {
  const expanded = /^~(?=$|[\\/])/.test(path) ? join(homedir(), path.slice(1)) : path;
  if (isAbsolute(expanded)) return resolve(expanded);
  return folder === undefined ? undefined : resolve(folder, expanded);
}
