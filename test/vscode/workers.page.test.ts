import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { click, openActivity, panelContent, rows, runCommand } from "../../scripts/vscode/actions.js";
import { JobQueue, type WorkerStatus } from "../../src/queue/index.js";
import { deadWorker, writePresence } from "../queue/other-workers.js";
import { until } from "../setup/until.js";
import { writeJobs, type JobOnDisk } from "./jobs-on-disk.js";
import { chooseFromMenu, untilMenuHas } from "./menus.js";
import { takePicture } from "./pictures.js";
import { heldToast } from "./toasts.js";
import { clickInRow, comesTo, openPane, pane, untilTooltip } from "./tree-actions.js";
import { useWorkbench } from "./workbench.js";

describe("The Workers view, and jobs that wait", () => {
  let queue: JobQueue | undefined;
  // Before the hook that takes the folder away.
  after(() => queue && endWorkers(queue));
  const workbench = useWorkbench({
    theme: "light",
    prepare: (folder) => {
      queue = queueIn(folder);
      queue.submit({ name: "flaky", command: "false" }, { retries: 3, retryDelay: 600 });
      queue.submit({ name: "frames", type: "render" });
      queue.submit({ name: "long", command: "until [ -e go ]; do sleep 0.05; done", cwd: folder });
      queue.submit({ name: "later", command: "true" }, { hold: true });
    },
  });

  before(() => openActivity(workbench().page, "dirq"));

  it("releases a held job and holds it again, each offered only where it can be done", async () => {
    const { page } = workbench();
    await untilTooltip(page, rows(page, /^later\s*held/), "State: queued, held");
    await takePicture(page, "tooltip of a held job");
    await untilMenuHas(page, "later", [
      ...["Show Job", "Open Job File"],
      ...["Resubmit", "Edit and Resubmit", "Cancel", "Release"],
      ...["Notify Me When Done", "Copy As", "Delete"],
    ]);
    // Beside those that wait for something else, whose icon is a clock.
    await rows(page, /^later/)
      .locator(".codicon-debug-pause")
      .waitFor();
    await rows(page, /^later/).hover();
    await takePicture(page, "held job");
    await clickInRow(rows(page, /^later/), "Release");
    await rows(page, /^later\s*queued/).waitFor();
    await chooseFromMenu(page, "later", "Hold");
    await rows(page, /^later\s*held/).waitFor();
  });

  it("pauses the queue and resumes it, and says so", async () => {
    const { page } = workbench();
    await runCommand(page, "dirq: Pause Queue");
    await rows(page, /^long\s*queue paused/).waitFor();
    await page.locator(".statusbar").getByText("4 queued · paused").waitFor();
    await takePicture(page, "paused queue");
    await click(rows(page, /^Resume Queue\s*paused: no dirq worker starts a job/));
    await rows(page, /^long\s*queued/).waitFor();
    await rows(page, "Resume Queue").waitFor({ state: "detached" });
    await page.locator(".statusbar").getByText("paused").waitFor({ state: "detached" });
  });

  it("says which worker a job needs that is no shell command, in its row and in its panel", async () => {
    const { page } = workbench();
    await click(rows(page, /^frames\s*needs a worker for “render”/));
    await panelContent(page).getByText("a worker for “render”: dirq worker ./my-worker.mjs").waitFor();
    await takePicture(page, "needs a custom worker");
  });

  it("says how to start a worker where there is none", async () => {
    const { page } = workbench();
    await rows(page, /^Start Worker\s*no worker is alive/).waitFor();
    await openPane(page, "Workers");
    await pane(page, "Workers").locator(".welcome-view").getByRole("button", { name: "Start Worker" }).waitFor();
    await pane(page, "Workers").getByText("Python workers leave no trace while they wait for jobs.").waitFor();
    await takePicture(page, "workers view empty");
  });

  it("shows a worker that was started in the background, and its log", async () => {
    const { page } = workbench();
    await runCommand(page, "dirq: Start Background Worker");
    const toast = await heldToast(page, "runs in the background");
    await rows(page, /1 slot · runs 1 · alive/).waitFor();
    await click(toast.getByRole("button", { name: "Show Log" }));
    await page.locator(".editor-instance").getByText("started").first().waitFor();
    await takePicture(page, "workers view");
    // In a narrow sidebar its row has no room for that.
    await untilTooltip(page, rows(page, /1 slot · runs 1 · alive/), "Slots: 1, 1 in use");
  });

  it("says of a silent job how long it runs, as the Jobs view does", async () => {
    const { page } = workbench();
    await until("both say how long", async () => (await saidOfLong(page)).length === 2);
    const before = await saidOfLong(page);
    // Each view has its own clock, whose steps are minutes once the job has run for one.
    const bothGoOn = async (): Promise<boolean> => {
      const now = await saidOfLong(page);
      return now.length === 2 && now.every((words, index) => words !== before[index]);
    };
    await until("both go on", bothGoOn, 90_000);
  });

  it("leaves the row alone whose tooltip is read, while another goes on", async () => {
    const { page } = workbench();
    const row = pane(page, "Workers").locator(".monaco-list-row", { hasText: LONG });
    const tooltip = page.locator(".monaco-hover:visible", { hasText: "State: running" });
    // It stands still for ten seconds, in which the other makes four steps. Two of them a slow machine may miss at first.
    await until(
      "the other makes two steps while this one stands still",
      async () => {
        await untilTooltip(page, row, "State: running");
        const [other, read] = await saidOfLong(page);
        const steps = new Set([other]);
        const goesOn = until("the other goes on", async () => steps.add((await saidOfLong(page))[0]).size > 2);
        const went = await goesOn.then(
          () => true,
          () => false,
        );
        const [, stillRead] = await saidOfLong(page);
        if (went && read !== undefined && stillRead === read && (await tooltip.count()) === 1) return true;
        await page.mouse.move(700, 500);
        return false;
      },
      60_000,
    );
    await takePicture(page, "tooltip of a running job");
    await page.mouse.move(700, 500);
    await page.locator(".monaco-hover:visible").waitFor({ state: "detached" });
  });

  it("says that a worker is busy, and which attempt at a job comes next, and when", async () => {
    const { page } = workbench();
    await rows(page, /^Queued\s*3 · 1 held · all slots busy/).waitFor();
    await click(rows(page, /^flaky\s*retrying (at|tomorrow) [\d:]+ · attempt 2 of 4/));
    await panelContent(page).getByText("attempt 2 of 4").first().waitFor();
    await takePicture(page, "retrying");
  });

  it("shows below it what it runs, a click away", async () => {
    const { page } = workbench();
    await click(pane(page, "Workers").locator(".monaco-list-row", { hasText: /^long\s*running/ }));
    await page.locator(".tabs-container").getByText("long · running").waitFor();
  });

  it("says in the status bar's tooltip about when the jobs that it may run will be done", async () => {
    const { page, folder } = workbench();
    const jobs = queueIn(folder);
    const done = ["1", "2"].map((id): JobOnDisk => ({ id, state: "completed", name: "short" }));
    writeJobs(jobs.directory, done);
    const { id } = jobs.submit({ name: "next", command: "true" });
    const item = page.locator(".statusbar").getByText("1 running · 4 queued");
    await untilTooltip(page, item, /4 queued, 1 of them done about \d\d:\d\d; 0 jobs failed, 2 completed/);
    await takePicture(page, "drain");
    for (const each of [id, ...done.map((job) => job.id)]) jobs.remove(each);
    await page.locator(".statusbar").getByText("1 running · 3 queued").waitFor();
  });

  it("lets it finish its job and end, also when the window was reloaded meanwhile and asks again", async () => {
    const { page, folder } = workbench();
    const { name, worker } = onlyWorker(folder);
    await untilMenuHas(page, name, ["Stop After Current Job", "Stop Now", "Show Log"]);
    await chooseFromMenu(page, name, "Stop After Current Job");
    await rows(page, /1 slot · runs 1 · stopping/).waitFor();
    await page.reload();
    await rows(page, /1 slot · runs 1 · stopping/).waitFor();
    // VS Code decides a moment after the reload whether it trusts the folder.
    await untilMenuHas(page, name, ["Stop Now", "Show Log"]);
    await takePicture(page, "workers view stopping");
    queueIn(folder).stopWorker(worker, "after-jobs");
    queueIn(folder).submit({ name: "for nobody", command: "true" });
    writeFileSync(path.join(folder, "go"), "");
    await rows(page, name).waitFor({ state: "detached" });
    assert.deepEqual(queueIn(folder).counts(), { queued: 4, running: 0, completed: 1, failed: 0 });
  });

  it("finds the terminal of a worker, and stops the worker at once after one question", async () => {
    const { page, folder } = workbench();
    const { id } = queueIn(folder).submit({ name: "endless", command: "sleep 1000" });
    await click(rows(page, /^Start Worker\s*no worker is alive/));
    await rows(page, /^endless\s*running/)
      .first()
      .waitFor();
    await runCommand(page, "View: Toggle Terminal");
    const { name } = onlyWorker(folder);
    await rows(page, name).waitFor();
    await untilMenuHas(page, name, ["Stop After Current Job", "Stop Now", "Show Terminal"]);
    await chooseFromMenu(page, name, "Show Terminal");
    await page.locator(".part.panel").getByText("dirq worker").first().waitFor();
    const question = page.locator(".monaco-dialog-box").getByText(`Stop worker ${name} and the job that it runs?`);
    // The terminal that is being shown takes the focus, and a menu that is open then closes.
    await until("it asks", async () => {
      await chooseFromMenu(page, name, "Stop Now");
      return comesTo("visible", question, 5_000);
    });
    await click(page.locator(".monaco-dialog-box").getByRole("button", { name: "Stop Now" }));
    await rows(page, name).waitFor({ state: "detached" });
    assert.equal(queueIn(folder).get(id)?.state, "queued");
  });

  it("says of a worker that died how that is known", async () => {
    const { page, folder } = workbench();
    const queue = queueIn(folder);
    const dead = deadWorker(queue);
    writePresence(queue, dead);
    await rows(page, /^lab-1\s*dead: process \d+ has ended on this machine(?! · idle)/).waitFor();
    await takePicture(page, "workers view dead");
  });
});

const LONG = /^long\s*running · \d+ (s|min)/;

/** How long it runs: in the Jobs view, then in the Workers view below it. */
async function saidOfLong(page: Page): Promise<(string | undefined)[]> {
  return (await rows(page, LONG).allInnerTexts()).map((text) => LONG.exec(text)?.[0]);
}

function queueIn(folder: string): JobQueue {
  return new JobQueue(path.join(folder, "jobs"));
}

function onlyWorker(folder: string): WorkerStatus {
  const [only] = queueIn(folder).workers();
  assert.ok(only);
  return only;
}

/** Also where a test failed before it had stopped its worker, which would outlive it. */
async function endWorkers(queue: JobQueue): Promise<void> {
  const alive = queue.workers().filter(({ liveness }) => liveness === "alive");
  for (const { pid } of alive) process.kill(pid, "SIGKILL");
  await until("no worker is left", () => queue.workers().every(({ liveness }) => liveness !== "alive"));
}
