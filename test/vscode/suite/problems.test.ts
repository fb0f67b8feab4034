import assert from "node:assert/strict";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { removeDirectory } from "../../../scripts/processes/remove-directory.js";
import { until } from "../../setup/until.js";

const ID = "1733302847000000001";

describe("The Problems view", () => {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const source = path.join(folder, "train.py");
  const at = (...names: string[]): string => path.join(folder, "jobs", ...names);
  const failed = at("failed", `${ID}.json`);
  const shown = (): readonly vscode.Diagnostic[] => vscode.languages.getDiagnostics(vscode.Uri.file(source));
  const lines = (): Promise<string> =>
    Promise.resolve(
      shown()
        .map(({ range }) => range.start.line + 1)
        .join(),
    );

  beforeEach(async () => {
    await vscode.extensions.getExtension("dirq.dirq")?.activate();
    for (const state of ["queued", "running", "completed", "failed"]) mkdirSync(at(state), { recursive: true });
    mkdirSync(at("completed_results", ID), { recursive: true });
    writeFileSync(source, "one\ntwo\nthree\n");
    writeFileSync(at("completed_results", ID, "error.txt"), `ValueError: no\n\n  File "${source}", line 2, in fit\n`);
    writeFileSync(failed, JSON.stringify(job()));
    await until("it is shown", async () => {
      await vscode.commands.executeCommand("dirq.refresh");
      return (await lines()) === "2";
    });
  });
  afterEach(() => {
    removeDirectory(path.join(folder, "jobs"));
    rmSync(source);
  });

  it("shows what failed at its line, in words, and leads to the whole error", () => {
    const [problem] = shown();
    assert.equal(problem?.message, "ValueError: no (job “train”, exit 2)");
    assert.equal(problem.relatedInformation?.[0]?.location.uri.fsPath, at("completed_results", ID, "error.txt"));
  });

  it("shows it no more when the job is gone", async () => {
    renameSync(failed, path.join(folder, "aside.json"));
    await vscode.commands.executeCommand("dirq.refresh");
    await until("it is gone", async () => (await lines()) === "");
    rmSync(path.join(folder, "aside.json"));
  });

  it("shows nothing when the setting says so", async () => {
    const set = (value: boolean | undefined): Thenable<void> =>
      vscode.workspace.getConfiguration("dirq").update("problems", value, vscode.ConfigurationTarget.Workspace);
    await set(false);
    await until("it is gone", async () => (await lines()) === "");
    await set(undefined);
  });

  it("offers to show the job, to resubmit it, and to dismiss the problem, which stays dismissed", async () => {
    const uri = vscode.Uri.file(source);
    const range = new vscode.Range(1, 0, 1, 1);
    const offered = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      (await vscode.workspace.openTextDocument(uri)).uri,
      range,
    );
    const ours = offered.filter(({ command }) => command?.command.startsWith("dirq."));
    assert.deepEqual(
      ours.map(({ title }) => title),
      ["Show Job “train”", "Resubmit “train”", "Dismiss Failure of “train”"],
    );
    const dismiss = ours.at(-1)?.command;
    await vscode.commands.executeCommand(dismiss?.command ?? "", ...((dismiss?.arguments ?? []) as unknown[]));
    await until("it is gone", async () => (await lines()) === "");
  });

  function job(): unknown {
    return {
      id: ID,
      params: { command: "python train.py", type: "shell", name: "train" },
      state: "failed",
      created_at: "2024-12-04T10:00:47",
      started_at: "2024-12-04T10:00:48",
      finished_at: "2024-12-04T10:00:49",
      progress: 0,
      error: "Command failed with exit code 2: ValueError: no",
      worker_name: "lab",
    };
  }
});
