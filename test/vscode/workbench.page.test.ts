import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import manifest from "../../package.json";
import { click, openActivity, panelContent, rows, runCommand } from "../../scripts/vscode/actions.js";
import { JobQueue } from "../../src/queue/index.js";
import { takePicture } from "./pictures.js";
import { focusTerminal } from "./terminals.js";
import { clickInRow, openPane, pane } from "./tree-actions.js";
import { useWorkbench } from "./workbench.js";

describe("A workbench in a page", () => {
  const workbench = useWorkbench({
    // Drawn on a canvas, no text could be found in a terminal.
    settings: { "terminal.integrated.gpuAcceleration": "off" },
    prepare: (folder) => {
      mkdirSync(path.join(folder, "notes"));
      writeFileSync(path.join(folder, "read-me.txt"), "");
    },
  });

  it("shows the folder's files", async () => {
    const { page } = workbench();
    await openActivity(page, "Explorer");
    await rows(page, "read-me.txt").waitFor();
    assert.deepEqual(await rows(page).allInnerTexts(), ["notes", "read-me.txt"]);
  });

  it("runs a command from the palette", async () => {
    const { page } = workbench();
    const statusBar = page.locator(".part.statusbar");
    await runCommand(page, "View: Toggle Status Bar Visibility");
    await statusBar.waitFor({ state: "hidden" });
    await runCommand(page, "View: Toggle Status Bar Visibility");
    await statusBar.waitFor();
  });

  it("leads a newcomer through the walkthrough, each step with its drawing", async () => {
    const { page } = workbench();
    await runCommand(page, "Welcome: Open Walkthrough...");
    await click(page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "Get Started with dirq" }));
    const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    for (const [index, step] of steps.entries()) {
      await click(page.locator(".getting-started-step").filter({ hasText: step.title }));
      await panelContent(page).getByRole("img", { name: step.media.altText }).waitFor();
      await takePicture(page, `walkthrough ${index + 1}`);
    }
  });

  describe("and its folder without a queue", () => {
    it("is left as it is, and offers to make one", async () => {
      const { page, folder } = workbench();
      await openActivity(page, "dirq");
      await welcomeButton(page, "Create Jobs Directory").waitFor();
      assert.deepEqual(readdirSync(folder).sort(), ["notes", "read-me.txt"]);
    });

    it("gets one with a click, which then offers to submit", async () => {
      const { page, folder } = workbench();
      await click(welcomeButton(page, "Create Jobs Directory"));
      await welcomeButton(page, "Submit Shell Command").waitFor();
      await assertStartWorkerStandsOnce(page);
      assert.equal(existsSync(path.join(folder, "jobs/queued")), true);
    });

    it("says when it cannot be read why, and goes on when it can", async () => {
      const { page, folder } = workbench();
      renameSync(path.join(folder, "jobs"), path.join(folder, "aside"));
      await page.locator(".welcome-view-content").getByText("The jobs directory was here and is gone").waitFor();
      await welcomeButton(page, "Choose Jobs Directory").waitFor();
      await takePicture(page, "a jobs directory that is gone");
      writeFileSync(path.join(folder, "jobs"), "");
      await rows(page, "Cannot be read").waitFor();
      await page.getByText("is a file, not a jobs directory").first().waitFor();
      rmSync(path.join(folder, "jobs"));
      renameSync(path.join(folder, "aside"), path.join(folder, "jobs"));
      await welcomeButton(page, "Submit Shell Command").waitFor();
    });

    it("asks before it makes another in the place of one that is gone, and makes it", async () => {
      const { page, folder } = workbench();
      const jobs = path.join(folder, "jobs");
      rmSync(jobs, { recursive: true });
      await click(welcomeButton(page, "Create Jobs Directory"));
      await page.getByText("Create the jobs directory anew?").waitFor();
      assert.equal(existsSync(jobs), false);
      await takePicture(page, "a jobs directory anew");
      await click(page.getByRole("button", { name: "Create Anew" }));
      await welcomeButton(page, "Submit Shell Command").waitFor();
      await assertStartWorkerStandsOnce(page);
      assert.equal(existsSync(path.join(jobs, "queued")), true);
    });
  });

  describe("and Start Worker, and tasks of type dirq", () => {
    before(async () => {
      const { page, folder } = workbench();
      // It would show what a worker runs a second time.
      await click(pane(page, "Workers").locator(".pane-header"));
      const mistaken = { label: "mistaken", type: "dirq", command: "echo hi", problemMatcher: [] };
      mkdirSync(path.join(folder, ".vscode"));
      writeFileSync(
        path.join(folder, ".vscode", "tasks.json"),
        JSON.stringify({ version: "2.0.0", tasks: [mistaken] }),
      );
      const queue = new JobQueue(path.join(folder, "jobs"));
      queue.submit({ name: "quick", command: "echo done" });
      queue.submit({ name: "endless", command: "sleep 1000" });
    });

    it("runs jobs in a terminal of its own, and leaves the keyboard where it was", async () => {
      const { page } = workbench();
      await click(rows(page, "quick"));
      await click(pane(page, "Jobs").getByRole("button", { name: "Start Worker" }));
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
});

function welcomeButton(page: Page, name: string): Locator {
  return page.locator(".welcome-view-content").getByRole("button", { name });
}

/** Where both views have nothing to show, in the one that is about workers. */
async function assertStartWorkerStandsOnce(page: Page): Promise<void> {
  const startWorker = (title: string): Locator =>
    pane(page, title).locator(".welcome-view-content").getByRole("button", { name: "Start Worker" });
  await openPane(page, "Workers");
  await startWorker("Workers").waitFor();
  assert.equal(await startWorker("Jobs").count(), 0);
}
