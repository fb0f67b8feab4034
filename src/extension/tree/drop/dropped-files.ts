/** The files that are dropped on the Jobs view: from the Explorer, an editor's tab or the system. */
import * as vscode from "vscode";

/** As VS Code passes them, wherever they come from. */
export const FILES = "text/uri-list";

/** "nowhere": it has no path that a worker could know, as in a browser a file of the person's own machine has none. */
export async function droppedFiles(transfer: vscode.DataTransfer): Promise<readonly vscode.Uri[] | "nowhere"> {
  const list = (await transfer.get(FILES)?.asString()) ?? "";
  const lines = list.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
  if (lines.length > 0) return lines.map((line) => vscode.Uri.parse(line, true));
  return [...transfer].some(([, item]) => item.asFile() !== undefined) ? "nowhere" : [];
}
