/**
 * The source file that a job named in its output. A job can name anything, so only what lies in one of the folders, or
 * in the directory that the job ran in, is opened: by its name, and where links lead.
 */
import { realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import type { JobQueue } from "../queue/index.js";
import type { SourceFile } from "./live-queue.js";

const NOT_THERE = new Set(["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG", "EACCES"]);

export function findSourceFile(
  queue: JobQueue,
  id: string,
  { path, folders }: { readonly path: string; readonly folders: readonly string[] },
): SourceFile {
  const start = directoryOf(queue, id);
  const named = resolve(start, path);
  const roots = [start, ...folders];
  const realRoots = roots.flatMap((root) => realPath(root) ?? []);
  // Nothing outside is even asked for: the job could have named another machine's share.
  if (![...roots, ...realRoots].some((root) => isInside(named, root))) return { kind: "outside", path: named };
  const real = realPath(named);
  if (real === undefined) return { kind: "missing", path: named };
  if (!realRoots.some((root) => isInside(real, root))) return { kind: "outside", path: named };
  return { kind: statSync(real).isFile() ? "file" : "missing", path: named };
}

/** Where the job ran: its own directory, else the one of its results. */
function directoryOf(queue: JobQueue, id: string): string {
  const job = queue.get(id);
  const cwd = job === undefined || job.state === "damaged" ? undefined : job.params["cwd"];
  return typeof cwd === "string" && isAbsolute(cwd) ? cwd : queue.resultDirectory(id);
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (error) {
    if (NOT_THERE.has((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

function isInside(file: string, folder: string): boolean {
  const way = relative(folder, file);
  return way !== "" && !isAbsolute(way) && way.split(/[\\/]/)[0] !== "..";
}
