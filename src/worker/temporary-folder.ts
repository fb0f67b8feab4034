import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder that only this user can enter, outside every queue; removed when the process exits. */
export function makeTemporaryFolder(purpose: string): string {
  const path = mkdtempSync(join(tmpdir(), `dirq-${purpose}-`));
  process.once("exit", () => rmSync(path, { recursive: true, force: true }));
  return path;
}
