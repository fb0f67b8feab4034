/** Submit This File: the file of the editor, or the one that was clicked, with arguments. */
import { basename, dirname, relative } from "node:path";
import * as vscode from "vscode";
import type { Queues } from "../queues.js";
import { fileCommand } from "./file-command.js";
import type { JobRequest } from "./flow.js";
import { queuesNear } from "./queues-near.js";
import { saveFirst } from "./unsaved.js";
import { workspacePython } from "./workspace-python.js";

/** Undefined when the person has changed their mind. */
export async function requestForFile(clicked: unknown, queues: Queues): Promise<JobRequest | undefined> {
  const file = clicked instanceof vscode.Uri ? clicked : activeFile();
  if (file === undefined) throw new Error("Open the file that is to be submitted first.");
  assertOnDisk(file);
  const candidates = queuesNear(file, queues);
  const [queue] = candidates;
  if (queue === undefined) return { title: "Submit This File", queues: [] };
  if (!(await saveFirst(file))) return undefined;
  const directory = vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath ?? dirname(file.fsPath);
  const program = await queue.live.program(file.fsPath);
  if (program === undefined) throw new Error(`There is no file ${file.fsPath} on the disk.`);
  const { command, runs } = fileCommand({
    path: relative(directory, file.fsPath),
    language: vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString())?.languageId,
    program,
    python: await workspacePython(directory, queue.live),
    platform: process.platform,
  });
  const start = { command, start: runs ? command : "", chosen: { directory } };
  return { title: `Submit ${basename(file.fsPath)}`, queues: candidates, start };
}

/** Also of an editor that shows no text. */
function activeFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const hasUri = typeof input === "object" && input !== null && "uri" in input && input.uri instanceof vscode.Uri;
  return vscode.window.activeTextEditor?.document.uri ?? (hasUri ? (input.uri as vscode.Uri) : undefined);
}

function assertOnDisk({ scheme, path }: vscode.Uri): void {
  if (scheme === "file") return;
  if (scheme === "untitled")
    throw new Error("A worker runs files on the disk, and this one was never saved. Save it first.");
  throw new Error(`A worker runs files on the disk, and ${basename(path)} is none (${scheme}).`);
}
