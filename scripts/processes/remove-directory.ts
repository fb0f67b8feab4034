/** Programs that were ended a moment ago may still write into a directory, also while it is emptied: then it is emptied again. */
import { rmSync } from "node:fs";
import { sleep } from "../../src/queue/disk/sleep.js";

const TRIES = 50;
/** In milliseconds. */
const BETWEEN_TRIES = 100;

/** Removes it with all that is in it; nothing where there is none. @throws what the disk said to the last try */
export function removeDirectory(directory: string): void {
  for (let tries = 1; ; tries++) {
    try {
      return rmSync(directory, { recursive: true, force: true });
    } catch (error) {
      if (tries === TRIES) throw error;
      sleep(BETWEEN_TRIES);
    }
  }
}
