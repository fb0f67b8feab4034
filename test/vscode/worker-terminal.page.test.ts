import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { click, openActivity, rows, runCommand } from "../../scripts/vscode/actions.js";
import { JobQueue } from "../../src/queue/index.js";
import { takePicture } from "./pictures.js";
import { focusTerminal } from "./terminals.js";
import { clickInRow } from "./tree-actions.js";
import { useWorkbench } from "./workbench.js";

describe("Start Worker, and tasks of type dirq", () => {
  const workbench = useWorkbench({
    // Drawn on a canvas, no text could be found in a terminal.
    settings: { "terminal.integrated.gpuAcceleration": "off" },
    prepare: (folder) => {
      const mistaken = { label: "mistaken", type: "dirq", command: "echo hi", problemMatcher: [] };
      mkdirSync(path.join(folder, ".vscode"));
      writeFileSync(
        path.join(folder, ".vscode", "tasks.json"),
        JSON.stringify({ version: "2.0.0", tasks: [mistaken] }),
      );
      const queue = new JobQueue(path.join(folder, "jobs"));
      queue.submit({ name: "quick", command: "echo done" });
      queue.submit({ name: "endless", command: "sleep 1000" });
    },
  });

  it("runs jobs in a terminal of its own, and leaves the keyboard where it was", async () => {
    const { page } = workbench();
    await openActivity(page, "dirq");
    await click(rows(page, "quick"));
    await click(page.locator(".sidebar").getByRole("button", { name: "Start Worker" }));
    await rows(page, /^Completed\s*1/).waitFor();
    await rows(page, /^endless\s*running/).waitFor();
    await page.locator(".part.panel").getByText("dirq worker").first().waitFor();
    assert.equal(await page.locator(".terminal.xterm.focus").count(), 0);
    await takePicture(page, "worker terminal");
    // So it looks where it has the keyboard.
    await focusTerminal(page);
  });

  it("shows the terminal that is there when it is asked for again", async () => {
    const { page } = workbench();
    await runCommand(page, "View: Toggle Terminal");
    await runCommand(page, "dirq: Start Worker");
    await page.locator(".part.panel").getByText("dirq worker").first().waitFor();
    assert.equal(await page.locator(".terminal-group .terminal.xterm").count(), 1);
  });

  it("takes the stop of a running job from the tree, after one question", async () => {
    const { page, folder } = workbench();
    await clickInRow(rows(page, "endless"), "Cancel");
    await page.locator(".monaco-dialog-box").getByText("Stop “endless”?").waitFor();
    await click(page.getByRole("button", { name: "Stop Job" }));
    await rows(page, /^endless\s*cancelled/).waitFor();
    assert.deepEqual(new JobQueue(path.join(folder, "jobs")).counts(), {
      queued: 0,
      running: 0,
      completed: 1,
      failed: 1,
    });
  });

  it("says in the terminal of a task that is written wrongly what has to be in which key", async () => {
    const { page } = workbench();
    await runCommand(page, "Tasks: Run Task");
    await click(page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "mistaken" }).first());
    const said = page.locator(".terminal-wrapper.active .xterm-rows");
    await said.getByText('In a task of type dirq, "task" has to be "worker"').waitFor();
    await takePicture(page, "mistaken task");
  });
});
