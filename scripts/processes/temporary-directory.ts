/** A directory for one run, which does not stay behind. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sleep } from "../../src/queue/disk/sleep.js";

export interface TemporaryDirectory {
  /** Without links in it: VS Code compares paths as they are. */
  readonly path: string;
  readonly remove: () => void;
}

const TRIES = 50;
/** In milliseconds. */
const BETWEEN_TRIES = 100;

const left = new Set<string>();
process.once("exit", () => left.forEach(remove));

/** Removed at the latest when this process ends. `purpose` shows in its name. */
export function temporaryDirectory(purpose: string): TemporaryDirectory {
  const directory = realpathSync(mkdtempSync(path.join(tmpdir(), `dirq-${purpose}-`)));
  left.add(directory);
  return { path: directory, remove: () => remove(directory) };
}

/** Programs that were ended a moment ago may still write into it, also while it is emptied: then it is emptied again. */
function remove(directory: string): void {
  left.delete(directory);
  for (let tries = 1; ; tries++) {
    try {
      return rmSync(directory, { recursive: true, force: true });
    } catch (error) {
      if (tries === TRIES) throw error;
      sleep(BETWEEN_TRIES);
    }
  }
}
