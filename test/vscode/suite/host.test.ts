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
});
