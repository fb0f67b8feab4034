/** Looking at a disk. Follows no link, waits for no pipe, and changes nothing. */
import { constants, type Dir, type Stats } from "node:fs";
import { dirname } from "node:path";
import { nodeFileSystem, O_NOFOLLOW, O_NONBLOCK, type FileSystem } from "./file-system.js";
import { sleep } from "./sleep.js";
import { hasCode, isGone, isSystemError } from "./system-errors.js";

/** A job file larger than this is shown as damaged, not loaded. */
export const MAX_JOB_BYTES = 1024 * 1024;

/** One for all, since what was read is a text before anything else is read. Made when it is first needed. */
let buffer: Buffer | undefined;
const BUFFER_BYTES = 64 * 1024;

const NAMES_AT_ONCE = 4_096;

/** Why a file cannot be read as a job: a pipe, a link, a directory, or too large. */
export class UnreadableFile extends Error {}

export class DiskReader {
  constructor(readonly fs: FileSystem = nodeFileSystem()) {}

  /**
   * The text of a regular file; undefined where there is none. Follows no link and never waits for a pipe.
   * @throws UnreadableFile for anything that is not a regular file of at most `limit` bytes
   */
  read(path: string, limit = MAX_JOB_BYTES): string | undefined {
    const file = this.open(path, constants.O_RDONLY);
    if (file === undefined) return undefined;
    try {
      const stat = this.fs.fstatSync(file);
      if (!stat.isFile())
        throw new UnreadableFile(stat.isDirectory() ? "a directory, not a file" : "not a regular file");
      if (stat.size > limit) throw new UnreadableFile(`${stat.size} bytes, larger than the ${limit} that are read`);
      return this.text(file, stat.size);
    } finally {
      this.fs.closeSync(file);
    }
  }

  /** Of a job's file in one call, where `readFileSync` looks again before it and once more behind the end. */
  private text(file: number, size: number): string {
    if (size === 0 || size > BUFFER_BYTES) return this.fs.readFileSync(file, "utf8");
    buffer ??= Buffer.allocUnsafeSlow(BUFFER_BYTES);
    let length = 0;
    for (let got = -1; got !== 0 && length < size; length += got) {
      got = this.fs.readSync(file, buffer, length, size - length, length);
    }
    return buffer.toString("utf8", 0, length);
  }

  /** As `read`, of a file that dirq itself keeps: whatever else somebody put under its name says nothing. */
  readOwn(path: string): string | undefined {
    try {
      return this.read(path);
    } catch (error) {
      if (error instanceof UnreadableFile) return undefined;
      throw error;
    }
  }

  protected open(path: string, flags: number): number | undefined {
    try {
      return this.fs.openSync(path, flags | O_NOFOLLOW | O_NONBLOCK);
    } catch (error) {
      if (isGone(error)) return undefined;
      if (hasCode(error, "ELOOP")) throw new UnreadableFile("a symbolic link, which is not followed");
      if (hasCode(error, "ENXIO")) throw new UnreadableFile("not a regular file");
      throw error;
    }
  }

  /** Whether a name exists; a link counts as itself. */
  exists(path: string): boolean {
    return this.stat(path) !== undefined;
  }

  /** Whether a regular file lies there itself, not a link to one. */
  isFile(path: string): boolean {
    return this.stat(path)?.isFile() === true;
  }

  /** Whether a directory lies there itself, not a link to one. */
  isDirectory(path: string): boolean {
    return this.stat(path)?.isDirectory() === true;
  }

  stat(path: string): Stats | undefined {
    try {
      return this.fs.lstatSync(path, { throwIfNoEntry: false });
    } catch (error) {
      // A parent that is a file still throws.
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  /** Whether a directory is there, or a link that leads to one. */
  leadsToDirectory(path: string): boolean {
    try {
      return this.isDirectory(`${path}/`);
    } catch (error) {
      if (hasCode(error, "ELOOP")) return false;
      throw error;
    }
  }

  /** The names in a directory, sorted; none where there is no directory. */
  names(directory: string): string[] {
    try {
      return this.fs.readdirSync(directory).sort();
    } catch (error) {
      if (isGone(error)) return [];
      throw error;
    }
  }

  /** The same one by one in no order, which nobody need wait for or go through to the end. */
  *eachName(directory: string): Generator<string> {
    if (this.fs.opendirSync === undefined) return yield* this.names(directory);
    let open: Dir;
    try {
      open = this.fs.opendirSync(directory, { bufferSize: NAMES_AT_ONCE });
    } catch (error) {
      if (isGone(error)) return;
      throw error;
    }
    try {
      for (let entry = open.readSync(); entry !== null; entry = open.readSync()) yield entry.name;
    } finally {
      open.closeSync();
    }
  }

  /**
   * Whether a name is missing from a folder that is there. Of what is in a folder that is itself away, on a disk that is
   * not mounted for a while, nothing is known; it may come back between two looks.
   */
  isMissing(path: string): boolean {
    return this.lacks(path, () => this.exists(path));
  }

  /** As `isMissing`, also of a file that is only remembered. */
  hasGone(path: string): boolean {
    return this.lacks(path, () => this.stands(path));
  }

  private lacks(path: string, look: () => boolean): boolean {
    return !this.forSure(look) && this.existsForSure(dirname(path)) && !this.forSure(look);
  }

  /** Whether a name exists, and is not only remembered. */
  stands(path: string): boolean {
    const stat = this.stat(path);
    return stat !== undefined && !(stat.isFile() && this.isMemory(path));
  }

  /**
   * Whether a file is seen that others have moved: a client of sshfs goes on to see it, and asks the server only where it is
   * opened. That costs two calls more than to look: for where there is reason to ask.
   */
  isOnlyRemembered(path: string): boolean {
    return this.isFile(path) && this.isMemory(path);
  }

  private isMemory(path: string): boolean {
    try {
      const file = this.open(path, constants.O_RDONLY);
      if (file !== undefined) this.fs.closeSync(file);
      return file === undefined;
    } catch (error) {
      if (!(error instanceof UnreadableFile || isSystemError(error))) throw error;
      // What may not be opened, or cannot for want of descriptors, is there all the same.
      return false;
    }
  }

  protected existsForSure(path: string): boolean {
    return this.forSure(() => this.exists(path));
  }

  /** Looks again where a network file system cannot tell, rather than guess. */
  private forSure(look: () => boolean): boolean {
    for (let looks = 1; ; looks++) {
      try {
        return look();
      } catch (error) {
        if (looks === 5 || !hasCode(error, "EIO", "ESTALE", "ETIMEDOUT")) throw error;
        sleep(50 * looks);
      }
    }
  }

  /** Whether this process may change a directory. The system answers for read-only disks too. */
  canWrite(directory: string): boolean {
    try {
      this.fs.accessSync?.(directory, constants.W_OK | constants.X_OK);
      return true;
    } catch (error) {
      if (hasCode(error, "EACCES", "EPERM", "EROFS")) return false;
      throw error;
    }
  }

  /** What is free where a path lies, for this user; undefined where the system does not tell. */
  room(path: string): { readonly bytes: number; readonly files: number } | undefined {
    const stat = this.fs.statfsSync?.(path);
    if (stat === undefined || stat.blocks === 0) return undefined;
    // Some file systems make names as they need them, and say that there are none.
    return { bytes: stat.bavail * stat.bsize, files: stat.files === 0 ? Infinity : stat.ffree };
  }
}
