/** What can be mended without harm: missing folders are made, what the dead have left is brought to its end. */
import { sleep } from "../disk/sleep.js";
import { assertKnownFormat, type Store } from "../disk/store.js";
import { heal } from "../healing/heal.js";
import { workersPresent } from "../processes/presence.js";
import type { Recovery } from "../recovering/recover.js";
import { finishHalfDone, halfDoneInTrash } from "../recovering/tend-trash.js";
import { SECOND_LOOK_MS } from "../recovering/views-without-claim.js";
import type { Finding } from "./finding.js";
import { bringOutOfQuarantine } from "./quarantined.js";

/** Every step can be repeated, and may be made by a worker at the same time. @throws DirqError UNKNOWN_FORMAT */
export function mend(store: Store, recovery: Recovery): void {
  const { disk, layout } = store;
  // Also where this process has written before: it may have been replaced meanwhile.
  assertKnownFormat(store);
  for (const directory of layout.directories) if (!disk.exists(directory)) disk.makeDirectory(directory);
  recovery.run();
  if (recovery.needsSecondLook) {
    sleep(SECOND_LOOK_MS);
    recovery.run();
  }
  bringOutOfQuarantine(store);
}

/** The same for one finding of `glance` alone. @throws DirqError UNKNOWN_FORMAT */
export function mendOne(store: Store, finding: Finding, recovery: Recovery): void {
  const { kind, id, path } = finding;
  assertKnownFormat(store);
  if (kind === "missing-folder") return void store.disk.makeDirectory(path);
  if (kind === "false-mark" && id !== undefined) return void heal(store, id);
  const inTrash = halfDoneInTrash(store, Date.now()).find((folder) => folder.path === path);
  if (inTrash !== undefined) return finishHalfDone(store, inTrash);
  if (id !== undefined && path === store.layout.job("running", id)) return queueFromView(recovery);
  if (id !== undefined) return recovery.bringBackJob(id);
  const worker = workersPresent(store).find((one) => path === store.layout.presence(one));
  if (worker !== undefined) recovery.bringBackFrom(worker);
}

/** A view that lost its claim is believed at a second look alone. */
function queueFromView(recovery: Recovery): void {
  recovery.mendViews();
  sleep(SECOND_LOOK_MS);
  recovery.mendViews();
}
