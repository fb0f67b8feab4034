import assert from "node:assert/strict";
import path from "node:path";
import type { Page } from "playwright-core";
import { click, expandRow, openActivity, rows, runCommand } from "../../scripts/vscode/actions.js";
import { until, untilEqual } from "../setup/until.js";
import { idsIn, type JobOnDisk, moveJob, writeJobs } from "./jobs-on-disk.js";
import { chooseFromMenu, untilMenuHas } from "./menus.js";
import { takePicture } from "./pictures.js";
import { heldToast } from "./toasts.js";
import { answer, goTo, questionBox, rowLabels, selectedLabels } from "./tree-actions.js";
import { useWorkbench } from "./workbench.js";

describe("Filter and sort", () => {
  const workbench = useWorkbench({
    prepare: (folder) =>
      writeJobs(path.join(folder, "jobs"), [
        { id: id(1), state: "queued", name: "train large" },
        { id: id(2), state: "queued", name: "render" },
        { id: id(3), state: "failed", name: "train small" },
        { id: id(4), state: "failed", name: "evaluate", changes: { error: "Timed out after 600 s" } },
        ...Array.from({ length: 300 }, (_, n): JobOnDisk => ({
          id: id(100 + n),
          state: "completed",
          name: `step ${n}`,
        })),
        { id: id(900), state: "completed", name: "train tiny", changes: { finished_at: "2024-12-04T11:00:49" } },
      ]),
  });

  before(() => openActivity(workbench().page, "dirq"));

  it("shows the jobs that have a word, and says in the title and beside each state what it shows", async () => {
    const { page } = workbench();
    await rows(page, "evaluate").waitFor();
    await filterBy(page, "train");
    await rows(page, "evaluate").waitFor({ state: "detached" });
    await expandRow(page, /^Completed\s*1 of 301/);
    await rows(page, "train tiny").waitFor();
    await untilEqual(
      async () => (await rowLabels(page)).map((label) => label.replace(/, [^,]*\d{4}-.*/, "")),
      [
        ...["Start Worker. no worker is alive", "Running, 0", "Queued, 1 of 2", "train large, queued"],
        ...["Failed, 1 of 2", "train small, failed, exit 2", "Completed, 1 of 301", "train tiny, completed in 1 h"],
      ],
    );
    await page.locator(".sidebar .pane-header .description", { hasText: "train" }).waitFor();
    await takePicture(page, "filter");
  });

  it("keeps selection and filter while jobs come and go", async () => {
    const { page, folder } = workbench();
    await click(rows(page, "train small"));
    moveJob(path.join(folder, "jobs"), id(1), "queued", "completed");
    await rows(page, /^Completed\s*2 of 302/).waitFor();
    writeJobs(path.join(folder, "jobs"), [{ id: id(5), state: "failed", name: "train again" }]);
    await rows(page, "train again").waitFor();
    await untilEqual(() => selectedLabels(page), ["train small"]);
  });

  it("understands keys, and says what it does not understand", async () => {
    const { page } = workbench();
    await runCommand(page, "dirq: Filter…");
    const box = await questionBox(page, "Filter Jobs");
    await box.fill("state:done");
    await page.locator(".quick-input-widget").getByText("state:done: there is no state done.").waitFor();
    await box.fill('@failed error:"timed out"');
    await box.press("Enter");
    await rows(page, "evaluate").waitFor();
    await rows(page, /^Failed\s*1 of 3/).waitFor();
    await rows(page, /^Completed\s*0 of 302/).waitFor();
  });

  it("resubmits and deletes all that it shows of a state, and nothing else", async () => {
    const { page, folder } = workbench();
    const jobs = path.join(folder, "jobs");
    await filterBy(page, "name:train");
    await rows(page, /^Failed\s*2 of 3/).waitFor();
    await untilMenuHas(page, /^Failed/, [
      "Resubmit All Failed That the Filter Shows",
      "Delete All That the Filter Shows",
    ]);
    await untilMenuHas(page, /^Completed/, ["Delete All That the Filter Shows"]);
    const said = page.locator(".notification-toast");
    await chooseFromMenu(page, /^Failed/, "Resubmit All Failed That the Filter Shows");
    const resubmitted = await heldToast(page, "Resubmitted 2 failed jobs that the filter shows.");
    await rows(page, /^Queued\s*2 of 3/).waitFor();
    await takePicture(page, "bulk resubmit");
    await click(resubmitted.getByRole("button", { name: "Undo" }));
    await rows(page, /^Queued\s*0 of 1/).waitFor();
    await chooseFromMenu(page, /^Failed/, "Resubmit All Failed That the Filter Shows");
    await rows(page, /^Queued\s*2 of 3/).waitFor();
    await chooseFromMenu(page, /^Failed/, "Resubmit All Failed That the Filter Shows");
    const question = page.locator(".monaco-dialog-box");
    await question.getByText("Resubmit again: 2 failed jobs that the filter shows?").waitFor();
    await takePicture(page, "resubmit again");
    await click(question.getByRole("button", { name: "Cancel" }));
    await question.waitFor({ state: "detached" });
    await chooseFromMenu(page, /^Failed/, "Delete All That the Filter Shows");
    await said.getByText("Moved 2 failed jobs that the filter shows to the queue's trash.").waitFor();
    assert.deepEqual(idsIn(jobs, "failed"), [id(4)]);
    await rows(page, /^Queued\s*2 of 3$/).waitFor();
    await untilMenuHas(
      page,
      /^Queued/,
      ["Cancel", "Hold", "Delete"].map((verb) => `${verb} All That the Filter Shows`),
    );
    await chooseFromMenu(page, /^Queued/, "Hold All That the Filter Shows");
    await rows(page, /^Queued\s*2 of 3 · 2 held$/).waitFor();
    await untilMenuHas(
      page,
      /^Queued/,
      ["Cancel", "Release", "Delete"].map((verb) => `${verb} All That the Filter Shows`),
    );
    await takePicture(page, "held");
    await chooseFromMenu(page, /^Queued/, "Release All That the Filter Shows");
    await rows(page, /^Queued\s*2 of 3$/).waitFor();
    await chooseFromMenu(page, /^Queued/, "Cancel All That the Filter Shows");
    await rows(page, /^Failed\s*2 of 3/).waitFor();
    await takePicture(page, "bulk");
  });

  it("is one list of all states when that is asked for, and says in which order", async () => {
    const { page } = workbench();
    await filterBy(page, "train");
    await runCommand(page, "dirq: View as List");
    await page.locator(".sidebar .pane-header .description", { hasText: "train · newest first" }).waitFor();
    // The groups hold the same rows.
    await rows(page, /^Completed/).waitFor({ state: "detached" });
    await rows(page, /^train tiny\s*completed/).waitFor();
    const labels = async (): Promise<string[]> =>
      (await rowLabels(page)).map((label) => label.replace(/, [^,]*(ago|now|\d{4}-).*/, ""));
    await untilEqual(
      async () => (await labels()).slice(1),
      [
        ...["train small, failed, cancelled", "train again, failed, cancelled"],
        ...["train tiny, completed in 1 h", "train large, completed"],
      ],
    );
    await takePicture(page, "list under a filter");
  });

  it("sorts, and keeps filter, order and list when the window is reloaded", async () => {
    const { page } = workbench();
    await filterBy(page, "@completed");
    await runCommand(page, "dirq: Sort By…");
    await questionBox(page, "Sort Jobs By");
    await click(page.locator(".quick-input-list .monaco-list-row", { hasText: "Duration" }));
    await rows(page, "step 299").waitFor();
    await untilFirst(page, /^train tiny, completed/);
    await takePicture(page, "sorted");
    await page.reload();
    await page.locator(".sidebar .pane-header .description", { hasText: "@completed · by duration" }).waitFor();
    await rows(page, /^train tiny\s*completed/).waitFor();
    await untilFirst(page, /^train tiny, completed/);
  });

  it("keeps a long list where it is while jobs come", async () => {
    const { page, folder } = workbench();
    await click(rows(page, "train tiny"));
    const more = rows(page, /^Show More\s*200 of 302/);
    await goTo(page, "End", more);
    await click(more);
    await rows(page, "step 100").waitFor();
    await click(rows(page, "step 110"));
    writeJobs(path.join(folder, "jobs"), [{ id: id(901), state: "completed", name: "came late" }]);
    await page.locator('.sidebar .monaco-list-row[aria-setsize="304"]').first().waitFor();
    await untilEqual(() => selectedLabels(page), ["step 110"]);
    await runCommand(page, "dirq: View as Groups");
  });

  it("is cleared with one click", async () => {
    const { page } = workbench();
    await rows(page, /^Completed\s*303 of 303/).hover();
    const clear = page.locator(".sidebar").getByRole("button", { name: "Clear Filter and Sort" });
    await click(clear);
    await rows(page, "render").waitFor();
    await page.locator(".sidebar .pane-header .description", { hasText: "by duration" }).waitFor({ state: "detached" });
    await clear.waitFor({ state: "detached" });
  });
});

/** As dirq and Python make them, but of an old time. */
function id(number: number): string {
  return `1733302847000000${String(number).padStart(3, "0")}`;
}

/** The first job, below the row about workers. */
async function untilFirst(page: Page, label: RegExp): Promise<void> {
  await until(`${String(label)} stands first`, async () => label.test((await rowLabels(page))[1] ?? ""));
}

async function filterBy(page: Page, filter: string): Promise<void> {
  await runCommand(page, "dirq: Filter…");
  await answer(page, "Filter Jobs", filter);
}
