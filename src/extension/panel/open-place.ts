/** Following a link from a job's output to the source: only to a file of the workspace or of the job's directory. */
import * as vscode from "vscode";
import type { FromPanel } from "../../webview/messages.js";
import { printable } from "../../wording/index.js";
import type { QueueHandle } from "../queues.js";

type Place = Extract<FromPanel, { type: "openPlace" }>;

export async function openPlace(queue: QueueHandle, id: string, { path, line, column = 1 }: Place): Promise<void> {
  const workspace = vscode.workspace.workspaceFolders ?? [];
  const folders = workspace.flatMap(({ uri }) => (uri.scheme === "file" ? [uri.fsPath] : []));
  const found = await queue.live.sourceFile(id, path, folders);
  if (found.kind !== "file") {
    void vscode.window.showInformationMessage(whyNot(found.kind, printable(found.path)));
    return;
  }
  const position = new vscode.Position(line - 1, Math.max(0, column - 1));
  await vscode.window.showTextDocument(vscode.Uri.file(found.path), {
    selection: new vscode.Range(position, position),
    preview: true,
  });
}

function whyNot(kind: "outside" | "missing", path: string): string {
  return kind === "missing"
    ? `There is no file ${path}.`
    : `${path} is not opened: it lies neither in this workspace nor in the job's directory.`;
}
