import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  click,
  expandRow,
  openActivity,
  openFile,
  panelContent,
  rows,
  runCommand,
} from "../../scripts/vscode/actions.js";
import { temporaryDirectory } from "../../scripts/processes/temporary-directory.js";
import { type Item, inventory } from "../hostile/inventory.js";
import { untilEqual } from "../setup/until.js";
import { skipWithout } from "../setup/needs.js";
import { type JobOnDisk, writeJobs } from "./jobs-on-disk.js";
import { titleMenu, untilMenuHas } from "./menus.js";
import { takePicture } from "./pictures.js";
import { changesOf, openedBy, readTrace, startedBy, threadsOf, tracing, whyNoTracing } from "./trace/system-calls.js";
import { useWorkbench } from "./workbench.js";

const QUEUED: JobOnDisk = { id: "1733302847000000001", state: "queued", name: "waits" };
const GIGABYTE = 1024 ** 3;

describe("Restricted Mode", () => {
  const ground = temporaryDirectory("restricted");
  const home = path.join(ground.path, "home");
  const trace = path.join(ground.path, "trace", "calls");
  const cannotTrace = whyNoTracing();
  let untouched: unknown;
  after(() => ground.remove());

  const workbench = useWorkbench({
    ownServer: {
      trusted: false,
      env: { HOME: home },
      ...(cannotTrace === undefined ? { under: tracing(trace) } : {}),
    },
    prepare: (folder) => {
      for (const name of [home, path.dirname(trace)]) mkdirSync(name);
      writeHostileFolder(folder, home);
      untouched = [inventory(folder), ofPerson(home)];
    },
  });

  before(() => openActivity(workbench().page, "dirq"));

  it("shows jobs, and says that nothing can be done with them", async () => {
    const { page } = workbench();
    await rows(page, "waits").waitFor();
    await page.getByText("Restricted Mode: jobs are shown, nothing is run or changed.").waitFor();
    await takePicture(page, "restricted mode");
  });

  it("says what is wrong with the queue, and mends nothing", async () => {
    const { page } = workbench();
    await click(rows(page, /problems? with this queue/));
    await click(page.locator(".quick-input-list .monaco-list-row", { hasText: "A job is in two places: job 17" }));
    const buttons = page.locator(".monaco-dialog-box .dialog-buttons .monaco-button");
    await untilEqual(async () => (await buttons.allInnerTexts()).sort(), ["Cancel", "Copy Path"]);
    await page.keyboard.press("Escape");
    // The list comes again; that of before may still be going away.
    await page.locator(".quick-input-widget:not([inert]) input:focus").press("Escape");
    await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  });

  it("offers in menus and with icons only what looks", async () => {
    const { page } = workbench();
    await untilMenuHas(page, /^broke\s*(failed|ValueError)/, [
      ...["Show Job", "Open Error", "Open Output", "Open Result Folder", "Open Job File", "Copy As"],
    ]);
    await untilMenuHas(page, "waits", ["Show Job", "Open Job File", "Notify Me When Done", "Copy As"]);
    const nothingStarts = rows(page, /^No worker is alive/);
    await nothingStarts.locator(".codicon-info").waitFor();
    assert.equal(await rows(page).locator(".codicon-play").count(), 0);
    const title = page.locator(".sidebar .pane-header").filter({ hasText: "Jobs" });
    await title.hover();
    assert.equal(await title.getByRole("button", { name: /Submit|Start/ }).count(), 0);
    const entries = await titleMenu(page, title, () => takePicture(page, "restricted mode, menu"));
    assert.deepEqual(entries, ["Sort By…", "Refresh", "Check Queue…", "Open Log"]);
  });

  it("offers no submission beside a script that is open", async () => {
    const { page } = workbench();
    await openFile(page, "script.py");
    await page.locator(".editor-instance").getByText("print").waitFor();
    const actions = page.locator(".editor-actions .action-label");
    await actions.first().waitFor();
    assert.deepEqual(
      (await actions.evaluateAll(labelsOf)).filter((label) => /submit|run/i.test(label)),
      [],
    );
    await takePicture(page, "restricted mode, script");
  });

  it("offers no command that writes or runs", async () => {
    const { page } = workbench();
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget input").fill(">dirq:");
    const list = page.locator(".quick-input-list .monaco-list-row");
    await list.filter({ hasText: "Check Queue" }).waitFor();
    const first = await list.allInnerTexts();
    // Only what is on screen is there; above the first is the last.
    await page.keyboard.press("ArrowUp");
    await list.filter({ hasText: "Sort By" }).waitFor();
    const offered = [...first, ...(await list.allInnerTexts())];
    const writing = offered.filter((text) =>
      /Submit|Start|Stop|Hold|Release|Pause|Resume|Resubmit|Cancel|Delete|Create|Choose/.test(text),
    );
    assert.deepEqual(writing, []);
    await page.keyboard.press("Escape");
  });

  it("looks at whatever is asked for, and deletes nothing with the Delete key", async () => {
    const { page } = workbench();
    await click(rows(page, /^broke\s*(failed|ValueError)/));
    await panelContent(page).getByRole("heading", { name: "broke" }).waitFor();
    await page.keyboard.press("Delete");
    await expandRow(page, /^broke\s*(failed|ValueError)/);
    await rows(page, "error.txt").waitFor();
    await rows(page, "pipe").waitFor();
    await click(page.locator(".sidebar .pane-header").filter({ hasText: "Workers" }));
    await runCommand(page, "dirq: Refresh");
    await click(rows(page, "waits"));
    await panelContent(page).getByRole("heading", { name: "waits" }).waitFor();
    await takePicture(page, "restricted mode, hostile queue");
  });

  it("leaves the folder and the person's home as they were, to the time of the last change", () => {
    const { folder } = workbench();
    assert.deepEqual([inventory(folder), ofPerson(home)], untouched);
  });

  it("starts nothing but the reader of the queue, which changes nothing and looks nowhere else", function () {
    if (cannotTrace !== undefined) skipWithout(this, cannotTrace);
    const { folder } = workbench();
    const all = readTrace(trace);
    const host = [...all.values()].find(({ command }) => command?.includes("--type=extensionHost"));
    assert.ok(host, "the extension host was traced");
    const started = startedBy(all, host, isOfVsCode);
    const reader = started.flatMap((each) => threadsOf(all, each));
    const script = started[0]?.command?.find((word) => word.endsWith("queue-host.js"));
    assert.deepEqual(
      started.map(({ command }) => command?.slice(1)),
      [[script, path.join(folder, "jobs"), "--read-only"]],
    );
    assert.deepEqual(new Set(reader.flatMap(changesOf)), new Set(["/dev/null"]));
    const secrets = [home, path.join(folder, "evil"), "/etc/passwd"];
    assert.deepEqual(
      reader.flatMap(openedBy).filter((file) => secrets.some((secret) => file.startsWith(secret))),
      [],
    );

    const changed = threadsOf(all, host).flatMap(changesOf);
    assert.ok(changed.length > 0, "VS Code's own files were seen");
    assert.deepEqual(
      changed.filter((file) => !file.startsWith("/tmp/dirq-vscode-")),
      [],
    );
    assert.deepEqual(
      changed.filter((file) => file.includes("globalStorage/dirq")),
      [],
    );
  });
});

/** What is used here of an element of the page, whose types are those of a browser. */
function labelsOf(all: readonly { getAttribute(name: "aria-label"): string | null }[]): string[] {
  return all.map((each) => each.getAttribute("aria-label") ?? "");
}

/** VS Code itself looks for files and for servers whose ports it could forward, and has a server for JSON. */
function isOfVsCode(command: readonly string[]): boolean {
  const [program = "", script = "", words = ""] = command;
  const looksForPorts = program === "/bin/sh" && /^(?:ls -l \/proc\/|ps -F -A -l )/.test(words);
  return looksForPorts || path.basename(program).startsWith("rg") || script.includes("/lib/vscode/extensions/");
}

/** VS Code itself keeps a number of this machine there. */
function ofPerson(home: string): readonly Item[] {
  return inventory(home).filter((item) => !/^\.cache\b/.test(item.path));
}

/** Settings that point everywhere, and a queue of things that are no jobs. */
function writeHostileFolder(folder: string, home: string): void {
  const at = (...names: string[]): string => path.join(folder, ...names);
  for (const name of [at(".vscode"), at("evil"), path.join(home, "secret")]) mkdirSync(name);
  writeFileSync(at("evil", "sh"), "#!/bin/sh\necho >> ~/was-run\n", { mode: 0o755 });
  writeFileSync(path.join(home, "secret", "key"), "secret");
  const evil = at("evil", "sh");
  const settings = {
    "dirq.jobsDirectory": ["~/secret", home, "/etc", "evil"],
    "dirq.shell": evil,
    "dirq.addToPath": true,
    "dirq.problems": true,
    "terminal.integrated.automationProfile.linux": { path: evil },
    "terminal.integrated.env.linux": { PATH: at("evil"), NODE_OPTIONS: `--require ${evil}` },
    "task.allowAutomaticTasks": "on",
  };
  writeFileSync(at(".vscode", "settings.json"), JSON.stringify(settings));
  const task = { label: "w", type: "dirq", task: "worker", runOptions: { runOn: "folderOpen" } };
  writeFileSync(at(".vscode", "tasks.json"), JSON.stringify({ version: "2.0.0", tasks: [task] }));

  writeFileSync(at("script.py"), "print(1)\n");

  const error = `ValueError: no\n\n  File "${home}/secret/key", line 1\n  File "${evil}", line 1\n`;
  const jobs = at("jobs");
  const broke = { id: "17", name: "broke", changes: { error } };
  writeJobs(jobs, [QUEUED, { ...broke, state: "failed" }, { ...broke, state: "queued", changes: {} }]);
  mkdirSync(at("jobs", "completed_results", "17"), { recursive: true });
  writeFileSync(at("jobs", "completed_results", "17", "error.txt"), error);
  for (const name of ["queued/18.json", "failed/19.json", "completed_results/17/pipe"])
    execFileSync("mkfifo", [path.join(jobs, name)]);
  for (const name of ["failed/20.json", "completed_results/17/result.json", "completed_results/17/output.log"])
    symlinkSync(path.join(home, "secret", "key"), path.join(jobs, name));
  symlinkSync(path.join(home, "secret"), path.join(jobs, "completed_results", "17", "folder"));
  mkdirSync(path.join(jobs, "failed", "21.json"));
  writeFileSync(path.join(jobs, "failed", "22.json"), "");
  truncateSync(path.join(jobs, "failed", "22.json"), GIGABYTE);
}
