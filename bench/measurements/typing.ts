/**
 * Typing in an editor of VS Code while the disk of a queue hangs, beside typing while it answers: from the key to the
 * letter on the page. The queue lies on a network disk whose server is stopped; where none can be mounted, its process is
 * stopped in the disk's place, as it stands still when a system call does not come back.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { projectRoot } from "../../scripts/project.js";
import { openActivity, rows, runCommand } from "../../scripts/vscode/actions.js";
import { openVsCode } from "../../scripts/vscode/open.js";
import { errorWords } from "../../src/wording/error-words.js";
import { until } from "../../test/setup/until.js";
import { NetworkDisk } from "../../test/setup/network-disk.js";
import { processOfQueue } from "../../test/vscode/process-of-queue.js";
import { addJobs } from "../filled-queue.js";
import { milliseconds, type Measurement, timeRow } from "../measurement.js";
import { median } from "../side-by-side.js";

/** Letters of one time, of which the median counts. */
const LETTERS = 30;

export const typing: Measurement = async function* ({ newDirectory, pairs }) {
  const folder = newDirectory();
  const jobs = path.join(folder, "jobs");
  mkdirSync(jobs);
  writeFileSync(path.join(folder, "a.txt"), "");
  const disk = await diskFor(jobs, newDirectory());
  const { page, stop } = await openVsCode(folder, { extensions: [projectRoot] });
  const notAnswering = rows(page, /Not answering/);
  try {
    await openActivity(page, "dirq");
    await rows(page, /^Running/).waitFor();
    await openFile(page, "a.txt");
    const times: { readonly answering: number; readonly hanging: number; readonly told: number }[] = [];
    for (let pair = 0; pair < pairs; pair++) {
      const answering = await typeLetters(page);
      disk.hang();
      const told = await lasts(() => notAnswering.waitFor());
      const hanging = await typeLetters(page);
      disk.answer();
      await notAnswering.waitFor({ state: "detached" });
      times.push({ answering, hanging, told });
    }
    const compared = (against: string, pairs: readonly { readonly answering: number; readonly hanging: number }[]) => ({
      ours: median(pairs.map(({ hanging }) => hanging)),
      theirs: median(pairs.map(({ answering }) => answering)),
      ratio: median(pairs.map(({ hanging, answering }) => hanging / answering)),
      against,
    });
    const hangs = `the queue's ${disk.name} hangs`;
    yield timeRow(`key to letter, ${hangs}`, compared("it answers", times), "≤ 1.1");
    yield {
      what: `${hangs} until the view says so`,
      ours: milliseconds(median(times.map(({ told }) => told))),
      goal: "< 5 s",
    };
    const answering = await reload(page);
    await rows(page, /^Running/).waitFor({ timeout: 30_000 });
    const pid = processOfQueue(jobs);
    disk.hang();
    await notAnswering.waitFor();
    const hanging = await reload(page);
    disk.answer();
    await until("no process is left", () => !existsSync(`/proc/${pid}`));
    yield timeRow(`reload the window, ${hangs}`, compared("it answers", [{ answering, hanging }]), "≤ 1.1");
  } finally {
    disk.answer();
    await stop();
    disk.unmount();
  }
};

/** A disk with a queue, seen in an empty directory. */
interface QueueDisk {
  readonly name: string;
  readonly hang: () => unknown;
  readonly answer: () => unknown;
  readonly unmount: () => void;
}

async function diskFor(jobs: string, source: string): Promise<QueueDisk> {
  const counts = { completed: 900, failed: 90, queued: 8, running: 2 };
  try {
    addJobs(source, counts);
    const disk = await NetworkDisk.mount(jobs, source, { remembers: false });
    return {
      name: "network disk",
      hang: () => disk.hang(),
      answer: () => disk.answer(),
      unmount: () => disk.unmount(),
    };
  } catch (error) {
    console.error(errorWords(error));
    addJobs(jobs, counts);
    return { name: "process", ...stoppable(jobs), unmount: () => undefined };
  }
}

function stoppable(jobs: string): Pick<QueueDisk, "hang" | "answer"> {
  let stopped: number | undefined;
  return {
    hang: () => process.kill((stopped = processOfQueue(jobs)), "SIGSTOP"),
    // With the window it is gone.
    answer: () => stopped !== undefined && existsSync(`/proc/${stopped}`) && process.kill(stopped, "SIGCONT"),
  };
}

async function lasts(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

/** Until the page is there again: what deactivates has been asked to, and whoever waits for a disk would hold it up. */
async function reload(page: Page): Promise<number> {
  const loaded = page.waitForEvent("load");
  return lasts(async () => {
    await runCommand(page, "Developer: Reload Window");
    await loaded;
  });
}

async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Control+p");
  await page.locator(".quick-input-widget input").fill(name);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().click();
  await page.locator(".monaco-editor .view-line").first().click();
}

/** Milliseconds for one letter. It is waited for inside the page, so that the way there and back is not counted. */
async function typeLetters(page: Page): Promise<number> {
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.evaluate(WATCH);
  for (let typed = 1; typed <= LETTERS; typed++) {
    await page.keyboard.press("x");
    await page.waitForFunction(`window.typed.length === ${typed}`);
  }
  return median(await page.evaluate<number[]>("window.typed"));
}

/** Runs in the page: notes for each key how long the editor took to draw its letter. */
const WATCH = `(() => {
  window.watching?.();
  window.typed = [];
  let pressed = 0;
  const onKey = () => (pressed = performance.now());
  const line = document.querySelector(".monaco-editor .view-lines");
  const observer = new MutationObserver(() => {
    const letters = line.textContent.replaceAll(/[^x]/g, "").length;
    if (letters === window.typed.length + 1) window.typed.push(performance.now() - pressed);
  });
  observer.observe(line, { childList: true, subtree: true, characterData: true });
  window.addEventListener("keydown", onKey, { capture: true });
  window.watching = () => (observer.disconnect(), window.removeEventListener("keydown", onKey, { capture: true }));
})()`;
