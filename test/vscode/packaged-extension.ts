/** The extension as the .vsix holds it, alone in a directory: nothing else of the project is there to lean on. */
import { cp } from "node:fs/promises";
import path from "node:path";
import { listFiles, PackageManager } from "@vscode/vsce";
import { temporaryDirectory } from "../../scripts/processes/temporary-directory.js";

const root = path.resolve(__dirname, "../..");
let made: Promise<string> | undefined;

/** Its directory. Made once, and gone when this process ends. */
export function packagedExtension(): Promise<string> {
  return (made ??= make());
}

async function make(): Promise<string> {
  const directory = temporaryDirectory("extension").path;
  for (const file of await listFiles({ cwd: root, packageManager: PackageManager.None })) {
    await cp(path.join(root, file), path.join(directory, file));
  }
  return directory;
}
