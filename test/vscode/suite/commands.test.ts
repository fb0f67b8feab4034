import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { removeDirectory } from "../../../scripts/processes/remove-directory.js";
import { until } from "../../setup/until.js";

/** Called with a node or by a message; a person never calls them by name. */
const INTERNAL = ["dirq.openRow", "dirq.openWorkersRow", "dirq.dismissProblem"];

describe("The extension", () => {
  const extension = vscode.extensions.getExtension("dirq.dirq");

  it("is not active before anybody needs it", async () => {
    assert.equal(extension?.isActive, false);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it("registers exactly the commands that its manifest names", async () => {
    const manifest = extension?.packageJSON as Manifest;
    const declared = manifest.contributes.commands.map(({ command }) => command);
    // VS Code makes some of its own for the view, for example to focus it.
    const registered = (await vscode.commands.getCommands(true)).filter((id) => /^dirq\.[a-zA-Z]+$/.test(id));
    assert.deepEqual(registered.sort(), [...declared, ...INTERNAL].sort());
  });
});

describe("Commands", () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const at = (...names: string[]): string => path.join(folder?.uri.fsPath ?? "", ...names);
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration("dirq");

  beforeEach(() => vscode.extensions.getExtension("dirq.dirq")?.activate());
  afterEach(async () => {
    await settings().update("jobsDirectory", undefined, vscode.ConfigurationTarget.Workspace);
    for (const name of ["jobs", "elsewhere"]) removeDirectory(at(name));
  });

  it("create the queue that is missing, and do not create it twice", async () => {
    await until("it can be created", () => vscode.commands.executeCommand("dirq.createQueue"));
    assert.deepEqual(
      readdirSync(at("jobs")).filter((name) => /^(queued|running|completed|failed)$/.test(name)).length,
      4,
    );
    await until("it is seen", async () => (await vscode.commands.executeCommand("dirq.createQueue")) === false);
  });

  it("follow the setting that names another directory", async () => {
    await settings().update("jobsDirectory", "elsewhere", vscode.ConfigurationTarget.Workspace);
    await until("it is created there", async () => {
      await vscode.commands.executeCommand("dirq.createQueue");
      return existsSync(at("elsewhere", "queued"));
    });
    assert.equal(existsSync(at("jobs")), false);
  });

  it("open what is on disk in VS Code's own editors", async () => {
    mkdirSync(at("jobs", "failed"), { recursive: true });
    writeFileSync(at("jobs", "failed", "17.json"), "{ not a job");
    await vscode.commands.executeCommand("dirq.refresh");
    const picking = vscode.commands.executeCommand("dirq.openJobFile");
    await until("it is open", async () => {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return vscode.window.activeTextEditor?.document.fileName === at("jobs", "failed", "17.json");
    });
    await picking;
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}
