/** The command line that the extension brings, and how VS Code's own Node runs it: no other has to be installed. */
import type * as vscode from "vscode";

export interface BundledCli {
  /** Node itself, or Electron, which behaves as Node with `env`. */
  readonly node: string;
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
}

export function bundledCli(context: vscode.ExtensionContext): BundledCli {
  return {
    node: process.execPath,
    script: context.asAbsolutePath("dist/cli.js"),
    env: { ELECTRON_RUN_AS_NODE: "1" },
  };
}
