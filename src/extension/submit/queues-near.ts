/** Which queues a job can go into whose command belongs to a file or a folder. */
import * as vscode from "vscode";
import type { QueueHandle, Queues } from "../queues/queues.js";

/** Those of the workspace folder in which it lies, where that has some: they know its path. */
export function queuesNear(place: vscode.Uri, { all }: Queues): readonly QueueHandle[] {
  const folder = vscode.workspace.getWorkspaceFolder(place)?.uri.toString();
  const own = all.filter((queue) => folder !== undefined && queue.folder?.uri.toString() === folder);
  return own.length > 0 ? own : all;
}
