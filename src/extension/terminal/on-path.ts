/**
 * `dirq` on the PATH of every new terminal, and which editor that belongs to. VS Code remembers the change for the workspace and makes it before the
 * extension is active; as nothing in it ever changes, no terminal is ever asked to be started again.
 */
import { delimiter } from "node:path";
import * as vscode from "vscode";
import type { BundledCli } from "./bundled-cli.js";
import { writeShims } from "./shim-files.js";
import { shims } from "./shim.js";

const SETTING = "dirq.addToPath";

export interface OnPathServices {
  readonly context: vscode.ExtensionContext;
  readonly cli: BundledCli;
  readonly log: vscode.LogOutputChannel;
}

export function registerOnPath({ context, cli, log }: OnPathServices): vscode.Disposable {
  const directory = vscode.Uri.joinPath(context.globalStorageUri, "bin").fsPath;
  const variables = context.environmentVariableCollection;
  const update = async (): Promise<void> => {
    if (!vscode.workspace.getConfiguration().get<boolean>(SETTING, true)) return variables.clear();
    await writeShims(directory, shims(cli, process.platform));
    variables.description = "Adds the command `dirq`, as the extension brings it";
    // By which `dirq open` finds back to this editor, among others that may be installed.
    variables.replace("DIRQ_LINK_SCHEME", vscode.env.uriScheme);
    // Also once the shell has read its own files, some of which set the PATH anew.
    variables.prepend("PATH", directory + delimiter, { applyAtProcessCreation: true, applyAtShellIntegration: true });
  };
  const tell = (error: unknown): void => log.warn(`Cannot add dirq to the PATH of terminals: ${String(error)}`);
  const updateIfTrusted = (): void => {
    if (vscode.workspace.isTrusted) update().catch(tell);
  };
  updateIfTrusted();
  return vscode.Disposable.from(
    vscode.workspace.onDidGrantWorkspaceTrust(updateIfTrusted),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SETTING)) updateIfTrusted();
    }),
  );
}
