import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { removeDirectory } from "../../../scripts/processes/remove-directory.js";
import { until } from "../../setup/until.js";

describe("VS Code's JSON editor", () => {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const jobFile = (name: string): string => path.join(folder, "jobs", "failed", `${name}.json`);

  before(async () => {
    await vscode.extensions.getExtension("dirq.dirq")?.activate();
    for (const state of ["queued", "running", "completed", "failed"])
      mkdirSync(path.join(folder, "jobs", state), { recursive: true });
  });
  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    removeDirectory(path.join(folder, "jobs"));
  });

  it("says what is wrong with a job's file, and nothing of a good one", async () => {
    writeFileSync(jobFile("1"), JSON.stringify(job({})));
    writeFileSync(jobFile("2"), JSON.stringify(job({ state: "done", params: { command: "true", timeout: "5m" } })));
    const [good, wrong] = [vscode.Uri.file(jobFile("1")), vscode.Uri.file(jobFile("2"))];
    await vscode.window.showTextDocument(good, { preview: false });
    await vscode.window.showTextDocument(wrong, { preview: false });
    await until("both are looked at", () => Promise.resolve(vscode.languages.getDiagnostics(wrong).length === 2));
    assert.match(said(wrong), /"queued", "running", "completed", "failed".*Expected one of number, null/s);
    assert.equal(said(good), "");
  });

  it("knows the keys of a job that is edited, and says what is wrong with their values", async () => {
    writeFileSync(jobFile("3"), JSON.stringify(job({ params: { command: "true", type: "shell", timeout: "5m" } })));
    const query = new URLSearchParams({ queue: path.join(folder, "jobs"), id: "3" }).toString();
    const uri = vscode.Uri.from({ scheme: "dirq-edit", path: "/Resubmit it.json", query });
    await vscode.window.showTextDocument(uri, { preview: false });
    await until("it is looked at", () => Promise.resolve(said(uri).includes("Expected one of number, null")));
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      uri,
      new vscode.Position(0, 1),
    );
    const keys = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    for (const key of ["name", "cwd", "env", "dirq"]) assert.ok(keys.includes(key), `${key} in ${keys.join()}`);
  });

  function said(uri: vscode.Uri): string {
    return vscode.languages
      .getDiagnostics(uri)
      .map(({ message }) => message)
      .join("\n");
  }
});

function job(changes: Readonly<Record<string, unknown>>): object {
  return {
    id: "17",
    state: "failed",
    params: { command: "true", type: "shell" },
    created_at: "2024-12-04T10:00:47.123456",
    started_at: null,
    finished_at: null,
    error: "no",
    worker_name: null,
    progress: 0,
    ...changes,
  };
}
