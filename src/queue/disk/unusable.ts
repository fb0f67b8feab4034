/** Why a directory cannot be used as a queue, in words: what the system said, and what to do about it. */
import { DirqError } from "../errors.js";
import { UnreadableFile } from "./disk-reader.js";
import type { Store } from "./store.js";
import { hasCode, isSystemError } from "./system-errors.js";

/** What an action on a queue returns. @throws what it throws, the system's refusals in words */
export function orUnusable<T>(store: Store, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw asUnusable(error, store);
  }
}

/** The system's refusals in words; anything else as it came. */
export function asUnusable(error: unknown, store: Store): unknown {
  const { directory } = store.layout;
  if (hasCode(error, "ENOTDIR") && isPlainFile(store)) return notADirectory(directory);
  const words = wordsFor(error, store);
  if (words === undefined) return error;
  const [reason, advice] = words;
  const detail = (error as Error).message;
  const message = `Cannot use the jobs directory ${directory}: ${reason} (${detail}). ${advice}`;
  return new DirqError("QUEUE_UNUSABLE", message, { cause: error });
}

function wordsFor(error: unknown, store: Store): readonly [reason: string, advice: string] | undefined {
  if (error instanceof UnreadableFile || hasCode(error, "EEXIST", "ENOTDIR"))
    return ["something else lies where a directory or file of the queue belongs", "dirq doctor says where."];
  // Some of our own errors have codes too.
  if (!isSystemError(error)) return undefined;
  switch (error.code) {
    case "EACCES":
    case "EPERM":
      return ["permission denied", "Try as a user who may, or choose another jobs directory."];
    case "EROFS":
      return ["the file system is read-only", "Its jobs can only be looked at."];
    case "ENAMETOOLONG":
      return [
        "its path, or a name in it, is too long for the file system",
        "Choose a jobs directory with a shorter one.",
      ];
    case "ENOSPC":
    case "EDQUOT":
      return ["no space is left on the disk", "Free some: dirq trash empty deletes what was removed."];
    case "EIO":
      return ["the disk reports an error", "The system's log says more. Try again once that is mended."];
    case "ESTALE":
      return [
        "its file server does not know it, or a file in it, any more",
        "Try again. If it stays so, mount it anew.",
      ];
    case "ETIMEDOUT":
    case "EHOSTDOWN":
    case "ENOTCONN":
      return ["its file server does not answer", "Try again once it does."];
    case "ENOENT": {
      const missing = missingFolder(store);
      if (missing === undefined && error.syscall === "mkdir")
        return ["no directory can be made there", "Choose another jobs directory."];
      if (missing === undefined) return undefined;
      return [`${missing} is not there`, "dirq doctor says more, and makes with --fix what was deleted."];
    }
    default:
      return undefined;
  }
}

export function notADirectory(directory: string): DirqError {
  return new DirqError("QUEUE_UNUSABLE", `${directory} is a file, not a jobs directory. Name another directory.`);
}

function isPlainFile({ disk, layout }: Store): boolean {
  return disk.isFile(layout.directory);
}

/** A folder that the first write made and somebody has deleted since; or a link to a disk that is away. */
function missingFolder({ disk, layout }: Store): string | undefined {
  if (!disk.exists(layout.marker)) return undefined;
  return layout.directories.find((directory) => !disk.leadsToDirectory(directory));
}
