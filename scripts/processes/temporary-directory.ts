/** A directory for one run, which does not stay behind. */
import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { removeDirectory } from "./remove-directory.js";

export interface TemporaryDirectory {
  /** Without links in it: VS Code compares paths as they are. */
  readonly path: string;
  readonly remove: () => void;
}

const left = new Set<string>();
process.once("exit", () => left.forEach(remove));

/** Removed at the latest when this process ends. `purpose` shows in its name. */
export function temporaryDirectory(purpose: string): TemporaryDirectory {
  const directory = realpathSync(mkdtempSync(path.join(tmpdir(), `dirq-${purpose}-`)));
  left.add(directory);
  return { path: directory, remove: () => remove(directory) };
}

function remove(directory: string): void {
  left.delete(directory);
  removeDirectory(directory);
}
