/** An icon of VS Code's in one of its colours, or in one that package.json adds to them. */
import * as vscode from "vscode";

export function colouredIcon(name: string, color: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name, new vscode.ThemeColor(color));
}
