/** A directory for one run, which does not stay behind. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface TemporaryDirectory {
  /** Without links in it: VS Code compares paths as they are. */
  readonly path: string;
  readonly remove: () => void;
}

/** Removed at the latest when this process ends. `purpose` shows in its name. */
export function temporaryDirectory(purpose: string): TemporaryDirectory {
  const directory = realpathSync(mkdtempSync(path.join(tmpdir(), `dirq-${purpose}-`)));
  // Programs that were ended a moment ago may still write into it.
  const remove = (): void => rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
  process.once("exit", remove);
  return {
    path: directory,
    remove() {
      process.removeListener("exit", remove);
      remove();
    },
  };
}
