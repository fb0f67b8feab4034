import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { until } from "../../setup/until.js";
import { HAS_TERMINALS } from "./has-terminals.js";

/** As the setting of the default profile calls it. */
const PLATFORM = process.platform === "darwin" ? "osx" : process.platform === "win32" ? "windows" : "linux";

describe("A new terminal", () => {
  // Not skipped: there is nothing that it could be tried in.
  if (!HAS_TERMINALS) return;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const file = path.join(folder, "said.txt");
  const addToPath = (value: boolean | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration("dirq").update("addToPath", value, vscode.ConfigurationTarget.Workspace);

  beforeEach(() => vscode.extensions.getExtension("dirq.dirq")?.activate());
  afterEach(async () => {
    await addToPath(undefined);
    rmSync(file, { force: true });
  });

  it("can be a worker, as a profile of its own", async () => {
    // By hand: the command would ask first whether to make anew what the tests before have removed.
    mkdirSync(path.join(folder, "jobs", "queued"), { recursive: true });
    await until("there is a queue", async () => (await vscode.commands.executeCommand("dirq.createQueue")) === false);
    const terminals = vscode.workspace.getConfiguration("terminal.integrated.defaultProfile");
    await terminals.update(PLATFORM, "dirq Worker", vscode.ConfigurationTarget.Workspace);
    const before = vscode.window.terminals.length;
    await vscode.commands.executeCommand("workbench.action.terminal.new");
    const opened = (): readonly vscode.Terminal[] => vscode.window.terminals.slice(before);
    await until("it is open", () => Promise.resolve(opened().some(({ name }) => name === "dirq worker")));
    for (const terminal of opened()) terminal.dispose();
    await terminals.update(PLATFORM, undefined, vscode.ConfigurationTarget.Workspace);
  });

  it("finds the dirq that the extension brings", async () => {
    const manifest = vscode.extensions.getExtension("dirq.dirq")?.packageJSON as { readonly version: string };
    await until("it is found", async () => (await said("dirq --version")).includes(manifest.version));
    assert.equal(await said('echo "$DIRQ_LINK_SCHEME"'), vscode.env.uriScheme);
  });

  it("does not, when the setting says so", async () => {
    await until("it is found", async () => (await said("command -v dirq")) !== "");
    await addToPath(false);
    await until("it is not found", async () => (await said("command -v dirq")) === "");
  });

  /** What a command prints in a terminal of its own. */
  async function said(command: string): Promise<string> {
    const shellArgs = ["-c", `{ ${command}; } > '${file}' 2>&1`];
    const terminal = vscode.window.createTerminal({ shellPath: "/bin/sh", shellArgs });
    await new Promise<void>((resolve) => {
      const listener = vscode.window.onDidCloseTerminal((closed) => {
        if (closed !== terminal) return;
        listener.dispose();
        resolve();
      });
    });
    return readFileSync(file, "utf8").trim();
  }
});
