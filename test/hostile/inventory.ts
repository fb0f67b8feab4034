/** All that lies in a directory, so that nothing can go without being missed. */
import { createHash } from "node:crypto";
import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync, type Stats } from "node:fs";
import { join } from "node:path";

export interface Item {
  /** Relative; bytes that are no text stand as U+FFFD. */
  readonly path: string;
  /** `file`, `link`, `directory` … */
  readonly kind: string;
  readonly inode: number;
  /** Of a file a digest of its bytes, of a link where it leads; else nothing. */
  readonly content: string;
  readonly changedMs: number;
  /** Of a job, as JSON; where somebody asked for it. */
  readonly params?: string | undefined;
}

export function inventory(directory: string): Item[] {
  return itemsIn(Buffer.from(directory), "");
}

/** What was there before and is nowhere now: neither the thing itself, moved perhaps, nor its bytes under another name. */
export function missing(before: readonly Item[], after: readonly Item[]): Item[] {
  const contents = new Set(after.map(({ kind, content }) => `${kind} ${content}`));
  const left = new Map<string, number>();
  for (const item of after) left.set(sameness(item), (left.get(sameness(item)) ?? 0) + 1);
  return before.filter((item) => {
    if (item.kind === "file" || item.kind === "link") return !contents.has(`${item.kind} ${item.content}`);
    // Sockets and devices may be one with several names, so names are counted.
    const count = left.get(sameness(item)) ?? 0;
    left.set(sameness(item), count - 1);
    return count <= 0;
  });
}

function sameness({ kind, inode }: Item): string {
  return `${kind} ${inode}`;
}

/** By the bytes of the names: some are no text. */
function itemsIn(directory: Buffer, below: string): Item[] {
  return readdirSync(directory, { encoding: "buffer" }).flatMap((name) => {
    const file = Buffer.concat([directory, Buffer.from("/"), name]);
    const path = join(below, name.toString());
    const stat = lstatSync(file);
    const item = { path, kind: kindOf(stat), inode: stat.ino, content: contentOf(file, stat), changedMs: stat.mtimeMs };
    return stat.isDirectory() ? [item, ...itemsIn(file, path)] : [item];
  });
}

function kindOf(stat: Stats): string {
  if (stat.isFile()) return "file";
  if (stat.isDirectory()) return "directory";
  if (stat.isSymbolicLink()) return "link";
  if (stat.isFIFO()) return "FIFO";
  return stat.isSocket() ? "socket" : "device";
}

function contentOf(file: Buffer, stat: Stats): string {
  if (stat.isSymbolicLink()) return readlinkSync(file);
  return stat.isFile() ? `${stat.size} ${createHash("sha1").update(head(file)).digest("hex")}` : "";
}

/** Of a gigabyte the beginning tells enough. */
function head(file: Buffer): Buffer {
  const descriptor = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(2 * 1024 * 1024);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(descriptor);
  }
}
