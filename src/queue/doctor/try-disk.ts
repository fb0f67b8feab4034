/**
 * Tries what the protocol builds on, by writing a few files into `.dirq/tmp` and taking them away again. One process
 * can only try one call after the other: that two at the same moment exclude each other is left to the file system.
 */
import { join } from "node:path";
import { checkRename, type Store } from "../disk/store.js";
import { hasCode, isSystemError } from "../disk/system-errors.js";
import { DirqError } from "../errors.js";
import { randomHex } from "../random.js";
import { clockFinding, SKEW_MS } from "./clock-skew.js";
import { inWords, type Finding } from "./finding.js";

/** Writes; only for a queue that may be written to. `now`: the clock to compare with, in milliseconds since 1970. */
export function tryDisk(store: Store, now: () => number): Finding[] {
  const { disk, layout } = store;
  const stem = join(layout.tmp, `.${randomHex(6)}`);
  const [first, second] = [`${stem}.1.probe`, `${stem}.2.probe`];
  try {
    const before = now();
    disk.create(first, "first");
    const skew = skewOf(disk.stat(first)?.mtimeMs ?? before, { before, after: now() });
    // What comes later relies on what comes before.
    const evidence = tryCreate(store, first) ?? tryRename(store, first, second) ?? tryFolders(store);
    return [
      ...(evidence === undefined ? [] : [fileSystemFinding(store, evidence)]),
      ...(Math.abs(skew) < SKEW_MS ? [] : [skewFinding(store, skew)]),
    ];
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return [fileSystemFinding(store, `writing a file failed: ${error.message}`)];
  } finally {
    for (const path of [first, second]) disk.remove(path);
  }
}

function fileSystemFinding({ layout }: Store, evidence: string): Finding {
  const remedy = "jobs can be lost or run twice here: move the queue to another file system";
  return { kind: "file-system", id: undefined, path: layout.directory, evidence, remedy, fixable: false };
}

function tryCreate({ disk }: Store, existing: string): string | undefined {
  try {
    disk.create(existing, "second");
    return "a file that exists was created once more, though exclusively";
  } catch (error) {
    if (hasCode(error, "EEXIST")) return undefined;
    throw error;
  }
}

/** A rename takes the file with it, replaces what stands there, and cannot be made twice. */
function tryRename({ disk }: Store, from: string, to: string): string | undefined {
  disk.remove(to);
  disk.create(to, "old");
  disk.fs.renameSync(from, to);
  if (disk.exists(from)) return "a renamed file stands under its old name as well";
  if (disk.read(to) !== "first") return "a rename did not replace the file that stood there";
  try {
    disk.fs.renameSync(from, `${to}.probe`);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
  disk.remove(`${to}.probe`);
  return "one file could be renamed twice";
}

function tryFolders(store: Store): string | undefined {
  try {
    checkRename(store);
    store.disk.sync(store.layout.claims);
    return undefined;
  } catch (error) {
    if (error instanceof DirqError) return "its folders are on more than one file system";
    throw error;
  }
}

/** Milliseconds by which the disk's clock is ahead of ours. */
function skewOf(written: number, { before, after }: { readonly before: number; readonly after: number }): number {
  if (written < before) return written - before;
  return written > after ? written - after : 0;
}

function skewFinding({ layout }: Store, skew: number): Finding {
  const where = skew > 0 ? "ahead of" : "behind";
  return clockFinding(
    layout.directory,
    `the clock of the disk's server is ${inWords(Math.abs(skew))} ${where} this machine's`,
  );
}
