import assert from "node:assert/strict";
import { truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { click, expandRow, openActivity, panelContent, rows, runCommand } from "../../scripts/vscode/actions.js";
import { JobQueue } from "../../src/queue/index.js";
import { ShellWorker } from "../../src/worker/index.js";
import { until, untilEqual } from "../setup/until.js";
import { untilExtensionHeard } from "./heard.js";
import { writeJobs } from "./jobs-on-disk.js";
import { chooseFromMenu, chooseFromMenuOf } from "./menus.js";
import { takePicture } from "./pictures.js";
import { comesTo, questionBox } from "./tree-actions.js";
import { useWorkbench } from "./workbench.js";

const COUNTING = `n=0; while [ ! -e "$STOP" ]; do n=$((n + 1)); printf '\\033[32mstep\\033[0m %s\\n' $n; sleep 0.05; done`;

const STEPS = Array.from({ length: 60 }, (_, step) => step).join(", ");
const RESULT = `{"big": 12345678901234567890, "metrics": {"loss": [1.0, NaN]}, "steps": [${STEPS}]}`;

const TRACEBACK = '  File "/etc/hostname", line 1\n  File "check.py", line 2\nValueError: no such thing\n';

describe("The job panel in VS Code", function () {
  this.timeout(60_000);
  const stopWorker = new AbortController();
  let working: Promise<unknown> | undefined;
  let stop = "";

  // Before the workbench's own, which removes the folder: the job ends, and its worker with it.
  after(async () => {
    if (stop !== "") writeFileSync(stop, "");
    stopWorker.abort();
    await working;
  });

  const workbench = useWorkbench({
    settings: { "search.exclude": { "**/*.log": true }, "terminal.integrated.gpuAcceleration": "off" },
    prepare: async (folder) => {
      const queue = new JobQueue(path.join(folder, "jobs"));
      queue.submit({ name: "well", command: `echo '${RESULT}' > "$DIRQ_RESULT_DIR/result.json"` });
      writeFileSync(path.join(folder, "check.py"), "import json\nraise ValueError\n");
      queue.submit({ name: "badly", command: `cat <<'END' >&2; exit 3\n${TRACEBACK}END`, cwd: folder });
      const tries = { retries: 1, retryDelay: 0 };
      queue.submit({ name: "retried", command: "echo this is try $DIRQ_ATTEMPT; exit 4" }, tries);
      await new ShellWorker(queue).run({ stopWhenEmpty: true });
      stop = path.join(folder, "stop");
      queue.submit({ name: "counting", command: COUNTING, env: { STOP: stop } });
      working = new ShellWorker(queue).run({ signal: stopWorker.signal });
    },
  });

  it("opens with a click on a row, and says in its title how the job ended", async () => {
    const { page } = workbench();
    await openActivity(page, "dirq");
    await click(rows(page, "badly"));
    await heading(page, "badly").waitFor();
    await tabTitled(page, "badly · failed").waitFor();
    await panelContent(page).locator("#panel-error").getByText("ValueError: no such thing").first().waitFor();
    await takePicture(page, "panel error");
  });

  it("is reused for the next job, whose result it shows exactly", async () => {
    const { page } = workbench();
    await expandRow(page, "Completed");
    await click(rows(page, "well"));
    await heading(page, "well").waitFor();
    await panelContent(page).locator("#panel-result").getByText("12345678901234567890").waitFor();
    assert.deepEqual(await editorTabs(page).count(), 1);
    await takePicture(page, "panel result");
  });

  it("copies the way to a value of the result from VS Code's own menu", async () => {
    const { page } = workbench();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const value = panelContent(page).getByRole("treeitem", { name: "1: NaN" });
    await chooseFromMenuOf(value, "Copy Path", () => takePicture(page, "panel result menu"));
    await until("the path is in the clipboard", async () => {
      return (await page.evaluate("navigator.clipboard.readText()")) === "metrics.loss[1]";
    });
    await click(rows(page, "well"));
  });

  it("leaves the keyboard in the tree, so that one can walk down the list", async () => {
    const { page } = workbench();
    // The menu of before gives the keyboard back to where it was, perhaps late.
    await page.locator(".sidebar .monaco-list:focus").waitFor();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await heading(page, "badly").waitFor();
  });

  it("follows the output of a job that runs", async () => {
    const { page } = workbench();
    await click(rows(page, "counting"));
    const output = panelContent(page).locator("dirq-log");
    await output.getByText("step 5", { exact: true }).waitFor();
    const before = Number((await lastLine(output)).replace("step ", ""));
    await output.getByText(`step ${before + 20}`, { exact: true }).waitFor();
    await takePicture(page, "panel output");
  });

  it("searches in the output with Ctrl+F, in place of VS Code's own search, while output comes", async () => {
    const { page } = workbench();
    const panel = panelContent(page);
    await panel.locator(".log-view").click();
    await page.keyboard.press("Control+f");
    await panel.getByRole("textbox", { name: "Find in the output" }).fill("STEP 3");
    await panel
      .locator(".find-count")
      .filter({ hasText: /^\s*\d+ of \d+/ })
      .waitFor();
    await panel.getByText("new lines").waitFor();
    assert.equal(await page.locator(".webview-find-widget.visible, .simple-find-part.visible").count(), 0);
    await takePicture(page, "panel output find");
    // In a worker, which VS Code starts for a page from a blob alone.
    await page.keyboard.press("Alt+r");
    await panel.getByRole("textbox", { name: "Find in the output" }).fill("^st[e]p 3$");
    await panel
      .locator(".find-count")
      .filter({ hasText: /^\s*1 of 1\s*$/ })
      .waitFor();
    await page.keyboard.press("Escape");
    await panel.locator("dirq-find-bar").waitFor({ state: "hidden" });
    await panel.getByRole("button", { name: "Jump to end" }).click();
  });

  it("shows what earlier attempts printed", async () => {
    const { page } = workbench();
    await click(rows(page, "retried"));
    await heading(page, "retried").waitFor();
    const panel = panelContent(page);
    await panel.getByRole("tab", { name: "Output" }).click();
    await panel.getByText("this is try 2").waitFor();
    const attempts = panel.getByRole("combobox", { name: "Attempt" });
    await attempts.selectOption("Attempt 1 of 2");
    await panel.getByText("this is try 1").waitFor();
    await takePicture(page, "panel attempts");
    await panel.getByRole("button", { name: "Open in Editor" }).click();
    await tabTitled(page, "output.1.log").waitFor();
    await page.locator(".editor-instance .view-lines").getByText("this is try 1").waitFor();
    await takePicture(page, "panel output document");
    await until("its tab is closed", async () => {
      await tabTitled(page, "output.1.log").click({ button: "middle" });
      return comesTo("detached", tabTitled(page, "output.1.log"), 2_000);
    });
    await attempts.selectOption("Attempt 2 of 2, exit 4");
    await panel.getByText("this is try 2").waitFor();
    await click(rows(page, "counting"));
    await heading(page, "counting").waitFor();
  });

  it("follows each job in a terminal of its own, also where two have one name", async () => {
    const { page, folder } = workbench();
    const queue = new JobQueue(path.join(folder, "jobs"));
    const stopOther = path.join(folder, "stop other");
    const command = COUNTING.replace("step", "other step").replace("$STOP", `$STOP" -a ! -e "${stopOther}`);
    const { id } = queue.submit({ name: "counting", command, env: { STOP: stop } });
    const ended = new ShellWorker(queue).run({ stopWhenEmpty: true, signal: stopWorker.signal });
    working = Promise.all([working, ended]);
    const lines = page.locator(".part.panel .terminal-wrapper.active .xterm-rows > div");
    const follow = panelContent(page).getByRole("button", { name: "Follow in Terminal" });
    await follow.click();
    await lines
      .filter({ hasText: /^step\s\d/ })
      .first()
      .waitFor();
    await rows(page, /counting.*running/)
      .nth(1)
      .waitFor();
    await click(rows(page, /counting.*running/).first());
    await panelContent(page).locator("dirq-log").getByText("other step 5", { exact: true }).waitFor();
    await follow.click();
    await lines
      .filter({ hasText: /^other\sstep\s\d/ })
      .first()
      .waitFor();
    await takePicture(page, "panel output terminals");
    const terminals = page.locator(".part.panel .terminal-tabs-entry", { hasText: "output of counting" });
    // Told apart by the job's id, which the first has no need of.
    const withId = terminals.filter({ hasText: `…${id.slice(-4)} output of counting` });
    await untilEqual(async () => [await terminals.count(), await withId.count()], [2, 1]);
    const lastStep = async (): Promise<number> => {
      const said = await lines.filter({ hasText: /^other\sstep\s\d/ }).allInnerTexts();
      return Number(/\d+/.exec(said.at(-1) ?? "")?.[0] ?? 0);
    };
    const before = await lastStep();
    await follow.dblclick();
    await until("its output goes on", async () => (await lastStep()) > before + 20);
    assert.equal(await page.locator(".quick-input-widget").isVisible(), false, "VS Code asks which of them shall end");
    await untilEqual(async () => [await terminals.count(), await withId.count()], [2, 1]);
    await runCommand(page, "Terminal: Focus Previous Terminal Group");
    await lines
      .filter({ hasText: /^step\s\d/ })
      .first()
      .waitFor();
    writeFileSync(stopOther, "");
    await ended;
    queue.remove(id);
    await rows(page, "counting").nth(1).waitFor({ state: "detached" });
    await runCommand(page, "Terminal: Kill All Terminals");
    await click(rows(page, "counting"));
    await heading(page, "counting").waitFor();
  });

  it("follows from the palette the job that is in front, without asking which", async () => {
    const { page } = workbench();
    await runCommand(page, "dirq: Follow Output in Terminal");
    const lines = page.locator(".part.panel .terminal-wrapper.active .xterm-rows > div");
    await lines
      .filter({ hasText: /^step\s\d/ })
      .first()
      .waitFor();
    await runCommand(page, "Terminal: Kill All Terminals");
    await click(rows(page, "counting"));
    await heading(page, "counting").waitFor();
  });

  it("keeps a job in a panel of its own, and opens the next beside it", async () => {
    const { page } = workbench();
    await panelContent(page)
      .getByRole("button", { name: /^Keep Open/ })
      .click();
    await click(rows(page, "badly"));
    await tabTitled(page, "badly · failed").waitFor();
    assert.equal(await editorTabs(page).count(), 2);
    await takePicture(page, "panel kept open");
  });

  it("does what its buttons say: resubmits, opens error.txt", async () => {
    const { page } = workbench();
    await panelContent(page).getByRole("button", { name: "Resubmit", exact: true }).click();
    await rows(page, /badly.*queued|badly.*exit 3.*just now/)
      .first()
      .waitFor();
    await panelContent(page).getByRole("button", { name: "Open in Editor" }).click();
    await tabTitled(page, "error.txt").waitFor();
    // The exception, below its last frame.
    await page.locator(".statusbar").getByText("Ln 5, Col 1").waitFor();
    await takePicture(page, "error at its line");
    await click(tabTitled(page, "badly · failed"));
    await heading(page, "badly").waitFor();
  });

  it("comes back with its job, tab, folds and place when the window is reloaded", async () => {
    const { page } = workbench();
    await click(rows(page, "well"));
    await panelContent(page).getByRole("tab", { name: "Result" }).click();
    await panelContent(page).getByRole("treeitem", { name: "steps: 60 items" }).click();
    await panelContent(page).getByRole("treeitem", { name: "metrics: 1 key" }).click();
    await page.setViewportSize({ width: 800, height: 700 });
    await takePicture(page, "panel result narrow");
    await panelContent(page).getByRole("treeitem", { name: "40: 40" }).scrollIntoViewIfNeeded();
    await panelContent(page).getByRole("treeitem", { name: "40: 40" }).click();
    const place = await until("it is scrolled", () => scrolled(page));
    const policy = await policyOf(page);
    const reloaded = page.waitForEvent("load", { timeout: 60_000 });
    await runCommand(page, "Developer: Reload Window");
    await reloaded;
    await heading(page, "well").waitFor();
    await panelContent(page).getByRole("tab", { name: "Result", selected: true }).waitFor();
    await panelContent(page).getByRole("treeitem", { name: "metrics: 1 key", expanded: false }).waitFor();
    await untilEqual(() => scrolled(page), place);
    await tabTitled(page, "counting · running").waitFor();
    assert.notEqual(await policyOf(page), policy, "the nonce is a new one");
    await takePicture(page, "panel after reload");
    await page.setViewportSize({ width: 1400, height: 900 });
    await click(rows(page, /badly.*exit 3/).last());
    await heading(page, "badly").waitFor();
  });

  it("is reused after a reload too where an editor was on top of it, which says that its job is gone", async () => {
    const { page, folder } = workbench();
    const queue = new JobQueue(path.join(folder, "jobs"));
    const id = "1700000000000000098";
    await click(rows(page, "retried").first());
    await heading(page, "retried").waitFor();
    writeJobs(queue.directory, [{ id, state: "failed", name: "short-lived" }]);
    await chooseFromMenu(page, "short-lived", "Edit and Resubmit");
    await editorLine(page, '"name": "short-lived"').waitFor();
    await untilExtensionHeard(page); // That its panel is hidden.
    queue.remove(id);
    const reloaded = page.waitForEvent("load", { timeout: 60_000 });
    await runCommand(page, "Developer: Reload Window");
    await reloaded;
    await page.locator(".notification-toast", { hasText: `Job ${id} is no longer in the queue.` }).waitFor();
    await takePicture(page, "edit a job, gone");
    await tabTitled(page, "retried · failed").waitFor();
    await click(rows(page, /badly.*exit 3/).last());
    await tabTitled(page, "badly · failed").waitFor();
    await tabTitled(page, "retried · failed").waitFor({ state: "detached" });
    await tabTitled(page, "counting · running").waitFor();
  });

  it("leads from a job to what came of it, and back", async () => {
    const { page } = workbench();
    await panelContent(page).getByRole("tab", { name: "Info" }).click();
    const again = panelContent(page).locator(".facts > div").filter({ hasText: "Resubmitted as" });
    await again.getByRole("button", { name: "badly" }).click();
    await tabTitled(page, "badly · queued").waitFor();
    await takePicture(page, "panel info");
    const origin = panelContent(page).locator(".facts > div").filter({ hasText: "Resubmitted from" });
    await origin.getByRole("button", { name: "badly" }).click();
    await tabTitled(page, "badly · failed").waitFor();
  });

  it("cancels a job that runs, and says so in its title even while another is looked at", async () => {
    const { page } = workbench();
    await click(tabTitled(page, "counting · running"));
    await panelContent(page).getByRole("button", { name: "Cancel" }).click();
    await click(page.locator(".monaco-dialog-box").getByRole("button", { name: "Stop Job" }));
    await click(tabTitled(page, "badly · failed"));
    await click(tabTitled(page, "counting · failed"));
    await panelContent(page).locator("header").getByText("cancelled", { exact: true }).waitFor();
    await takePicture(page, "panel cancelled");
  });

  it("leads from an error to its source at that line, and nowhere outside of the workspace", async () => {
    const { page } = workbench();
    await click(tabTitled(page, "badly · failed"));
    await panelContent(page).getByRole("tab", { name: "Error" }).click();
    const links = panelContent(page).locator("#panel-error .place-link");
    await links.filter({ hasText: "/etc/hostname" }).click();
    await page
      .getByText(/^It lies outside the workspace .*: \/etc\/hostname$/)
      .first()
      .waitFor();
    await takePicture(page, "panel error links");
    await links.filter({ hasText: "check.py" }).click();
    await tabTitled(page, "check.py").waitFor();
    await page.locator(".statusbar").getByText("Ln 2, Col 1").waitFor();
  });

  it("edits a job as a JSON document, says the line of a mistake, and submits a new job after one question", async () => {
    const { page, folder } = workbench();
    const queue = new JobQueue(path.join(folder, "jobs"));
    const well = queue.ids("completed")[0] ?? "";
    const original = queue.document(well);
    await expandRow(page, "Completed");
    await chooseFromMenu(page, "well", "Edit and Resubmit");
    await tabTitled(page, "Resubmit well.json").waitFor();
    await editorLine(page, '"name": "well"').click(); // An editor acts on the press.
    await page.keyboard.press("End");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("ControlOrMeta+s");
    const toast = page.locator(".notification-toast");
    await toast.getByText('Nothing was submitted. Line 2: a comma is missing before "command".').waitFor();
    await takePicture(page, "edit a job, broken");
    await page.keyboard.type(",");
    // VS Code saves by itself here, which submits nothing.
    await tabTitled(page, "Resubmit well.json").and(page.locator(":not(.dirty)")).waitFor();
    assert.equal(await page.locator(".monaco-dialog-box").count(), 0);
    await page.keyboard.press("ControlOrMeta+s");
    const question = page.locator(".monaco-dialog-box", { hasText: "Submit this as a new job?" });
    await question.waitFor();
    await takePicture(page, "edit a job, question");
    await click(question.getByRole("button", { name: "Cancel" }));
    await question.waitFor({ state: "detached" });
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.type(" enough");
    await page.keyboard.press("ControlOrMeta+s");
    await click(question.getByRole("button", { name: "Submit" }));
    await heading(page, "well enough").waitFor();
    await tabTitled(page, "Resubmit well.json").waitFor({ state: "detached" });
    const [newest] = queue.list({ limit: 1 });
    const changed = queue.textToEdit(well).replace('"well"', '"well enough"');
    assert.deepEqual([newest && queue.textToEdit(newest.id), queue.document(well)], [changed, original]);
    assert.match(queue.paramsText(newest?.id ?? "") ?? "", new RegExp(`"resubmit_of": "${well}"`));
  });

  it("searches all of a long log in VS Code's own search, also where logs are left out of searches", async () => {
    const { page, folder } = workbench();
    const queue = path.join(folder, "jobs");
    writeJobs(queue, [{ id: "1700000000000000099", state: "completed", name: "long log" }]);
    const lines = Array.from({ length: 20_000 }, (_, step) => `step ${step}, all of it as it was before`);
    const log = path.join(queue, "completed_results", "1700000000000000099", "output.log");
    writeFileSync(log, ["a needle (here)", ...lines, "the end\n"].join("\n"));
    await click(rows(page, "long log"));
    await heading(page, "long log").waitFor();
    const panel = panelContent(page);
    await panel.getByRole("tab", { name: "Output" }).click();
    await panel.getByText("the end").click();
    await page.keyboard.press("Control+f");
    await panel.getByRole("textbox", { name: "Find in the output" }).fill("NEEDLE (");
    await panel.getByText("No results").waitFor();
    await panel.getByRole("button", { name: "Search all of it" }).click();
    await editorLine(page, "a needle (here)").waitFor();
    await editorLine(page, "1 result - 1 file").waitFor();
    await takePicture(page, "search all of a log");
    assert.equal(await page.locator(".search-view").count(), 0, "the Search view is left alone");
  });

  it("opens an error that is too large for extensions in VS Code's own way", async () => {
    const { page, folder } = workbench();
    const queue = new JobQueue(path.join(folder, "jobs"));
    const { id = "" } =
      queue.list({ states: ["failed"] }).find((job) => job.state === "failed" && job.name === "retried") ?? {};
    truncateSync(path.join(queue.resultDirectory(id), "error.txt"), 51 * 1024 * 1024);
    await click(rows(page, "retried"));
    await heading(page, "retried").waitFor();
    await panelContent(page).getByRole("tab", { name: "Error" }).click();
    await panelContent(page).getByRole("button", { name: "Open in Editor" }).click();
    await page.locator(".monaco-editor-pane-placeholder").getByText("very large").waitFor();
    await takePicture(page, "error too large");
  });

  it("that shows a job which is gone is about none: a command asks which one is meant", async () => {
    const { page, folder } = workbench();
    const queue = new JobQueue(path.join(folder, "jobs"));
    await click(tabTitled(page, "retried · failed"));
    await heading(page, "retried").waitFor();
    const { id = "" } = queue.list().find((job) => "name" in job && job.name === "retried") ?? {};
    queue.remove(id);
    await panelContent(page).getByText("This job is no longer in the queue.").waitFor();
    await tabTitled(page, "retried · gone").waitFor();
    await runCommand(page, "dirq: Open Job File");
    await questionBox(page, "Open Job File");
    await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "counting" }).first().waitFor();
    await takePicture(page, "a job that is gone in front");
    await page.keyboard.press("Escape");
  });
});

function heading(page: Page, name: string): Locator {
  return panelContent(page).getByRole("heading", { name, exact: true });
}

function policyOf(page: Page): Promise<string | null> {
  return panelContent(page).locator("meta[http-equiv]").getAttribute("content");
}

function editorTabs(page: Page): Locator {
  return page.locator(".tabs-container .tab");
}

function tabTitled(page: Page, title: string): Locator {
  return editorTabs(page).filter({ hasText: title });
}

function editorLine(page: Page, text: string): Locator {
  return page.locator(".editor-instance .view-line").filter({ hasText: text });
}

async function scrolled(page: Page): Promise<number> {
  return panelContent(page)
    .locator("#panel-result")
    .evaluate(({ scrollTop }: { readonly scrollTop: number }) => scrollTop);
}

async function lastLine(log: Locator): Promise<string> {
  return (await log.locator(".line").allTextContents()).findLast((line) => line !== "") ?? "";
}
