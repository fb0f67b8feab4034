/** Following a link from a job's output to the source: only to a file of the workspace or of the job's directory. */
import * as vscode from "vscode";
import type { FromPanel } from "../../webview/messages.js";
import { printable } from "../../wording/index.js";
import { showInformation } from "../messages.js";
import type { QueueHandle } from "../queues/queues.js";
import { workspacePaths } from "../workspace-folders.js";

type Place = Extract<FromPanel, { type: "openPlace" }>;

export async function openPlace(queue: QueueHandle, id: string, { path, line, column = 1 }: Place): Promise<void> {
  const found = await queue.live.sourceFile(id, path, workspacePaths());
  if (found.kind !== "file") {
    void showInformation(whyNot(found.kind, printable(found.path)));
    return;
  }
  const position = new vscode.Position(line - 1, column - 1);
  await vscode.window.showTextDocument(vscode.Uri.file(found.path), {
    selection: new vscode.Range(position, position),
    preview: true,
  });
}

function whyNot(kind: "outside" | "missing", path: string): string {
  return kind === "missing"
    ? `There is no file ${path}.`
    : `It lies outside the workspace and the job's directory, so it is not opened: ${path}`;
}
