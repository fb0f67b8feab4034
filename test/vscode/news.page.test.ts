import assert from "node:assert/strict";
import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { click, openActivity, panelContent, rows, runCommand } from "../../scripts/vscode/actions.js";
import { until } from "../setup/until.js";
import { untilExtensionHeard } from "./heard.js";
import { idsIn, moveJob, writeJobs, type JobOnDisk } from "./jobs-on-disk.js";
import { chooseFromMenu, contextMenu } from "./menus.js";
import { takePicture } from "./pictures.js";
import { heldToast } from "./toasts.js";
import { untilTooltip } from "./tree-actions.js";
import { useTheme } from "./use-theme.js";
import { useWorkbench } from "./workbench.js";

describe("News of jobs", () => {
  const ENDED = { finished_at: "2024-12-04T10:01:00", error: "Command failed with exit code 2: ValueError: no data" };
  const workbench = useWorkbench({
    prepare: (folder) => {
      const job = (n: number): JobOnDisk => ({ id: id(n), state: "running", name: `train ${n}`, changes: ENDED });
      writeJobs(
        queueIn(folder),
        Array.from({ length: 30 }, (_, n) => job(n)),
      );
    },
  });
  const fail = (n: number): void => moveJob(queueIn(workbench().folder), id(n), "running", "failed");

  it("are none of what is seen to happen in the view", async () => {
    const { page } = workbench();
    await openActivity(page, "dirq");
    await rows(page, /^Running\s*30/).waitFor();
    fail(0);
    await rows(page, /^train 0\s*exit 2/).waitFor();
    await openActivity(page, "Explorer");
    await untilExtensionHeard(page);
    fail(1);
    await heldToast(page, "“train 1” failed after 12 s: exit 2, ValueError: no data.");
    assert.equal(await toasts(page).count(), 1);
  });

  it("open the job that they tell of", async () => {
    const { page } = workbench();
    await click(button(page, "Show"));
    await page.getByRole("tab", { name: "train 1 · failed" }).waitFor();
    await toasts(page).waitFor({ state: "detached" });
  });

  it("are one message for 20 failures in a second, in a dark and a light theme", async () => {
    const { page } = workbench();
    for (let n = 2; n < 22; n++) fail(n);
    await heldToast(page, "20 jobs failed:");
    assert.equal(await toasts(page).count(), 1);
    await statusBar(page).getByText("8 running · 20 failed").waitFor();
    await takePicture(page, "news dark");
    await useTheme(workbench(), "light");
    await takePicture(page, "news light");
  });

  it("resubmit what failed with one click", async () => {
    const { page, folder } = workbench();
    await click(button(page, "Resubmit"));
    await until("all are queued again", () => idsIn(queueIn(folder), "queued").length === 20);
  });

  it("come of a job that was asked for, once, also when it went well and the window was reloaded meanwhile", async () => {
    const { page, folder } = workbench();
    await openActivity(page, "dirq");
    await statusBar(page).getByText("20 failed").waitFor({ state: "detached" });
    await chooseFromMenu(page, /^train 29/, "Notify Me When Done");
    await until("it can be taken back", async () => (await contextMenu(page, /^train 29/)).includes("Don't Notify Me"));
    await takePicture(page, "notify me");
    const reloaded = page.waitForEvent("load");
    await runCommand(page, "Developer: Reload Window");
    await reloaded;
    await rows(page, /^train 29/).waitFor();
    moveJob(queueIn(folder), id(29), "running", "completed");
    await toasts(page).filter({ hasText: "“train 29” completed after 12 s." }).waitFor();
    await click(button(page, "Show"));
    await page.getByRole("tab", { name: "train 29 · completed" }).waitFor();
    moveJob(queueIn(folder), id(29), "completed", "running");
    await rows(page, /^train 29\s*running/).waitFor();
    await until("it can be asked for again", async () =>
      (await contextMenu(page, /^train 29/)).includes("Notify Me When Done"),
    );
    await openActivity(page, "Explorer");
    await untilExtensionHeard(page);
  });

  it("are told beforehand of a job: how long it may still take, and for how long it has printed nothing", async () => {
    const { page, folder } = workbench();
    const ran = (minutes: number): Record<string, unknown> => ({
      params: { command: "python fit.py", type: "shell", name: "fit", dirq: { priority: 5 } },
      started_at: minutesAgo(minutes),
      finished_at: minutesAgo(minutes - 30),
    });
    printMinutesAgo(12, path.join(queueIn(folder), "completed_results", id(42)));
    writeJobs(queueIn(folder), [
      { id: id(40), state: "completed", name: "fit", changes: ran(120) },
      { id: id(41), state: "completed", name: "fit", changes: ran(80) },
      { id: id(42), state: "running", name: "fit", changes: { ...ran(20), finished_at: null, progress: 0.6 } },
    ]);
    await openActivity(page, "dirq");
    await untilTooltip(page, rows(page, /^fit\s*60 %/), /Priority: 5\s*Output: none for 1[2-9] min/);
    await takePicture(page, "silence tooltip");
    await click(rows(page, /^fit\s*60 % · 2\d min · about (10|[2-9]) min left/));
    await page.getByRole("tab", { name: "fit · running" }).waitFor();
    await panelContent(page)
      .getByText(/^about (10|[2-9]) min left$/)
      .waitFor();
    await panelContent(page)
      .getByText(/^no output for 1[2-9] min$/)
      .waitFor();
    await takePicture(page, "estimate light");
    await useTheme(workbench(), "dark");
    await panelContent(page).locator("body.vscode-dark").waitFor();
    await takePicture(page, "estimate dark");
    await panelContent(page).getByRole("tab", { name: "Info" }).click();
    await panelContent(page).getByText("Priority", { exact: true }).waitFor();
    await takePicture(page, "info priority");
    await openActivity(page, "Explorer");
    await untilExtensionHeard(page);
  });

  it("are failures in the status bar until one has looked", async () => {
    const { page } = workbench();
    fail(23);
    await toasts(page).filter({ hasText: "“train 23” failed" }).waitFor();
    await click(statusBar(page).getByText("1 failed"));
    const box = page.locator(".quick-input-widget input[type=text]");
    await box.waitFor();
    await box.press("Escape");
    await statusBar(page).getByText("1 failed").waitFor({ state: "detached" });
    await runCommand(page, "Notifications: Clear All Notifications");
  });

  it("are shown no more when a person says so, who hears where to change that back", async () => {
    const { page } = workbench();
    fail(22);
    await heldToast(page, "“train 22” failed");
    await click(button(page, "Don't Show Again"));
    await heldToast(page, "The setting dirq.notify changes that back.");
    await takePicture(page, "news muted");
    await click(button(page, "Show Setting"));
    await page.locator(".settings-editor").getByText("Controls which jobs a notification tells of").waitFor();
    await page.locator(".settings-editor select").getByText("never").first().waitFor({ state: "attached" });
    await takePicture(page, "news setting");
  });
});

function queueIn(folder: string): string {
  return path.join(folder, "jobs");
}

function id(number: number): string {
  return String(1_733_302_847_000_000_000n + BigInt(number));
}

function printMinutesAgo(minutes: number, resultDirectory: string): void {
  const log = path.join(resultDirectory, "output.log");
  const time = new Date(Date.now() - minutes * 60_000);
  mkdirSync(resultDirectory, { recursive: true });
  writeFileSync(log, "epoch 12: loss 0.31\n");
  utimesSync(log, time, time);
}

/** As the Python package writes a time: local, without its zone. */
function minutesAgo(minutes: number): string {
  const time = Date.now() - minutes * 60_000;
  return new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, -1);
}

function statusBar(page: Page): Locator {
  return page.locator(".statusbar");
}

function toasts(page: Page): Locator {
  return page.locator(".notification-toast");
}

function button(page: Page, name: string): Locator {
  return toasts(page).getByRole("button", { name, exact: true });
}
