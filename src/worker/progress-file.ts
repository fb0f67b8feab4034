import { closeSync, constants, existsSync, fstatSync, lstatSync, openSync, readSync, rmSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { O_NONBLOCK } from "../queue/index.js";
import { makeTemporaryFolder } from "./temporary-folder.js";
import { watchFolder } from "./watch-folder.js";

/** Where one job may write how far it is; the path is its `DIRQ_PROGRESS`. The file appears with the job's first write. */
export interface ProgressFile {
  readonly path: string;
  close(): void;
}

export function watchProgressFile(onProgress: (progress: number) => void): ProgressFile {
  try {
    // Whatever tidies the system's temporary files may have taken it away from a worker that runs for weeks.
    if (folder?.isThere() !== true) folder = new ProgressFolder();
  } catch {
    // No room for temporary files is no reason not to run a job: what it writes is then not seen.
    return { path: devNull, close() {} };
  }
  return folder.add(onProgress);
}

/**
 * What a job wrote: `0.4`, `40%` or `3/8`; of several lines the last one. As everywhere, a number above 1 is a percentage.
 * Undefined: anything else, for example a file that is just being written.
 */
export function parseProgress(text: string): number | undefined {
  const match = PROGRESS.exec(
    text
      .trimEnd()
      .split(/[\r\n]/)
      .at(-1) ?? "",
  );
  if (match === null) return undefined;
  const [, number, percent, total] = match;
  const value = total !== undefined ? Number(number) / Number(total) : Number(number);
  const progress = percent !== undefined || (total === undefined && value > 1) ? value / 100 : value;
  return progress >= 0 && progress <= 1 ? progress : undefined;
}

const NUMBER = String.raw`(\d+(?:\.\d*)?|\.\d+)`;
const PROGRESS = new RegExp(String.raw`^\s*${NUMBER}\s*(?:(%)|/\s*${NUMBER})?\s*$`);

/** More than any progress is long; of a file to which a job only ever appends, the end. */
const READ_BYTES = 64;

const POLL_MS = 1000;

/** One for all jobs of this process: a watch for each would cost more than a short job does. */
let folder: ProgressFolder | undefined;

/**
 * A temporary directory of this process, watched as a whole: that also sees a file which is replaced by a rename. It is
 * not the result directory, where the log's own growth would wake the watch, and where users would find the file.
 */
class ProgressFolder {
  private readonly path = makeTemporaryFolder("progress");
  private readonly listeners = new Map<string, (progress: number) => void>();
  private added = 0;

  constructor() {
    watchFolder(this.path, (name) => this.read(name));
    setInterval(() => this.read(null), POLL_MS).unref();
  }

  isThere(): boolean {
    return existsSync(this.path);
  }

  add(onProgress: (progress: number) => void): ProgressFile {
    const name = String((this.added += 1));
    const path = join(this.path, name);
    this.listeners.set(name, onProgress);
    return {
      path,
      close: () => {
        // Few jobs write one, and to look costs a tenth of the errors of reading and removing none.
        const isThere = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
        if (isThere) this.read(name);
        this.listeners.delete(name);
        if (isThere) rmSync(path, { recursive: true, force: true });
      },
    };
  }

  /** Reads one file, or all of them where the system does not say which one has changed. */
  private read(name: string | null): void {
    for (const each of name === null ? this.listeners.keys() : [name]) {
      const listener = this.listeners.get(each);
      const progress = listener && parseProgress(readEnd(join(this.path, each)));
      if (progress !== undefined) listener?.(progress);
    }
  }
}

/** Empty where there is nothing to read: the file belongs to the job, which may remove it, or put a pipe in its place. */
function readEnd(path: string): string {
  let fd: number | undefined;
  try {
    // To wait for whoever writes to a pipe would hold up the whole worker.
    fd = openSync(path, constants.O_RDONLY | O_NONBLOCK);
    const end = Buffer.alloc(READ_BYTES);
    const length = readSync(fd, end, 0, READ_BYTES, Math.max(0, fstatSync(fd).size - READ_BYTES));
    return end.toString("latin1", 0, length);
  } catch {
    return "";
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}
