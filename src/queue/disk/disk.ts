/**
 * All file access of the core.
 *
 * A queue is changed in two ways only. `put` writes a file aside and renames it to its place, so nobody ever meets
 * half of it. `move` renames a file to a name that only the mover could make, so nobody else can have moved it.
 */
import { constants } from "node:fs";
import { dirname } from "node:path";
import { DirqError } from "../errors.js";
import { O_NOFOLLOW } from "./file-system.js";
import type { Steps } from "./steps.js";
import { SyncingDisk } from "./syncing-disk.js";
import { hasCode, isGone } from "./system-errors.js";

const { O_RDONLY, O_RDWR, O_WRONLY, O_CREAT, O_EXCL } = constants;

/** A result may be larger than any text that this process can hold. */
const COPIED_AT_ONCE = 1024 * 1024;

export class Disk extends SyncingDisk {
  /**
   * Makes a directory and its parents; false where it was there already. `within` has to be there: a queue that is away,
   * on a share that is not mounted, is not made again beneath the mount.
   */
  makeDirectory(path: string, { within }: { readonly within?: string } = {}): boolean {
    const parent = dirname(path);
    try {
      return this.makeOneDirectory(path);
    } catch (error) {
      if (!hasCode(error, "ENOENT") || parent === within) throw error;
      if (!this.exists(parent)) this.makeDirectory(parent, within === undefined ? {} : { within });
      // Where it was there, somebody has made it just now, or it takes no other, as /proc: this tells which.
      return this.makeOneDirectory(path);
    }
  }

  private makeOneDirectory(path: string): boolean {
    // Not with node's `recursive`: it tries for ever where a directory that is there takes no other.
    try {
      this.fs.mkdirSync(path);
      return true;
    } catch (error) {
      if (hasCode(error, "EEXIST") && this.leadsToDirectory(path)) return false;
      throw error;
    }
  }

  /**
   * Writes a file as `part` and renames it to `path`, replacing what is there. Its bytes are durable when this returns,
   * its name once the directory is synced. `part` is a name on the same file system that nobody else makes at the time.
   * @throws EEXIST where `part` exists; then nothing has been put
   */
  put(path: string, text: string, { part }: { readonly part: string }): void {
    this.create(part, text);
    this.moveInto(path, part);
  }

  /** As `put`, of what another file holds, however much that is; puts nothing where that one is gone. */
  putCopy(path: string, from: string, { part }: { readonly part: string }): void {
    const source = this.open(from, O_RDONLY);
    if (source === undefined) return;
    try {
      this.createCopy(part, source);
    } finally {
      this.fs.closeSync(source);
    }
    this.moveInto(path, part);
  }

  private createCopy(path: string, source: number): void {
    const file = this.createOpen(path, "");
    try {
      this.copyBytes(source, file);
      this.fs.fsyncSync(file);
    } catch (error) {
      this.remove(path);
      throw error;
    } finally {
      this.fs.closeSync(file);
    }
  }

  private copyBytes(source: number, file: number): void {
    const buffer = Buffer.allocUnsafe(Math.min(COPIED_AT_ONCE, Math.max(1, this.fs.fstatSync(source).size)));
    let position = 0;
    for (let got = -1; got !== 0; position += got) {
      got = this.fs.readSync(source, buffer, 0, buffer.length, position);
      this.writeBytes(file, buffer.subarray(0, got), position);
    }
  }

  private moveInto(path: string, part: string): void {
    try {
      if (!this.move(part, path)) {
        throw new DirqError("CONFLICT", `Could not write ${path}: ${part} was removed meanwhile. Try again.`);
      }
    } catch (error) {
      this.remove(part);
      throw error;
    }
  }

  /**
   * Creates a file that does not exist, durable but for its directory entry. For names that only their writer can make.
   * @throws EEXIST where it exists
   */
  create(path: string, text: string): void {
    this.take(this.creatingAll([[path, text]]));
  }

  /** The same; one that exists already is left as it is. */
  createUnlessThere(path: string, text: string): void {
    try {
      this.create(path, text);
    } catch (error) {
      if (!hasCode(error, "EEXIST")) throw error;
    }
  }

  /** Creates several such files; written first and synced together, they cost the disk little more than one. */
  *creatingAll(files: readonly (readonly [path: string, text: string])[]): Steps<void> {
    const open: number[] = [];
    try {
      for (const [path, text] of files) open.push(this.createOpen(path, text));
      yield open;
    } catch (error) {
      for (const [path] of files.slice(0, open.length)) this.remove(path);
      throw error;
    } finally {
      this.closeAll(open);
    }
  }

  /** Closes all of them, whatever the disk says to one. @throws what it said to one of them */
  closeAll(files: readonly number[]): void {
    const [file, ...rest] = files;
    if (file === undefined) return;
    try {
      this.fs.closeSync(file);
    } finally {
      this.closeAll(rest);
    }
  }

  /** Creates a file that does not exist and leaves it open for `write`, without fsync. @throws EEXIST where it exists */
  createOpen(path: string, text: string): number {
    const file = this.fs.openSync(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0o666);
    try {
      this.write(file, text, 0);
      return file;
    } catch (error) {
      this.fs.closeSync(file);
      this.remove(path);
      throw error;
    }
  }

  /** Writes a whole file in place, without fsync: for what may be lost. A reader can meet half of it. */
  overwrite(path: string, text: string): void {
    // Not truncated when opened, but when written: emptying a file first makes some file systems write it out at once.
    const file = this.fs.openSync(path, O_WRONLY | O_CREAT | O_NOFOLLOW, 0o666);
    try {
      this.fs.ftruncateSync(file, this.write(file, text, 0));
    } finally {
      this.fs.closeSync(file);
    }
  }

  /** Writes all of a text at a position of an open file; returns how many bytes it has. */
  write(file: number, text: string, position: number): number {
    const bytes = Buffer.from(text);
    this.writeBytes(file, bytes, position);
    return bytes.length;
  }

  private writeBytes(file: number, bytes: Uint8Array, position: number): void {
    for (let done = 0; done < bytes.length;) {
      done += this.fs.writeSync(file, bytes, done, bytes.length - done, position + done);
    }
  }

  close(file: number): void {
    this.fs.closeSync(file);
  }

  /**
   * Renames a file to a name that only the caller could make, or one that it may replace. True: it is there, moved by
   * this call. False: somebody else was faster. A reported error is never believed but looked at: the reply may have
   * been lost.
   * @throws the error of the system when the file is still where it was after several tries, or cannot be looked for:
   * its folder is away too
   */
  move(from: string, to: string): boolean {
    for (let tries = 1; ; tries++) {
      try {
        this.fs.renameSync(from, to);
        return true;
      } catch (error) {
        // Of a name that may be replaced it says nothing that it exists, as long as the file has not left its place.
        const isRemembered = hasCode(error, "ENOENT") && this.isOnlyRemembered(from);
        if (isRemembered || !this.existsForSure(from)) {
          if (this.existsForSure(to)) return true;
          if (isRemembered || this.isMissing(from)) return false;
        }
        if (tries === 3) throw error;
      }
    }
  }

  /** Gives a file a second name; false where the file system has no hard links. */
  link(from: string, to: string): boolean {
    try {
      this.fs.linkSync(from, to);
      return true;
    } catch (error) {
      if (hasCode(error, "EPERM", "ENOTSUP", "EOPNOTSUPP", "EXDEV", "EMLINK", "ENOSYS")) return false;
      throw error;
    }
  }

  /** Removes a file or a link; false where there was none. */
  remove(path: string): boolean {
    try {
      this.fs.unlinkSync(path);
      return true;
    } catch (error) {
      if (isGone(error)) return false;
      throw error;
    }
  }

  /** Removes a regular file. What else lies there was put there by somebody, and is not ours to delete. */
  removeFile(path: string): boolean {
    return this.isFile(path) && this.remove(path);
  }

  /** What is in it stays, with the directory. */
  removeEmptyDirectory(path: string): void {
    try {
      this.fs.rmdirSync(path);
    } catch (error) {
      if (!isGone(error) && !hasCode(error, "ENOTEMPTY", "EEXIST")) throw error;
    }
  }
}
