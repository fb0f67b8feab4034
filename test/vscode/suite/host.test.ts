import assert from "node:assert/strict";
import * as vscode from "vscode";

describe("The extension host", () => {
  it("has the workspace's folder open and trusts it", () => {
    assert.deepEqual(
      vscode.workspace.workspaceFolders?.map((folder) => folder.name),
      ["workspace"],
    );
    assert.equal(vscode.workspace.isTrusted, true);
  });

  it("knows every command that the extension declares once it is active", async () => {
    const extension = vscode.extensions.getExtension("dirq.dirq");
    assert.ok(extension, "the extension is not there");
    await extension.activate();
    const manifest = extension.packageJSON as { contributes: { commands: { command: string }[] } };
    const declared = manifest.contributes.commands.map(({ command }) => command);
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      declared.filter((command) => !known.has(command)),
      [],
    );
  });
});
