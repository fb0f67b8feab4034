import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { removeDirectory } from "../../../scripts/processes/remove-directory.js";
import { until } from "../../setup/until.js";
import { idsIn, newestParams } from "../jobs-on-disk.js";
import { HAS_TERMINALS } from "./has-terminals.js";

describe("Tasks of type dirq", () => {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const tasks = [
    { label: "fails", type: "dirq", task: "submit", command: "exit 7", wait: true },
    {
      ...{ label: "elsewhere", type: "dirq", task: "submit", command: "echo ${workspaceFolder}" },
      ...{ jobsDirectory: "${workspaceFolder}/other", cwd: "${workspaceFolder}/.vscode" },
    },
    { label: "mistaken", type: "dirq", command: "echo hi" },
  ];
  const running: vscode.TaskExecution[] = [];

  before(async () => {
    await vscode.extensions.getExtension("dirq.dirq")?.activate();
    // By hand: the command would ask first whether to make anew what the tests before have removed.
    mkdirSync(path.join(folder, "jobs", "queued"), { recursive: true });
    await until("there is a queue", async () => (await vscode.commands.executeCommand("dirq.createQueue")) === false);
    mkdirSync(path.join(folder, ".vscode"), { recursive: true });
    writeFileSync(path.join(folder, ".vscode", "tasks.json"), JSON.stringify({ version: "2.0.0", tasks }));
  });
  after(() => {
    for (const execution of running) execution.terminate();
    for (const name of ["jobs", "other", ".vscode"]) removeDirectory(path.join(folder, name));
  });

  it("offer a worker, beside those that tasks.json holds", async () => {
    const names = await Promise.all(["worker", "fails"].map(async (name) => (await taskNamed(name)).name));
    assert.deepEqual(names, ["worker", "fails"]);
    assert.ok((await taskNamed("worker")).execution instanceof vscode.ProcessExecution);
  });

  if (HAS_TERMINALS)
    it("end with the code of a job that they wait for", async () => {
      running.push(await vscode.tasks.executeTask(await taskNamed("worker")));
      const ended = new Promise<number | undefined>((resolve) => {
        vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
          if (execution.task.name === "fails") resolve(exitCode);
        });
      });
      running.push(await vscode.tasks.executeTask(await taskNamed("fails")));
      assert.equal(await ended, 7);
    });

  if (HAS_TERMINALS)
    it("have the variables filled in that they are written with", async () => {
      running.push(await vscode.tasks.executeTask(await taskNamed("elsewhere")));
      const queue = path.join(folder, "other");
      await until(
        "it is submitted",
        () => existsSync(path.join(queue, "queued")) && idsIn(queue, "queued").length === 1,
      );
      assert.deepEqual(newestParams(queue, "queued"), {
        ...{ command: `echo ${folder}`, type: "shell", cwd: path.join(folder, ".vscode") },
      });
    });

  if (HAS_TERMINALS)
    it("end by themselves in a terminal of ours where something is wrong with them, and run no program", async () => {
      let listener: vscode.Disposable | undefined;
      const ended = new Promise((resolve) => {
        listener = vscode.tasks.onDidEndTask(({ execution }) => {
          if (execution.task.name === "mistaken") resolve(execution.task.execution);
        });
      });
      running.push(await vscode.tasks.executeTask(await taskNamed("mistaken")));
      assert.ok((await ended) instanceof vscode.CustomExecution);
      listener?.dispose();
    });

  it("fill in nothing in the path of a queue, and are refused where VS Code would", async () => {
    const set = (value: string | undefined): Thenable<void> =>
      vscode.workspace.getConfiguration("dirq").update("jobsDirectory", value, vscode.ConfigurationTarget.Workspace);
    await set("${command:workbench.action.closeActiveEditor}");
    await until("there is a queue", async () => (await vscode.commands.executeCommand("dirq.createQueue")) === false);
    const worker = await taskNamed("worker");
    assert.deepEqual(
      [worker.definition["jobsDirectory"], worker.execution instanceof vscode.ProcessExecution],
      [undefined, false],
    );
    removeDirectory(path.join(folder, "${command:workbench.action.closeActiveEditor}"));
    await set(undefined);
  });

  /** VS Code sees a new tasks.json only after a moment. */
  async function taskNamed(name: string): Promise<vscode.Task> {
    let found: vscode.Task | undefined;
    await until(`there is a task ${name}`, async () => {
      found = (await vscode.tasks.fetchTasks({ type: "dirq" })).find((task) => task.name === name);
      return found !== undefined;
    });
    assert.ok(found);
    return found;
  }
});
