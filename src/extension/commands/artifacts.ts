/** What can be done with a file or folder that a job left, and with the folder of them all. */
import { dirname } from "node:path";
import * as vscode from "vscode";
import { givenRow, givenTargets } from "../choosing/given.js";
import type { ArtifactTarget } from "../queues/queues.js";
import { reveal } from "./open-files.js";
import type { CommandServices } from "./services.js";

export function registerArtifactCommands({ register }: CommandServices): vscode.Disposable {
  return vscode.Disposable.from(
    register("dirq.revealArtifact", async (...args) => {
      const { artifact } = givenRow(args) as ArtifactTarget;
      await reveal(vscode.Uri.file(artifact.path));
    }),
    register("dirq.copyArtifactPath", async (...args) => {
      const { artifact } = givenRow(args) as ArtifactTarget;
      await vscode.env.clipboard.writeText(artifact.path);
    }),
    register("dirq.openTerminalThere", async (...args) => {
      const cwd = await folderOf(args);
      if (cwd !== undefined) vscode.window.createTerminal({ cwd: vscode.Uri.file(cwd) }).show();
    }),
  );
}

/** Of an artifact the folder that it is or lies in; of a job its result directory. */
async function folderOf(args: readonly unknown[]): Promise<string | undefined> {
  const [clicked] = args;
  if (isArtifactTarget(clicked)) {
    return clicked.artifact.kind === "folder" ? clicked.artifact.path : dirname(clicked.artifact.path);
  }
  const [target] = await givenTargets([clicked], () => Promise.resolve([]));
  return (await target?.queue.live.details(target.row.id))?.resultDirectory;
}

function isArtifactTarget(value: unknown): value is ArtifactTarget {
  return typeof value === "object" && value !== null && "artifact" in value;
}
