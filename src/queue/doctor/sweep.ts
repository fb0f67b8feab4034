import type { Store } from "../disk/store.js";
import { checkLeftOvers } from "./left-overs.js";
import { checkLocks } from "./stray-locks.js";

/** Removes what is of no use to anybody. `now`: milliseconds since 1970. */
export function sweep(store: Store, now: number): void {
  for (const { path } of [...checkLocks(store, now), ...checkLeftOvers(store, now)]) store.disk.removeFile(path);
}
