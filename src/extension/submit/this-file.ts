/** Submit This File: the file of the editor, or the one that was clicked or dropped, with arguments. */
import { basename } from "node:path";
import * as vscode from "vscode";
import type { QueueHandle, Queues } from "../queues/queues.js";
import { assertOnDisk, fileJob } from "./file-job.js";
import type { JobRequest } from "./flow.js";
import { queuesNear } from "./queues-near.js";
import { saveFirst } from "./unsaved.js";

export interface FileRequest {
  /** The file of the editor where it is none. */
  readonly clicked: unknown;
  /** Where it was dropped; absent: one of those near the file. */
  readonly queue: QueueHandle | undefined;
  readonly queues: Queues;
}

/** Undefined when the person has changed their mind. */
export async function requestForFile({ clicked, queue: given, queues }: FileRequest): Promise<JobRequest | undefined> {
  const file = clicked instanceof vscode.Uri ? clicked : activeFile();
  if (file === undefined) throw new Error("Open the file that is to be submitted first.");
  assertOnDisk(file);
  const candidates = given === undefined ? queuesNear(file, queues) : [given];
  const [queue] = candidates;
  if (queue === undefined) return { title: "Submit This File", queues: [] };
  if (!(await saveFirst([file]))) return undefined;
  const { command, runs, directory } = await fileJob(file, queue.live);
  const start = { command, start: runs ? command : "", chosen: { directory } };
  return { title: `Submit ${basename(file.fsPath)}`, queues: candidates, start };
}

/** Also of an editor that shows no text. */
function activeFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const hasUri = typeof input === "object" && input !== null && "uri" in input && input.uri instanceof vscode.Uri;
  return vscode.window.activeTextEditor?.document.uri ?? (hasUri ? (input.uri as vscode.Uri) : undefined);
}
