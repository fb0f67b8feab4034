/** What can be mended without harm: missing folders are made, what the dead have left is brought to its end. */
import { SECOND_LOOK_MS, type Recovery } from "../recover.js";
import { sleep } from "../sleep.js";
import { assertKnownFormat, type Store } from "../store.js";

/** Every step can be repeated, and may be made by a worker at the same time. @throws DirqError UNKNOWN_FORMAT */
export function mend(store: Store, recovery: Recovery): void {
  const { disk, layout } = store;
  // Also where this process has written before: it may have been replaced meanwhile.
  assertKnownFormat(store);
  for (const directory of layout.directories) if (!disk.exists(directory)) disk.makeDirectory(directory);
  recovery.run();
  if (!recovery.needsSecondLook) return;
  sleep(SECOND_LOOK_MS);
  recovery.run();
}
