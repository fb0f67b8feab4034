/**
 * Heals every job that stands elsewhere too. Every worker does this twice a minute, perhaps beside a hundred thousand jobs
 * that have ended: only names are listed, and where nothing has failed not even these.
 */
import type { Store } from "../disk/store.js";
import { claimsIn, idsIn, waitingIn } from "../reading/scan.js";
import { heal } from "./heal.js";

export function healAll(store: Store): void {
  const failed = new Set(idsIn(store, "failed"));
  if (failed.size === 0) return;
  for (const id of idsElsewhere(store)) if (failed.has(id)) heal(store, id);
}

function idsElsewhere(store: Store): string[] {
  const waiting = waitingIn(store).map(({ id }) => id);
  const claimed = claimsIn(store).map(({ id }) => id);
  return [waiting, idsIn(store, "queued"), claimed, idsIn(store, "running"), idsIn(store, "completed")].flat();
}
