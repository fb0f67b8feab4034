/** The job that a file on the disk makes: the command that runs it, and where. */
import { basename, dirname, relative } from "node:path";
import * as vscode from "vscode";
import type { LiveQueue } from "../../live/live-queue.js";
import { fileCommand } from "./file-command.js";
import { workspacePython } from "./workspace-python.js";

export interface FileJob {
  readonly file: vscode.Uri;
  readonly directory: string;
  readonly command: string;
  /** False for a file that nothing is known to run: then the command is its path alone. */
  readonly runs: boolean;
}

/** Throws, in words, when a worker could not find the file. The queue's process looks at it. */
export async function fileJob(file: vscode.Uri, live: LiveQueue): Promise<FileJob> {
  assertOnDisk(file);
  const directory = vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath ?? dirname(file.fsPath);
  const program = await live.program(file.fsPath);
  if (program === undefined) throw new Error(await reasonOf(file, live));
  const made = fileCommand({
    path: relative(directory, file.fsPath),
    language: vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString())?.languageId,
    program,
    python: await workspacePython(directory, live),
    platform: process.platform,
  });
  return { file, directory, ...made };
}

export function assertOnDisk({ scheme, path }: vscode.Uri): void {
  if (scheme === "file") return;
  if (scheme === "untitled")
    throw new Error("A worker runs files on the disk, and this one was never saved. Save it first.");
  throw new Error(`A worker runs files on the disk, and ${basename(path)} is none (${scheme}).`);
}

/** Why it is no file that could be run. */
async function reasonOf({ fsPath }: vscode.Uri, live: LiveQueue): Promise<string> {
  const isFolder = (await live.checkDirectory(fsPath)) === undefined;
  return isFolder
    ? `${basename(fsPath)} is a folder: a job runs a file. Submit the one in it that is to run.`
    : `There is no file ${fsPath} on the disk.`;
}
