/** The trash: operations that were begun and not finished, and jobs whose time in it is over. */
import type { Store } from "../disk/store.js";
import { expiredInTrash, halfDoneInTrash } from "../recovering/tend-trash.js";
import type { TrashPhase } from "../trash/trash-folder.js";
import { inWords, type Finding } from "./finding.js";

const BEGUN: Readonly<Partial<Record<TrashPhase, string>>> = {
  removing: "its removal",
  restoring: "its restoring",
  purging: "its deletion for good",
  healing: "the healing of a false mark",
};

export function checkTrash(store: Store, now: number): Finding[] {
  const halfDone = halfDoneInTrash(store, now).map((folder): Finding => ({
    kind: "half-done",
    id: folder.readManifest()?.id,
    path: folder.path,
    evidence: `${BEGUN[folder.phase] ?? folder.phase} was begun and not finished`,
    remedy: "finish it",
    fixable: true,
  }));
  const expired = expiredInTrash(store, now).map((folder): Finding => ({
    kind: "expired-trash",
    id: folder.readManifest()?.id,
    path: folder.path,
    evidence: `it was removed ${inWords(folder.age(now))} ago, and kept for 7 days`,
    remedy: "delete it for good",
    fixable: true,
  }));
  return [...halfDone, ...expired];
}
