/**
 * The source file that a job named in its output. A job can name anything, so only what lies in certain folders is looked
 * at: by its name, and where links lead.
 */
import { realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import type { JobOrDamaged, ReadableQueue } from "../../queue/index.js";
import type { SourceFile } from "../live-queue.js";

const NOT_THERE = new Set(["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG", "EACCES"]);

/** In one of the folders, or in the directory that the job ran in. */
export function findSourceFile(
  queue: ReadableQueue,
  id: string,
  { path, folders }: { readonly path: string; readonly folders: readonly string[] },
): SourceFile {
  const start = directoryOf(queue, queue.get(id)) ?? queue.resultDirectory(id);
  return sourceFileIn([start, ...folders], resolve(start, path));
}

/** What an absolute path names, if it lies in one of the folders. */
export function sourceFileIn(folders: readonly string[], path: string): SourceFile {
  const real = folders.flatMap((folder) => realPath(folder) ?? []);
  // Nothing outside is even asked for: the job could have named another machine's share.
  if (![...folders, ...real].some((folder) => isInside(path, folder))) return { kind: "outside", path };
  const end = realPath(path);
  if (end === undefined) return { kind: "missing", path };
  if (!real.some((folder) => isInside(end, folder))) return { kind: "outside", path };
  return { kind: statSync(end).isFile() ? "file" : "missing", path };
}

/** Where the job ran: its own directory, else the one of its results; undefined for a job that cannot be read. */
export function directoryOf(queue: ReadableQueue, job: JobOrDamaged | undefined): string | undefined {
  if (job === undefined || job.state === "damaged") return undefined;
  const { cwd } = job.params;
  return typeof cwd === "string" && isAbsolute(cwd) ? cwd : queue.resultDirectory(job.id);
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
