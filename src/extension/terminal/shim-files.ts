/**
 * The only file of the extension that touches a disk: VS Code's own storage, where no queue lies, and never while a
 * terminal waits for it.
 */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Shim } from "./shim.js";

/** Writes those that are not there, or say something else. */
export async function writeShims(directory: string, shims: readonly Shim[]): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const { name, text } of shims) {
    const path = join(directory, name);
    if ((await contentOf(path)) === text) continue;
    // By a rename, because a shell may be reading it, and another window writing it.
    const aside = join(directory, `.${name}.${process.pid}`);
    await writeFile(aside, text, { mode: 0o755 });
    await rename(aside, path);
  }
}

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
