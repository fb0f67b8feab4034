import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { click, expandRow, openActivity, rows, runCommand } from "../../scripts/vscode/actions.js";
import { JobQueue } from "../../src/queue/index.js";
import { NetworkDisk } from "../setup/network-disk.js";
import { until, untilEqual } from "../setup/until.js";
import { say } from "../setup/say.js";
import { dragInto } from "./drags.js";
import { idsIn, type JobOnDisk, moveJob, newestParams, writeJobs } from "./jobs-on-disk.js";
import { chooseFromMenu, chooseFromTitleMenu, untilMenuHas } from "./menus.js";
import { takePicture } from "./pictures.js";
import { processOfQueue } from "./process-of-queue.js";
import { heldToast, undo } from "./toasts.js";
import {
  answer,
  clickInRow,
  goTo,
  pane,
  pressInJobs,
  questionBox,
  questionTitle,
  rowLabels,
  selectedLabels,
} from "./tree-actions.js";
import { useWorkbench } from "./workbench.js";

const QUEUED: JobOnDisk = { id: "1733302847000000001", state: "queued", name: "waits" };

describe("Several folders and queues", () => {
  const workbench = useWorkbench({
    prepare: (folder) => {
      const at = (name: string): string => path.join(folder, name);
      writeJobs(at("alpha/jobs"), [QUEUED]);
      new JobQueue(at("beta/cpu")).create();
      // It stands in two places, which is a problem.
      writeJobs(at("beta/cpu"), [QUEUED, { ...QUEUED, state: "failed", name: "broke" }]);
      rmdirSync(at("beta/cpu/completed"));
      writeJobs(at("beta/gpu"), [{ ...QUEUED, state: "completed", name: "done" }]);
      mkdirSync(at("beta/.vscode"));
      writeFileSync(at("beta/.vscode/settings.json"), `{ "dirq.jobsDirectory": ["cpu", "gpu", "typo"] }`);
      mkdirSync(at("without"));
      for (const script of ["alpha/train.sh", "beta/plot.sh"]) writeFileSync(at(script), "exit");
      const folders = ["alpha", "beta", "without"].map((name) => ({ path: name }));
      writeFileSync(at("lab.code-workspace"), JSON.stringify({ folders }));
      return at("lab.code-workspace");
    },
  });

  before(() => openActivity(workbench().page, "dirq"));

  it("stand side by side, with a row for a setting that names nothing, and none for a default that is not there", async () => {
    const { page, folder } = workbench();
    const roots = async (): Promise<string[]> =>
      (await rowLabels(page)).filter((label) => /^(alpha|beta|without|No jobs)/.test(label));
    await untilEqual(roots, [
      ...["alpha/jobs", "beta/cpu", "beta/gpu", "beta/typo"],
      `No jobs directory. There is none at ${folder}/beta/typo.`,
    ]);
    await takePicture(page, "several queues");
  });

  it("say what is wrong with them, and are mended one problem at a time", async () => {
    const { page, folder } = workbench();
    await click(rows(page, "2 problems with this queue"));
    await questionBox(page, "2 problems with this queue: beta/cpu");
    const picks = page.locator(".quick-input-list .monaco-list-row");
    await picks.filter({ hasText: "A job is in two places: job …0001" }).waitFor();
    await takePicture(page, "problems");
    await click(picks.filter({ hasText: /^\s*A folder is missing\s*can be mended · completed/ }));
    const box = page.locator(".monaco-dialog-box");
    await box.getByText("To mend it: make it again, empty.").waitFor();
    await takePicture(page, "problem");
    await click(box.getByRole("button", { name: "Mend" }));
    await (await questionBox(page, "1 problem with this queue: beta/cpu")).press("Escape");
    await rows(page, /^1 problem with this queue$/).waitFor();
    assert.deepEqual(readdirSync(path.join(folder, "beta/cpu/completed")), []);
  });

  it("are asked about when a job is submitted, and the job runs in the folder of its queue", async () => {
    const { page, folder } = workbench();
    await runCommand(page, "dirq: Submit Shell Command");
    await answer(page, "Submit Shell Command (1/3)", "beta/gpu");
    await answer(page, "Submit Shell Command (2/3)", "nvidia-smi");
    await answer(page, "Submit Shell Command (3/3)", "");
    const queue = path.join(folder, "beta/gpu");
    await until("it is there", () => idsIn(queue, "queued").length === 1);
    assert.deepEqual(newestParams(queue, "queued"), {
      command: "nvidia-smi",
      type: "shell",
      cwd: path.join(folder, "beta"),
    });
  });

  it("are paused and resumed each for itself", async () => {
    const { page } = workbench();
    await chooseFromMenu(page, "alpha/jobs", "Pause Queue");
    // It stands in the status bar for five seconds.
    await page.locator(".statusbar").getByText("Paused alpha/jobs.").waitFor();
    await rows(page, /^alpha\/jobs\s*paused/).waitFor();
    await rows(page, /^waits\s*queue paused/).waitFor();
    assert.equal(await rows(page, /^beta\/gpu\s*paused/).count(), 0);
    await chooseFromMenu(page, "alpha/jobs", "Resume Queue");
    await rows(page, /^waits\s*queued/).waitFor();
  });

  it("are asked about above the view when the row that was clicked last is of one that cannot be resumed", async () => {
    const { page, folder } = workbench();
    await chooseFromMenu(page, "alpha/jobs", "Pause Queue");
    await rows(page, /^alpha\/jobs\s*paused/).waitFor();
    await click(rows(page, "beta/gpu"));
    await chooseFromTitleMenu(page, pane(page, "Jobs").locator(".pane-header"), "Resume Queue");
    const box = await questionBox(page, "Resume Queue");
    const picks = page.locator(".quick-input-list .monaco-list-row .label-name:visible");
    await untilEqual(() => picks.allInnerTexts(), ["alpha/jobs", path.join(folder, "alpha/jobs")]);
    await takePicture(page, "resume another queue than the one in focus");
    await box.press("Enter");
    await rows(page, /^waits\s*queued/).waitFor();
    await click(rows(page, "beta/gpu"));
  });

  it("are named by what is done to one of them, also where its row was clicked last and none is asked for", async () => {
    const { page, folder } = workbench();
    const queue = new JobQueue(path.join(folder, "beta/gpu"));
    const { name } = queue.remove(QUEUED.id);
    await click(rows(page, "beta/gpu"));
    const header = pane(page, "Jobs").locator(".pane-header");
    await chooseFromTitleMenu(page, header, /^Empty Trash/);
    const box = page.locator(".monaco-dialog-box");
    await box.getByText("Delete 1 job in the trash of beta/gpu for good?").waitFor();
    await takePicture(page, "empty trash of one of several queues");
    await click(box.getByRole("button", { name: "Cancel" }));
    await chooseFromTitleMenu(page, header, /^Restore/);
    const question = await questionBox(page, "Restore Jobs: beta/gpu");
    await takePicture(page, "restore of one of several queues");
    await question.press("Escape");
    queue.restore(name);
    await click(rows(page, "beta/gpu"));
  });

  it("are one chronological list when that is asked for, in which each row says of which queue it is", async () => {
    const { page, folder } = workbench();
    await rows(page, "alpha/jobs").hover();
    await click(page.locator(".sidebar").getByRole("button", { name: "View as List" }));
    await rows(page, /^done\s*beta\/gpu · completed/).waitFor();
    await untilEqual(
      async () =>
        (await rowLabels(page)).map((label) =>
          label.replaceAll(/,? (just now|[^,]* ago|\d{4}-[^,]*|(ran|in) <?[\d.]+ s)/g, ""),
        ),
      [
        ...["Start Worker. alpha/jobs. no worker is alive", "1 problem with this queue. beta/cpu"],
        ...["Start Worker. beta/gpu. no worker is alive"],
        `No jobs directory. beta/typo. There is none at ${folder}/beta/typo.`,
        ...["nvidia-smi, queued, in beta/gpu", "waits, queued, in alpha/jobs"],
        ...["broke, failed, exit 2, ValueError, in beta/cpu", "done, completed, in beta/gpu"],
      ],
    );
    await page.locator(".sidebar .pane-header .description", { hasText: "newest first" }).waitFor();
    await takePicture(page, "list of several queues");
  });

  it("have the same actions in the list, on one row and on all that are selected", async () => {
    const { page, folder } = workbench();
    await untilMenuHas(page, "done", [
      ...[
        "Show Job",
        "Open Output",
        "Open Result",
        "Open Result Folder",
        "Open Job File",
        "Open in Integrated Terminal",
      ],
      ...["Resubmit", "Edit and Resubmit", "Copy As", "Delete"],
    ]);
    await click(rows(page, "done"));
    await click(rows(page, "waits"), { modifiers: ["ControlOrMeta"] });
    await pressInJobs(page, "Delete");
    await heldToast(page, "Moved 2 jobs");
    await rows(page, "waits").waitFor({ state: "detached" });
    const left = [idsIn(path.join(folder, "alpha/jobs"), "queued"), idsIn(path.join(folder, "beta/gpu"), "completed")];
    assert.deepEqual(left, [[], []]);
    await undo(page);
    await rows(page, "waits").waitFor();
    await rows(page, "done").waitFor();
  });

  it("are asked about when files of several folders are dropped on the list", async () => {
    const { page } = workbench();
    await openActivity(page, "Explorer");
    await expandRow(page, "alpha");
    await expandRow(page, "beta");
    // A plain click on a file opens it, upon which the Explorer selects it alone.
    await click(rows(page, "without"));
    for (const name of ["without", "train.sh", "plot.sh"])
      await click(rows(page, name), { modifiers: ["ControlOrMeta"] });
    const asked = questionTitle(page, "Submit 2 Files");
    await dragInto(page, { view: "Explorer", row: rows(page, "plot.sh") }, { view: "dirq", row: /^waits/ }, asked);
    const picks = page.locator(".quick-input-list .monaco-list-row .label-name:visible");
    await untilEqual(() => picks.allInnerTexts(), ["alpha/jobs", "beta/cpu", "beta/gpu", "beta/typo"]);
    await page.keyboard.press("Escape");
  });

  it("keep a job's place in the list, and what is selected, when its state changes", async () => {
    const { page, folder } = workbench();
    await click(rows(page, "waits"));
    await click(rows(page, "broke"), { modifiers: ["ControlOrMeta"] });
    moveJob(path.join(folder, "alpha/jobs"), QUEUED.id, "queued", "running");
    await rows(page, /^waits\s*alpha\/jobs · running/).waitFor();
    const names = async (): Promise<unknown[]> => (await rowLabels(page)).map((label) => label.split(",")[0]);
    await untilEqual(async () => (await names()).slice(-4), ["nvidia-smi", "waits", "broke", "done"]);
    await untilEqual(() => selectedLabels(page), ["waits", "broke"]);
    await rows(page, "done").hover();
    await click(page.locator(".sidebar").getByRole("button", { name: "View as Groups" }));
    await rows(page, "alpha/jobs").waitFor();
  });

  it("offer their jobs in one list without one that does not answer, and name it there", async () => {
    const { page, folder } = workbench();
    const pid = processOfQueue(path.join(folder, "beta/cpu"));
    process.kill(pid, "SIGSTOP");
    try {
      await runCommand(page, "dirq: Show Job");
      const box = await questionBox(page, "Show Job");
      const list = page.locator(".quick-input-list");
      const note = list.getByText("beta/cpu does not answer: its jobs are missing here");
      await note.waitFor();
      for (const name of ["waits", "done"]) await list.getByText(name, { exact: true }).waitFor();
      assert.equal(await list.getByText("broke", { exact: true }).count(), 0);
      await takePicture(page, "a list without a queue that does not answer");
      await box.fill("broke");
      await list.getByText("done", { exact: true }).waitFor({ state: "detached" });
      assert.ok(await note.isVisible());
      await page.keyboard.press("Escape");
    } finally {
      process.kill(pid, "SIGCONT");
    }
    await rows(page, "Not answering").waitFor({ state: "detached" });
  });

  it("have workers in terminals that say of which queue they are", async () => {
    const { page } = workbench();
    await runCommand(page, "dirq: Start Worker");
    await answer(page, "Start Worker On", "beta/gpu");
    await page.locator(".part.panel").getByText("dirq worker: beta/gpu").first().waitFor();
    await takePicture(page, "worker terminal among several queues");
    await runCommand(page, "Terminal: Kill All Terminals");
  });
});

describe("A folder that becomes trusted", () => {
  const workbench = useWorkbench({
    settings: { "security.workspace.trust.enabled": true },
    prepare: (folder) => writeJobs(path.join(folder, "jobs"), [QUEUED]),
  });

  it("can be changed from then on", async () => {
    const { page, folder } = workbench();
    await openActivity(page, "dirq");
    await rows(page, "waits").waitFor();
    await runCommand(page, "Workspaces: Manage Workspace Trust");
    await click(page.getByRole("button", { name: "Trust", exact: true }).first());
    await page.getByText("Restricted Mode: jobs are shown").waitFor({ state: "detached" });
    // The trust editor lies over the window in newer versions, and beside the tree in older ones.
    await runCommand(page, "View: Close Editor");
    await click(rows(page, "waits"));
    await pressInJobs(page, "Delete");
    await until("it is gone", () => readdirSync(path.join(folder, "jobs/queued")).length === 0);
  });
});

describe("A queue that does not answer", () => {
  let disk: NetworkDisk | undefined;
  after(() => disk?.unmount());
  const workbench = useWorkbench({
    prepare: async (folder) => {
      const [jobs, source] = ["jobs", "source"].map((name) => path.join(folder, name)) as [string, string];
      mkdirSync(jobs);
      writeJobs(source, [QUEUED]);
      try {
        disk = await NetworkDisk.mount(jobs, source, { remembers: false });
      } catch (error) {
        say(`  without a disk that hangs: ${error instanceof Error ? error.message : String(error)}`);
        renameSync(source, jobs);
      }
    },
  });

  it("is said to be silent, keeps its rows, and goes on by itself", async () => {
    const { page, folder } = workbench();
    await openActivity(page, "dirq");
    await rows(page, "waits").waitFor();
    const pid = processOfQueue(path.join(folder, "jobs"));
    process.kill(pid, "SIGSTOP");
    await rows(page, /Not answering since [\d:]+/).waitFor();
    await untilEqual(() => rows(page, "waits").count(), 1);
    await takePicture(page, "queue that does not answer");
    process.kill(pid, "SIGCONT");
    await rows(page, "Not answering").waitFor({ state: "detached" });
  });

  it("offers its log, and to begin anew, which ends the process that hangs", async () => {
    const { page, folder } = workbench();
    const pid = processOfQueue(path.join(folder, "jobs"));
    process.kill(pid, "SIGSTOP");
    const silent = rows(page, /Not answering since [\d:]+/);
    await silent.hover();
    await silent.getByRole("button", { name: "Open Log" }).waitFor();
    await clickInRow(silent, "Retry");
    await silent.waitFor({ state: "detached" });
    await until("the process is gone", () => !existsSync(`/proc/${pid}`));
    assert.notEqual(processOfQueue(path.join(folder, "jobs")), pid);
  });

  it("keeps no window from closing, and no process from ending with it", async () => {
    const { page, folder } = workbench();
    const pid = processOfQueue(path.join(folder, "jobs"));
    process.kill(pid, "SIGSTOP");
    await rows(page, /Not answering since [\d:]+/).waitFor();
    const reloaded = page.waitForEvent("load");
    await runCommand(page, "Developer: Reload Window");
    await until("the process is gone", () => !existsSync(`/proc/${pid}`));
    await reloaded;
    await rows(page, "waits").waitFor();
  });

  it("on a disk that hangs keeps no window from closing, and its process ends once the disk answers", async function () {
    if (disk === undefined) return this.skip();
    const { page, folder } = workbench();
    const pid = processOfQueue(path.join(folder, "jobs"));
    disk.hang();
    await rows(page, /Not answering since [\d:]+/).waitFor();
    const reloaded = page.waitForEvent("load");
    await runCommand(page, "Developer: Reload Window");
    await reloaded;
    assert.equal(existsSync(`/proc/${pid}`), true, "it did not hang");
    disk.answer();
    await until("the process is gone", () => !existsSync(`/proc/${pid}`));
    await rows(page, "waits").waitFor();
  });
});

describe("A queue of 10,000 jobs", () => {
  const workbench = useWorkbench({
    prepare: (folder) => {
      const id = (n: number): string => String(1_733_302_847_000_000_000n + BigInt(n));
      const done = (n: number): JobOnDisk => ({ id: id(n), state: "completed", name: `job ${n}` });
      writeJobs(
        path.join(folder, "jobs"),
        Array.from({ length: 10_000 }, (_, n) => done(n)),
      );
    },
  });

  it("shows 200 rows of a state, and as many more each time", async () => {
    const { page } = workbench();
    await openActivity(page, "dirq");
    await expandRow(page, /^Completed\s*10,000/);
    await rows(page, "job 9999").waitFor();
    const more = rows(page, /Show More\s*200 of 10,000/);
    await goTo(page, "End", more);
    await click(more);
    await rows(page, "job 9799").waitFor();
    await goTo(page, "End", rows(page, /Show More\s*400 of 10,000/));
  });

  it("shows how far it is with all of them once that takes long, stops when it is told to, and takes back what it did", async () => {
    const { page, folder } = workbench();
    const trash = path.join(folder, "jobs", ".dirq", "trash");
    const removed = (): number => (existsSync(trash) ? readdirSync(trash).length : 0);
    await goTo(page, "Home", rows(page, /^Completed/));
    await chooseFromMenu(page, /^Completed/, "Delete All");
    await until("it has begun", () => removed() > 50);
    const pid = processOfQueue(path.join(folder, "jobs"));
    process.kill(pid, "SIGSTOP");
    await page.locator(".sidebar .monaco-progress-container.active").first().waitFor();
    const notice = page.locator(".notification-toast", { hasText: "Deleting jobs" });
    await notice.getByText(/^Deleting jobs: [\d,]+ of 10,000$/).waitFor();
    await takePicture(page, "deleting many jobs");
    await runCommand(page, "Preferences: Toggle between Light/Dark Themes");
    await page.locator(".monaco-workbench.vs").waitFor();
    await takePicture(page, "deleting many jobs light");
    await click(notice.getByRole("button", { name: "Cancel" }));
    process.kill(pid, "SIGCONT");
    const stopped = await heldToast(page, /Stopped: moved [\d,]+ of 10,000 completed jobs/);
    await takePicture(page, "deleting many jobs, stopped");
    assert.ok(removed() < 10_000);
    await click(stopped.getByRole("button", { name: "Undo" }));
    await rows(page, /^Completed\s*10,000/).waitFor();
    await until("the trash is empty", () => removed() === 0);
  });

  it("says how far it had come at least when its process dies in the middle, begins anew, and takes that back as well", async () => {
    const { page, folder } = workbench();
    const queue = path.join(folder, "jobs");
    const trash = path.join(queue, ".dirq", "trash");
    const removed = (): number =>
      readdirSync(trash).filter((name) => existsSync(path.join(trash, name, "job.json"))).length;
    await chooseFromMenu(page, /^Completed/, "Delete All");
    await until("it is in the middle", () => removed() > 100);
    process.kill(processOfQueue(queue), "SIGKILL");
    const words =
      /^At least [\d,]+ jobs had been dealt with\. The process that reads .* ended \(SIGKILL\)\. .* look before you try again\.$/;
    await page.locator(".notification-toast").getByText(words).waitFor();
    const died = await heldToast(page, "had been dealt with");
    await takePicture(page, "a process that died in the middle");
    // The process that begins anew ends what the one before was in the middle of.
    await untilEqual(() => idsIn(queue, "completed").length + removed(), 10_000);
    const left = idsIn(queue, "completed").length;
    await rows(page, new RegExp(`^Completed\\s*${left.toLocaleString("en-US")}$`)).waitFor();
    await click(died.getByRole("button", { name: "Undo" }));
    await until("all are back", () => idsIn(queue, "completed").length === 10_000, 60_000);
  });
});
