import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { click, expandRow, openActivity, openFile, rows, runCommand } from "../../scripts/vscode/actions.js";
import { until } from "../setup/until.js";
import { dragInto } from "./drags.js";
import { idsIn, newestParams } from "./jobs-on-disk.js";
import { chooseFromMenu } from "./menus.js";
import { takePicture } from "./pictures.js";
import { typeInTerminal } from "./terminals.js";
import { heldToast } from "./toasts.js";
import { answer, comesTo, questionBox, questionTitle } from "./tree-actions.js";
import { useWorkbench } from "./workbench.js";

const COMMAND = "Submit Shell Command (1/2)";
const OVERVIEW = "Submit Shell Command (2/2)";

describe("Submitting", () => {
  const workbench = useWorkbench({
    // In a browser VS Code saves by itself unless told otherwise. A file that is opened is selected in the Explorer, alone,
    // at a time when several are being selected there.
    settings: { "files.autoSave": "off", "explorer.autoReveal": false },
    prepare: (folder) => {
      mkdirSync(path.join(folder, "data"));
      writeFileSync(path.join(folder, "train.py"), "print(1)\n");
      writeFileSync(path.join(folder, "data", "it's.sh"), "make\n");
      writeFileSync(path.join(folder, "notes.md"), "    cd data\n    make all\n");
    },
  });
  const queueIn = (folder: string): string => path.join(folder, "jobs");

  before(() => openActivity(workbench().page, "dirq"));

  it("leaves nothing on the disk when it is left, at any step", async () => {
    const { page, folder } = workbench();
    for (const reach of [() => questionBox(page, COMMAND), () => overviewOf(page, "make"), () => timeoutOf(page)]) {
      await runCommand(page, "dirq: Submit Shell Command");
      await reach();
      await page.locator(".quick-input-widget input[type=text]").press("Escape");
      await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    }
    assert.equal(existsSync(queueIn(folder)), false);
  });

  it("takes a command and Enter twice, and offers a worker when none takes the job", async () => {
    const { page, folder } = workbench();
    await runCommand(page, "dirq: Submit Shell Command");
    await answer(page, COMMAND, "echo $(hostname)");
    await answer(page, OVERVIEW, "");
    await rows(page, "echo $(hostname)").waitFor();
    assert.deepEqual(newestParams(queueIn(folder), "queued"), {
      command: "echo $(hostname)",
      type: "shell",
      cwd: folder,
    });
    const said = await heldToast(page, "is queued, but no worker takes it.");
    await said.getByRole("button", { name: "Start Worker" }).waitFor();
    await click(said.getByRole("button", { name: /Clear Notification/ }));
  });

  for (const theme of ["dark", "light"]) {
    it(`is walked through with the keyboard, forth and back (${theme})`, async () => {
      const { page, folder } = workbench();
      if (theme === "light") await runCommand(page, "Preferences: Toggle between Light/Dark Themes");
      await runCommand(page, "dirq: Submit Shell Command");
      const box = await questionBox(page, COMMAND);
      await box.fill(`python train.py --lr ${theme}`);
      await list(page).getByText("echo $(hostname)").waitFor({ state: "detached" });
      await box.fill("e");
      await list(page).getByText("echo $(hostname)").waitFor();
      await takePicture(page, `submit command ${theme}`);
      await box.fill(`python train.py --lr ${theme}`);
      await box.press("Enter");

      await choose(page, "Name");
      await answer(page, "Submit Shell Command: Name", `lr ${theme}`);
      await choose(page, "Directory");
      const directory = await questionBox(page, "Submit Shell Command: Directory");
      await directory.fill("dat");
      await page.locator(".quick-input-message").getByText(`There is no directory ${folder}/dat.`).waitFor();
      await takePicture(page, `submit directory ${theme}`);
      await directory.fill("data");
      await directory.press("Enter");
      await choose(page, "Timeout");
      const timeout = await questionBox(page, "Submit Shell Command: Timeout");
      await timeout.fill("2 parsecs");
      await page.locator(".quick-input-message").getByText("It has to be a length of time").waitFor();
      await takePicture(page, `submit timeout ${theme}`);
      await timeout.fill("2h");
      await page.locator(".quick-input-message").getByText("Stop the job when").waitFor();
      await goBack(page);
      await list(page).getByText("after 2 h").waitFor();
      await choose(page, "Retries");
      await answer(page, "Submit Shell Command: Retries", "3");
      await list(page).getByText("up to 3 times").waitFor();
      await takePicture(page, `submit overview ${theme}`);

      await goBack(page);
      const command = await questionBox(page, COMMAND);
      assert.equal(await command.inputValue(), `python train.py --lr ${theme}`);
      await command.press("Enter");
      assert.deepEqual(await submitted(folder, () => answer(page, OVERVIEW, "")), {
        command: `python train.py --lr ${theme}`,
        type: "shell",
        name: `lr ${theme}`,
        cwd: path.join(folder, "data"),
        timeout: 7_200,
        dirq: { retries: 3 },
      });
    });

    it(`lists the commands of a sweep before they are submitted as one batch (${theme})`, async () => {
      const { page, folder } = workbench();
      await runCommand(page, "dirq: Submit Sweep");
      await answer(page, "Submit Sweep: Command", "echo {lr} '{tag}'");
      const values = await questionBox(page, "Submit Sweep: {lr}");
      await values.fill("0.1..0.5");
      await page.locator(".quick-input-message").getByText("needs a step").waitFor();
      await takePicture(page, `submit sweep values ${theme}`);
      await values.fill("0.1,0.01");
      await page.locator(".quick-input-message").getByText("with commas between").waitFor();
      await values.press("Enter");
      await answer(page, "Submit Sweep: {tag}", "$(bug),it's");
      await list(page).getByText(`echo 0.01 'it'"'"'s'`).waitFor();
      await takePicture(page, `submit sweep ${theme}`);
      const queued = (): number => (existsSync(queueIn(folder)) ? idsIn(queueIn(folder), "queued").length : 0);
      const before = queued();
      await answer(page, "Submit Sweep", "");
      await until("all are queued", () => queued() === before + 4);
      const { dirq, ...params } = newestParams(queueIn(folder), "queued") as { dirq: { batch: string } };
      assert.deepEqual(params, { command: `echo 0.01 'it'"'"'s'`, type: "shell", cwd: folder, lr: 0.01, tag: "it's" });
      assert.match(dirq.batch, /^sweep-[0-9a-f]{6}$/);
    });
  }

  it("offers what was submitted before, with all that it was given", async () => {
    const { page, folder } = workbench();
    await runCommand(page, "dirq: Submit Shell Command");
    const box = await questionBox(page, COMMAND);
    await list(page).getByText("python train.py --lr dark").waitFor();
    await takePicture(page, "submit history");
    await box.press("ArrowDown");
    await box.press("Enter");
    await list(page).getByText("lr dark", { exact: true }).waitFor();
    const params = await submitted(folder, () => answer(page, OVERVIEW, ""));
    assert.match(JSON.stringify(params), /"name":"lr dark".*"retries":3/);
  });

  it("takes the file of the editor, with arguments, from the editor's title", async () => {
    const { page, folder } = workbench();
    await openFile(page, "train.py");
    await click(page.locator(".editor-actions").getByRole("button", { name: "Submit This File…" }));
    const box = await questionBox(page, "Submit train.py (1/2)");
    await list(page).getByText("python3 train.py", { exact: true }).waitFor();
    await box.fill("--lr 3");
    await list(page).getByText("python3 train.py --lr 3").waitFor();
    await takePicture(page, "submit file light");
    await box.press("Enter");
    const params = await submitted(folder, () => answer(page, "Submit train.py (2/2)", ""));
    assert.deepEqual(params, { command: "python3 train.py --lr 3", type: "shell", cwd: folder });
  });

  it("offers to save the file first", async () => {
    const { page, folder } = workbench();
    await page.locator(".editor-instance .view-lines").click(); // An editor acts on the press.
    await page.keyboard.type("# new");
    for (const answers of ["Cancel", "Submit What Is on Disk", "Save and Submit"]) {
      await runCommand(page, "dirq: Submit This File");
      const dialog = page.locator(".monaco-dialog-box");
      await dialog.getByText("train.py is not saved.").waitFor();
      if (answers === "Cancel") await takePicture(page, "submit unsaved light");
      await click(dialog.getByRole("button", { name: answers }));
      if (answers === "Cancel") continue;
      await questionBox(page, "Submit train.py (1/2)");
      assert.equal(readFileSync(path.join(folder, "train.py"), "utf8").includes("# new"), answers.startsWith("Save"));
      await page.keyboard.press("Escape");
    }
  });

  it("takes the file of the Explorer, whatever its name holds", async () => {
    const { page, folder } = workbench();
    await openActivity(page, "Explorer");
    await expandRow(page, "data");
    await chooseFromMenu(page, "it's.sh", "Submit This File…");
    await answer(page, "Submit it's.sh (1/2)", "");
    const params = await submitted(folder, () => answer(page, "Submit it's.sh (2/2)", ""));
    assert.deepEqual(params, { command: `bash 'data/it'"'"'s.sh'`, type: "shell", cwd: folder });
  });

  it("takes a file that is dropped on Queued, and says why no other place and no folder is for it", async () => {
    const { page, folder } = workbench();
    const dropOn = async (name: string, row: RegExp, answered: Locator): Promise<void> => {
      await dragInto(page, { view: "Explorer", row: rows(page, name) }, { view: "dirq", row }, answered);
    };
    const said = (words: string): Locator => page.locator(".notification-toast").getByText(words);
    await dropOn("it's.sh", /^Queued/, questionTitle(page, "Submit it's.sh (1/2)"));
    await answer(page, "Submit it's.sh (1/2)", "");
    const params = await submitted(folder, () => answer(page, "Submit it's.sh (2/2)", ""));
    assert.deepEqual(params, { command: `bash 'data/it'"'"'s.sh'`, type: "shell", cwd: folder });
    await dropOn("it's.sh", /^Failed/, said("A file is submitted on Queued. Nothing was submitted."));
    const ofFolder = "data is a folder: a job runs a file. Submit the one in it that is to run.";
    await dropOn("data", /^Queued/, said(ofFolder));
  });

  for (const theme of ["light", "dark"]) {
    it(`takes several files that are dropped together, and lists their commands before (${theme})`, async () => {
      const { page, folder } = workbench();
      if (theme === "dark") await runCommand(page, "Preferences: Toggle between Light/Dark Themes");
      await openActivity(page, "Explorer");
      await click(rows(page, "notes.md"));
      await click(rows(page, "train.py"), { modifiers: ["ControlOrMeta"] });
      await click(rows(page, "it's.sh"), { modifiers: ["ControlOrMeta"] });
      const asked = questionTitle(page, "Submit 3 Files");
      await dragInto(page, { view: "Explorer", row: rows(page, "train.py") }, { view: "dirq", row: /^Queued/ }, asked);
      await list(page).getByText("Submit 2 jobs to jobs").waitFor();
      await takePicture(page, `submit several files ${theme}`);
      const box = await questionBox(page, "Submit 3 Files");
      const batch = await submitted(folder, () => box.press("Enter"));
      assert.match(JSON.stringify(batch), /"batch": *"files-[0-9a-f]{6}"/);
    });
  }

  it("takes the selected text as a script that is seen before", async () => {
    const { page, folder } = workbench();
    await openFile(page, "notes.md");
    await page.locator(".editor-instance .view-lines").click(); // An editor acts on the press.
    await page.keyboard.press("ControlOrMeta+a");
    await runCommand(page, "dirq: Submit Selection as Shell Command");
    const script = await questionBox(page, "Submit Selection (1/2)");
    await list(page).getByText("make all").waitFor();
    await takePicture(page, "submit selection dark");
    await script.press("Enter");
    const overview = await questionBox(page, "Submit Selection (2/2)");
    await takePicture(page, "submit script dark");
    const params = await submitted(folder, () => overview.press("Enter"));
    assert.deepEqual(params, { command: "cd data\nmake all", type: "shell", cwd: folder });
  });

  it("takes what was run last in the terminal, in the directory in which it ran", async () => {
    const { page, folder } = workbench();
    await runCommand(page, "Terminal: Create New Terminal");
    await typeInTerminal(page, "cd data\n");
    await page.locator(".terminal-command-decoration").first().waitFor();
    await typeInTerminal(page, "echo 'a  b' > $(echo said)\n");
    await until("it has run", () => existsSync(path.join(folder, "data", "said")));
    // The extension hears of it a little later than the disk.
    await until("it is known", async () => {
      await runCommand(page, "dirq: Submit Last Terminal Command");
      const known = list(page).getByText("echo 'a  b' > $(echo said)");
      const isKnown = await comesTo("visible", known, 5_000);
      if (!isKnown) await page.keyboard.press("Escape");
      return isKnown;
    });
    const overview = await questionBox(page, "Submit Last Terminal Command");
    await takePicture(page, "submit terminal command dark");
    const params = await submitted(folder, () => overview.press("Enter"));
    assert.deepEqual(params, {
      command: "echo 'a  b' > $(echo said)",
      type: "shell",
      cwd: path.join(folder, "data"),
    });
  });

  it("says why a file that was never saved cannot be submitted", async () => {
    const { page } = workbench();
    await runCommand(page, "File: New Untitled Text File");
    await runCommand(page, "dirq: Submit This File");
    await page.locator(".notification-toast").getByText("this one was never saved. Save it first.").waitFor();
  });

  /** The params of the job that is there after an action, and was not before. */
  async function submitted(folder: string, act: () => Promise<void>): Promise<unknown> {
    const before = idsIn(queueIn(folder), "queued").length;
    await act();
    await until("the job is there", () => idsIn(queueIn(folder), "queued").length > before);
    return newestParams(queueIn(folder), "queued");
  }
});

function list(page: Page): Locator {
  return page.locator(".quick-input-list");
}

async function overviewOf(page: Page, command: string): Promise<void> {
  await answer(page, COMMAND, command);
  await questionBox(page, OVERVIEW);
}

async function timeoutOf(page: Page): Promise<void> {
  await overviewOf(page, "make");
  await choose(page, "Timeout");
  await questionBox(page, "Submit Shell Command: Timeout");
}

/** A row of the overview, with the keyboard. */
async function choose(page: Page, label: string): Promise<void> {
  const box = await questionBox(page, OVERVIEW);
  const row = page.locator(".quick-input-list .monaco-list-row.focused", { hasText: label });
  await until(`${label} is chosen`, async () => {
    await box.press("ArrowDown");
    return (await row.count()) > 0;
  });
  await box.press("Enter");
}

async function goBack(page: Page): Promise<void> {
  await click(page.locator(".quick-input-titlebar").getByRole("button", { name: /^Back/ }));
}
