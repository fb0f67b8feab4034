/** Whether the queue can be written to at all, and how much room is left. */
import type { Store } from "../disk/store.js";
import { hasCode } from "../disk/system-errors.js";
import { trashSize } from "../trash/list.js";
import type { Finding } from "./finding.js";
import { nameIn } from "./folders.js";

/** Less than a few jobs' output. */
const FEW_BYTES = 64 * 1024 * 1024;
/** A job takes about ten names while it ends. */
const FEW_FILES = 1_000;

/** At most one finding: where one folder cannot be written to, the others seldom can. */
export function checkPermissions({ disk, layout }: Store): Finding[] {
  const path = layout.directories.find((directory) => disk.leadsToDirectory(directory) && !disk.canWrite(directory));
  if (path === undefined) return [];
  const name = nameIn({ disk, layout }, path);
  return [
    {
      kind: "read-only",
      id: undefined,
      path,
      evidence: `this user may not write to ${name}, or its disk is mounted read-only`,
      remedy: "jobs can be looked at, but neither submitted nor run from here; try as another user",
      fixable: false,
    },
  ];
}

export function checkRoom(store: Store): Finding[] {
  const { layout } = store;
  const lacks = [layout.directory, layout.results].flatMap((path) => {
    const lack = lackOf(store, path);
    return lack === undefined ? [] : [{ path, lack }];
  });
  const [first] = lacks;
  if (first === undefined) return [];
  const trash = Math.round(trashSize(store) / 1_000_000);
  const remedy = `free some${trash > 0 ? `: dirq trash empty frees ${trash} MB` : ""}; jobs cannot end on a full disk`;
  return [{ kind: "disk-full", id: undefined, path: first.path, evidence: first.lack, remedy, fixable: false }];
}

function lackOf({ disk }: Store, path: string): string | undefined {
  try {
    const room = disk.room(path);
    if (room === undefined) return undefined;
    if (room.bytes < FEW_BYTES) return `${Math.floor(room.bytes / 1_000_000)} MB are left on its disk`;
    return room.files < FEW_FILES ? `${room.files} more files can be made on its disk` : undefined;
  } catch (error) {
    // Results that are on a disk which is away are another finding.
    if (hasCode(error, "ENOENT", "ENOTDIR", "ENOSYS")) return undefined;
    throw error;
  }
}
