import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Locator, Page } from "playwright-core";
import { click, expandRow, openActivity, panelContent, rows, runCommand } from "../../scripts/vscode/actions.js";
import type { JobState } from "../../src/queue/index.js";
import { contrast } from "../../src/webview/terminal/colours.js";
import { until, untilEqual } from "../setup/until.js";
import { drag } from "./drags.js";
import { idsIn, moveJob, newestParams, writeJobs } from "./jobs-on-disk.js";
import { chooseFromMenu, chooseFromSubmenu, titleMenu, untilMenuHas } from "./menus.js";
import { typeInTerminal } from "./terminals.js";
import { heldToast, undo } from "./toasts.js";
import {
  clickInRow,
  comesTo,
  pressInJobs,
  questionBox,
  rowLabels,
  selectedLabels,
  untilNoTooltip,
} from "./tree-actions.js";
import { colourOf, themeColour } from "./colours.js";
import { takePicture } from "./pictures.js";
import { useTheme } from "./use-theme.js";
import { themes, useWorkbench } from "./workbench.js";

/** As the VS Code that is opened here calls itself in addresses. */
const SCHEME = "code-oss";

describe("The Jobs view", function () {
  this.timeout(60_000);

  const workbench = useWorkbench({
    // Drawn on a canvas, no text could be found in a terminal.
    settings: { "terminal.integrated.gpuAcceleration": "off" },
    prepare: (folder) => {
      const queue = queueIn(folder);
      writeJobs(queue, [
        { id: id(11), state: "running", name: "sweep", changes: { progress: 0.42, claim: "w.1" } },
        { id: id(12), state: "running", name: "by Python" },
        { id: id(21), state: "queued", name: "first" },
        { id: id(22), state: "queued", name: "second" },
        { id: id(23), state: "queued", name: "third" },
        { id: id(31), state: "failed", name: "baseline" },
        { id: id(32), state: "failed", name: "stopped", changes: { error: "Cancelled by ada: wrong branch" } },
        { id: id(33), state: "failed", name: "nightly", changes: { error: "Timed out after 600 s" } },
        { id: id(41), state: "completed", name: "done" },
      ]);
      const results = path.join(queue, "completed_results", id(41));
      mkdirSync(path.join(results, "plots"), { recursive: true });
      writeFileSync(path.join(results, "plots", "loss.txt"), "the loss over time");
      writeFileSync(path.join(results, "result.json"), "{}");
    },
  });
  const queueIn = (folder: string): string => path.join(folder, "jobs");

  before(() => openActivity(workbench().page, "dirq"));

  it("groups jobs by state with counts, and says in words what the icons show", async () => {
    const { page } = workbench();
    await rows(page, "sweep").waitFor();
    await untilEqual(
      // What doctor says of a claim that was never made comes a second later.
      async () =>
        (await rowLabels(page))
          .filter((label) => !label.includes("problem"))
          .map((label) => label.replace(/, [^,]*(ago|days?|\d\d\d\d-\d\d-\d\d)[^,]*/, "").replace(/, ran [^,]*$/, "")),
      [
        ...["Running, 2", "by Python, running, Python worker", "sweep, running, 42 %"],
        ...["Queued, 3", "first, queued", "second, queued", "third, queued"],
        ...["Failed, 3", "nightly, failed, timed out", "stopped, failed, cancelled, wrong branch"],
        ...["baseline, failed, exit 2, ValueError", "Completed, 1"],
      ],
    );
    await takePicture(page, "jobs view");
  });

  it("draws the jobs of every state at one place, whether or not there are files below them", async () => {
    const { page } = workbench();
    const labels = [/^sweep/, /^first/, /^baseline/].map((row) => rows(page, row).locator(".label-name"));
    const lefts = await Promise.all(labels.map(async (label) => (await label.boundingBox())?.x));
    assert.equal(typeof lefts[0], "number");
    assert.deepEqual(lefts, [lefts[0], lefts[0], lefts[0]]);
  });

  it("has icons in colours that can be told apart and seen, in every theme", async () => {
    const { page } = workbench();
    // That of the button in the activity bar, on which the mouse still rests, may lie over a row.
    await untilNoTooltip(page);
    await expandRow(page, /^Completed/);
    await rows(page, /problems? with this queue/).waitFor();
    const icons = [
      [/^done/, "dirq.iconCompleted"],
      [/^baseline/, "dirq.iconFailed"],
      [/^sweep/, "charts.blue"],
      [/^first/, "dirq.iconQueued"],
      [/problems? with this queue/, "dirq.iconWarning"],
    ] as const;
    for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
      await useTheme(workbench(), theme);
      // The sidebar and its rows are drawn in the colours of a theme a moment after the window has them.
      const background = await themeColour(page, "sideBar.background");
      await untilEqual(() => colourOf(page.locator(".part.sidebar"), "backgroundColor"), background);
      const text = await colourOf(rows(page, /^done/).locator(".label-name"), "color");
      for (const [row, name] of icons) {
        const colour = await themeColour(page, name);
        await untilEqual(() => colourOf(rows(page, row).locator(".custom-view-tree-node-item-icon"), "color"), colour);
        assert.notDeepEqual(colour, text, `${name} can be told apart in ${theme}`);
        assert.ok(contrast(colour, background) >= 3, `${name} can be seen in ${theme}`);
      }
      await takePicture(page, `jobs view ${theme}`);
    }
    await useTheme(workbench(), "dark");
    await click(rows(page, /^Completed/));
  });

  it("has in its menu what can be done with the list, the queue and the trash", async () => {
    const { page } = workbench();
    const title = page.locator(".sidebar .pane-header", { hasText: "Jobs" });
    const entries = await titleMenu(page, title, () => takePicture(page, "menu of the view"));
    assert.deepEqual(entries, [
      ...["Sort By…", "Refresh", "Submit Sweep…", "Start Background Worker", "Pause Queue"],
      ...["Check Queue…", "Choose Jobs Directory…", "Restore…", "Empty Trash…", "Open Log"],
    ]);
  });

  it("says in the status bar and on the badge what is going on", async () => {
    const { page } = workbench();
    await page.locator(".statusbar").getByText("2 running · 3 queued").waitFor();
    await page.locator(".activitybar").getByRole("tab", { name: "dirq" }).locator(".badge", { hasText: "2" }).waitFor();
  });

  it("shows a Python worker by the job that it runs, and that nobody knows whether it lives", async () => {
    const { page } = workbench();
    const header = page.locator(".sidebar .pane-header", { hasText: "Workers" });
    await click(header);
    await rows(page, /^lab\s*Python worker · runs 1 · unknown$/).waitFor();
    await takePicture(page, "python worker");
    await click(header);
    await rows(page, /^lab/).waitFor({ state: "detached" });
  });

  it("shows a job in its new state within a second of its move on disk", async () => {
    const { page, folder } = workbench();
    const see = async (state: JobState, count: number, from: JobState): Promise<void> => {
      moveJob(queueIn(folder), id(21), from, state);
      await rows(page, new RegExp(`^Completed\\s*${count}`)).waitFor();
    };
    await see("completed", 2, "queued");
    // Each move comes just after a look at the disk, so that one who only looks once a second takes four seconds for four.
    // The machine itself may stand still for a while.
    const fourMovesAreSeenSoon = async (): Promise<boolean> => {
      const start = performance.now();
      for (let round = 0; round < 2; round++) {
        await see("queued", 1, "completed");
        await see("completed", 2, "queued");
      }
      return performance.now() - start < 3_400;
    };
    await until("four moves are seen before four looks are due", fourMovesAreSeenSoon, 45_000);
    await rows(page, "first").waitFor({ state: "detached" });
    await takePicture(page, "moved on disk");
  });

  it("keeps selection and what is open while jobs come and go", async () => {
    const { page, folder } = workbench();
    await click(rows(page, "third"));
    await click(rows(page, "nightly"), { modifiers: ["ControlOrMeta"] });
    const areSelected = async (): Promise<boolean> =>
      isDeepStrictEqual(await selectedLabels(page), ["third", "nightly"]);
    // What was clicked while VS Code drew is shown again as selected once that is done.
    await until("both are selected", areSelected);
    writeJobs(queueIn(folder), [{ id: id(24), state: "queued", name: "fourth" }]);
    moveJob(queueIn(folder), id(22), "queued", "failed");
    await rows(page, "fourth").waitFor();
    await rows(page, /^Failed\s*4/).waitFor();
    await until("both are selected still", areSelected);
  });

  it("shows damaged jobs as rows with the reason, and opens the file that is damaged", async () => {
    const { page, folder } = workbench();
    const queue = queueIn(folder);
    writeFileSync(path.join(queue, "failed", `${id(35)}.json`), '{ "id": "half of a jo');
    writeJobs(queue, [{ id: id(45), state: "completed", name: "moved away" }]);
    rmSync(path.join(queue, "completed_results", id(45)), { recursive: true });
    await expandRow(page, /^Completed\s*3/);
    await rows(page, /^moved away\s*without a result · /).waitFor();
    const damaged = rows(page, "not valid JSON");
    await damaged.hover();
    await takePicture(page, "damaged jobs");
    await clickInRow(damaged, "Open Job File");
    await page.locator(".editor-instance").getByText("half of a jo").waitFor();
    for (const [state, number] of [
      ["failed", 35],
      ["completed", 45],
    ] as const)
      rmSync(path.join(queue, state, `${id(number)}.json`));
    await damaged.waitFor({ state: "detached" });
    await click(rows(page, /^Completed\s*2/));
  });

  it("shows below a job the files that it left, which open in VS Code's own editors", async () => {
    const { page, folder } = workbench();
    await expandRow(page, /^Completed\s*2/);
    await click(rows(page, "done").locator(".monaco-tl-twistie"));
    await expandRow(page, /^plots$/);
    await until("it is called a folder", async () => (await rowLabels(page)).includes("plots, folder"));
    await click(rows(page, /^loss\.txt\s*18 bytes/));
    await page.locator(".editor-instance").getByText("the loss over time").waitFor();
    await untilMenuHas(page, "plots", ["Reveal", "Open in Integrated Terminal", "Copy Path"]);
    await takePicture(page, "artifacts");
    await chooseFromMenu(page, "plots", "Open in Integrated Terminal");
    await typeInTerminal(page, "pwd > where; exit\n");
    const where = path.join(queueIn(folder), "completed_results", id(41), "plots", "where");
    const plots = path.dirname(where);
    await until("the terminal stands there", () => existsSync(where) && readFileSync(where, "utf8").trim() === plots);
    await click(rows(page, /^Completed\s*2/));
  });

  it("offers on a right-click what can be done with that job", async () => {
    const { page } = workbench();
    await untilMenuHas(page, "sweep", [
      ...["Show Job", "Open Output", "Open Result Folder", "Open Job File", "Open in Integrated Terminal"],
      ...["Resubmit", "Edit and Resubmit", "Cancel", "Notify Me When Done", "Copy As"],
    ]);
    await untilMenuHas(page, "by Python", [
      ...["Show Job", "Open Output", "Open Result Folder", "Open Job File", "Open in Integrated Terminal"],
      ...["Resubmit", "Edit and Resubmit", "Notify Me When Done", "Copy As"],
    ]);
    await untilMenuHas(page, "baseline", [
      ...[
        "Show Job",
        "Open Error",
        "Open Output",
        "Open Result Folder",
        "Open Job File",
        "Open in Integrated Terminal",
      ],
      ...["Resubmit", "Edit and Resubmit", "Copy As", "Delete"],
    ]);
  });

  it("copies a job as what it is called, what it runs, what submits it again, where it lies, and what to say of it", async () => {
    const { page, folder } = workbench();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const copied = async (entry: string): Promise<string> => {
      await page.evaluate("navigator.clipboard.writeText('')");
      const look = entry === "Copy Id" ? () => takePicture(page, "copy as") : undefined;
      await chooseFromSubmenu(page, "baseline", ["Copy As", entry], look);
      return until(`${entry} is in the clipboard`, () => page.evaluate<string>("navigator.clipboard.readText()"));
    };
    const queue = queueIn(folder);
    assert.equal(await copied("Copy Id"), id(31));
    assert.equal(await copied("Copy Command"), "echo baseline");
    assert.equal(
      await copied("Copy CLI Command"),
      `printf '%s\\n' '{ "command": "echo baseline", "type": "shell", "name": "baseline" }' | dirq --jobs-dir ${queue} submit -`,
    );
    assert.equal(await copied("Copy Result Path"), path.join(queue, "completed_results", id(31)));
    assert.equal(await copied("Copy Link"), `${SCHEME}://dirq.dirq/job?queue=${queue}&id=${id(31)}`);
    assert.match(
      await copied("Copy Failure Report"),
      /^\*\*baseline\*\*: exit 2 · .*\n\n- Job: `1733302847000000031`\n/,
    );
  });

  it("shows the job of a link, and does nothing else", async () => {
    const { page, folder } = workbench();
    await openLink(page, `${SCHEME}://dirq.dirq/job?queue=${queueIn(folder)}&id=${id(31)}&command=dirq.remove`);
    await panelContent(page).getByRole("heading", { name: "baseline" }).waitFor();
    await takePicture(page, "link to a job");
    assert.ok(idsIn(queueIn(folder), "failed").includes(id(31)));
  });

  it("says why it shows nothing of a link to another queue, or of one that is none", async () => {
    const { page } = workbench();
    const said = page.locator(".notification-toast");
    await openLink(page, `${SCHEME}://dirq.dirq/job?queue=/home/eve/jobs&id=${id(31)}`);
    await heldToast(page, "The queue of this job is not open in this window.");
    await takePicture(page, "link to another queue");
    await openLink(page, `${SCHEME}://dirq.dirq/remove?id=1`);
    await said.getByText("This is no link to a job").waitFor();
    await runCommand(page, "Notifications: Clear All Notifications");
  });

  it("shows the job whose id dirq printed in a terminal when it is clicked", async () => {
    const { page } = workbench();
    await runCommand(page, "Terminal: Create New Terminal");
    await typeInTerminal(page, "dirq list --name nightly --no-header; exec cat\n");
    const printed = page.locator(".terminal-wrapper.active .xterm-rows > div", {
      hasText: new RegExp(`^${id(33)}`),
    });
    const onId = async (): Promise<readonly [x: number, y: number]> => {
      const { x, y, height } = (await printed.boundingBox()) ?? { x: 0, y: 0, height: 0 };
      return [x + 80, y + height / 2];
    };
    const said = page.locator(".monaco-hover:visible", { hasText: "Show nightly · timed out" });
    // Lines move while the shell begins, and the mouse that rests asks nothing anew.
    await until("the id is a link", async () => {
      await page.mouse.move(0, 0);
      await page.mouse.move(...(await onId()));
      return comesTo("visible", said, 5_000);
    });
    await takePicture(page, "id in a terminal");
    await page.keyboard.down("Control");
    await page.mouse.click(...(await onId()));
    await page.keyboard.up("Control");
    await panelContent(page).getByRole("heading", { name: "nightly" }).waitFor();
    await runCommand(page, "Terminal: Kill All Terminals");
  });

  it("acts on one row alone when the right-click is outside of the selection", async () => {
    const { page, folder } = workbench();
    await click(rows(page, "third"));
    await chooseFromMenu(page, "baseline", "Delete", () => takePicture(page, "menu outside of the selection"));
    await rows(page, "baseline").waitFor({ state: "detached" });
    assert.deepEqual(idsIn(queueIn(folder), "queued").sort(), [id(23), id(24)]);
    await undo(page);
    await rows(page, "baseline").waitFor();
  });

  it("deletes what is selected with the Delete key, and Undo brings it back", async () => {
    const { page, folder } = workbench();
    const before = idsIn(queueIn(folder), "failed").sort();
    await click(rows(page, "baseline"));
    await click(rows(page, "nightly"), { modifiers: ["ControlOrMeta"] });
    await pressInJobs(page, "Delete");
    await heldToast(page, "Moved 2 jobs to the queue's trash.");
    await rows(page, "baseline").waitFor({ state: "detached" });
    await takePicture(page, "deleted with the key");
    assert.deepEqual(idsIn(queueIn(folder), "failed").sort(), [id(22), id(32)]);
    await undo(page);
    await rows(page, "nightly").waitFor();
    await untilEqual(() => idsIn(queueIn(folder), "failed").sort(), before);
  });

  it("restores what is picked from the trash, long after Undo has gone", async () => {
    const { page, folder } = workbench();
    await click(rows(page, "baseline"));
    await click(rows(page, "nightly"), { modifiers: ["ControlOrMeta"] });
    await pressInJobs(page, "Delete");
    await heldToast(page, "Moved 2 jobs to the queue's trash.");
    await runCommand(page, "dirq: Restore…");
    await questionBox(page, "Restore Jobs");
    const picks = page.locator(".quick-input-list .monaco-list-row");
    await picks
      .filter({ hasText: "nightly" })
      .getByText(/was failed, deleted (just now|\d+ s ago)/)
      .waitFor();
    await takePicture(page, "restore from the trash");
    await click(picks.filter({ hasText: "nightly" }));
    await click(page.locator(".quick-input-widget").getByRole("button", { name: "OK" }));
    await rows(page, "nightly").waitFor();
    assert.deepEqual(idsIn(queueIn(folder), "failed").sort(), [id(22), id(32), id(33)]);
    await runCommand(page, "Notifications: Clear All Notifications");
  });

  it("says what emptying the trash frees, and empties it after that question alone", async () => {
    const { page, folder } = workbench();
    await runCommand(page, "dirq: Empty Trash…");
    const box = page.locator(".monaco-dialog-box");
    await box.getByText(/^Delete 1 job in the trash for good\? That frees [\d.]+ (bytes|kB)\.$/).waitFor();
    await takePicture(page, "empty trash");
    await click(box.getByRole("button", { name: "Empty Trash" }));
    await until("it is empty", () => readdirSync(path.join(queueIn(folder), ".dirq", "trash")).length === 0);
    await heldToast(page, /Deleted 1 job for good: [\d.]+ (bytes|kB) are free again\./);
    await takePicture(page, "trash emptied");
    await runCommand(page, "Notifications: Clear All Notifications");
    writeJobs(queueIn(folder), [{ id: id(31), state: "failed", name: "baseline" }]);
    await rows(page, "baseline").waitFor();
  });

  it("does what can be done with a selection, and says what was left out and why", async () => {
    const { page } = workbench();
    await click(rows(page, "baseline"));
    await click(rows(page, "sweep"), { modifiers: ["ControlOrMeta"] });
    await pressInJobs(page, "Delete");
    await heldToast(page, /Moved 1 of 2 jobs to the queue's trash\. sweep: .*it is running/);
    await undo(page);
    await rows(page, "baseline").waitFor();
  });

  it("resubmits every job that is selected", async () => {
    const { page, folder } = workbench();
    await click(rows(page, "baseline"));
    await click(rows(page, "stopped"), { modifiers: ["ControlOrMeta"] });
    await chooseFromMenu(page, "stopped", "Resubmit");
    await rows(page, /^Queued\s*4/).waitFor();
    assert.deepEqual(newestParams(queueIn(folder), "queued"), {
      ...{ command: "echo stopped", type: "shell", name: "stopped" },
      dirq: { resubmit_of: id(32) },
    });
  });

  it("cancels jobs that are picked from a list, when nothing was selected", async () => {
    const { page, folder } = workbench();
    await runCommand(page, "dirq: Cancel");
    await questionBox(page, "Cancel Jobs");
    const picks = page.locator(".quick-input-list .monaco-list-row");
    await click(picks.filter({ hasText: "third" }));
    await click(picks.filter({ hasText: "fourth" }));
    await takePicture(page, "cancel jobs from a list");
    await click(page.locator(".quick-input-widget").getByRole("button", { name: "OK" }));
    const ended = (): string[] => idsIn(queueIn(folder), "failed").filter((each) => [id(23), id(24)].includes(each));
    await untilEqual(() => ended().sort(), [id(23), id(24)]);
    const left = idsIn(queueIn(folder), "queued");
    assert.deepEqual([left.includes(id(23)), left.includes(id(24))], [false, false]);
  });

  it("resubmits a failed job that is dropped on Queued, and says of another place that it takes none", async () => {
    const { page, folder } = workbench();
    const before = idsIn(queueIn(folder), "queued").length;
    const refusal = "A job comes to Running when a worker takes it. Nothing was changed.";
    const said = page.locator(".notification-toast").getByText(refusal);
    await drag(rows(page, "nightly"), rows(page, /^Running/), said);
    await takePicture(page, "drop refused");
    const queued = rows(page, new RegExp(`^Queued\\s*${before + 1}`));
    await drag(rows(page, "nightly"), rows(page, /^Queued/), queued);
    assert.deepEqual(newestParams(queueIn(folder), "queued"), {
      ...{ command: "echo nightly", type: "shell", name: "nightly" },
      dirq: { resubmit_of: id(33) },
    });
    assert.ok(idsIn(queueIn(folder), "failed").includes(id(33)));
  });

  it("has made the first step of the walkthrough, because there is a queue", async () => {
    const { page } = workbench();
    await runCommand(page, "Welcome: Open Walkthrough...");
    await click(page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "Get Started with dirq" }));
    const step = (title: string): Locator => page.locator(".getting-started-step").filter({ hasText: title });
    await step("Make a queue").locator(".codicon.complete").waitFor();
    assert.equal(await step("Use it from anywhere").locator(".codicon.complete").count(), 0);
    await takePicture(page, "walkthrough with a queue");
    await runCommand(page, "View: Close Editor");
  });

  it("opens the file of a job that is dropped on the editors", async () => {
    const { page } = workbench();
    const tabs = page.locator(".part.editor .tabs-container").first();
    await drag(rows(page, "nightly").last(), tabs, tabs.locator(".tab", { hasText: `${id(33)}.json` }));
    await takePicture(page, "dropped on the editors");
  });
});

/** As dirq and Python make them, but of an old time. */
function id(number: number): string {
  return `17333028470000000${number}`;
}

/** As VS Code opens one that comes from elsewhere: it asks first. */
async function openLink(page: Page, link: string): Promise<void> {
  await runCommand(page, "Developer: Open URL");
  // The palette and the box that follows it are one, whose words change.
  await page.locator(".quick-input-message").getByText("URL to open").waitFor();
  const box = page.locator(".quick-input-widget input[type=text]");
  await box.fill(link);
  await box.press("Enter");
  await click(page.locator(".monaco-dialog-box").getByRole("button", { name: "Open" }));
}
