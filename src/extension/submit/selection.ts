/** Submit Selection: the selected text of an editor as one shell command, of one line or of several. */
import * as vscode from "vscode";
import type { Queues } from "../queues/queues.js";
import type { JobRequest } from "./flow.js";
import { queuesNear } from "./queues-near.js";
import { scriptOf } from "./script.js";

export function requestForSelection(queues: Queues): JobRequest {
  const editor = vscode.window.activeTextEditor;
  const command = scriptOf((editor?.selections ?? []).map((selection) => editor?.document.getText(selection) ?? ""));
  if (editor === undefined || command === "") throw new Error("Select the command in an editor first.");
  const { uri } = editor.document;
  const directory = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
  return {
    title: "Submit Selection",
    queues: queuesNear(uri, queues),
    start: { command, chosen: directory === undefined ? {} : { directory } },
  };
}
