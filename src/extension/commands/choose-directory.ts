/** Choose Jobs Directory: writes the setting `dirq.jobsDirectory` from a dialog. */
import { isAbsolute, relative } from "node:path";
import * as vscode from "vscode";
import type { CommandServices } from "./services.js";

export function registerChooseDirectory({ register }: CommandServices): vscode.Disposable {
  return register("dirq.chooseDirectory", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const chosen = await vscode.window.showOpenDialog({
      title: "Choose a Jobs Directory",
      openLabel: "Use as Jobs Directory",
      canSelectFolders: true,
      canSelectFiles: false,
      ...(folder === undefined ? {} : { defaultUri: folder.uri }),
    });
    const uri = chosen?.[0];
    if (uri === undefined) return false;
    const target = folder === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
    await vscode.workspace.getConfiguration("dirq").update("jobsDirectory", settingFor(uri, folder), target);
    return true;
  });
}

/** Relative where it can be, so that the setting holds on another machine too. */
function settingFor(uri: vscode.Uri, folder: vscode.WorkspaceFolder | undefined): string {
  if (folder === undefined) return uri.fsPath;
  const inside = relative(folder.uri.fsPath, uri.fsPath);
  return inside === "" ? "." : inside.startsWith("..") || isAbsolute(inside) ? uri.fsPath : inside;
}
