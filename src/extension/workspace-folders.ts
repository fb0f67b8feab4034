/** The folders of this window that lie on a disk. */
import * as vscode from "vscode";

export function workspaceFolders(): readonly vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
}

export function workspacePaths(): readonly string[] {
  return workspaceFolders().map(({ uri }) => uri.fsPath);
}
