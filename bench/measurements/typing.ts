/**
 * Typing in an editor of VS Code while the disk of a queue hangs, beside typing while it answers: from the key to the
 * letter on the page. The queue's process is stopped, as it stands still when a system call does not come back.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { projectRoot } from "../../scripts/project.js";
import { openActivity, rows } from "../../scripts/vscode/actions.js";
import { openVsCode } from "../../scripts/vscode/open.js";
import { processOfQueue } from "../../test/vscode/process-of-queue.js";
import { addJobs } from "../filled-queue.js";
import { type Measurement, timeRow } from "../measurement.js";
import { median } from "../side-by-side.js";

/** Letters of one time, of which the median counts. */
const LETTERS = 30;

export const typing: Measurement = async function* ({ newDirectory, pairs }) {
  const folder = newDirectory();
  const jobs = path.join(folder, "jobs");
  mkdirSync(jobs);
  addJobs(jobs, { completed: 900, failed: 90, queued: 8, running: 2 });
  writeFileSync(path.join(folder, "a.txt"), "");
  const { page, stop } = await openVsCode(folder, { extensions: [projectRoot] });
  try {
    await openActivity(page, "dirq");
    await rows(page, /^Running/).waitFor();
    await openFile(page, "a.txt");
    const pid = processOfQueue(jobs);
    const times: { readonly answering: number; readonly hanging: number }[] = [];
    for (let pair = 0; pair < pairs; pair++) {
      const answering = await typeLetters(page);
      process.kill(pid, "SIGSTOP");
      await rows(page, /Not answering for/).waitFor();
      const hanging = await typeLetters(page);
      process.kill(pid, "SIGCONT");
      await rows(page, /Not answering for/).waitFor({ state: "detached" });
      times.push({ answering, hanging });
    }
    const ours = median(times.map(({ hanging }) => hanging));
    const theirs = median(times.map(({ answering }) => answering));
    const ratio = median(times.map(({ hanging, answering }) => hanging / answering));
    yield timeRow("key to letter, the queue's disk hangs", { ours, theirs, ratio, against: "it answers" }, "≤ 1.1");
  } finally {
    await stop();
  }
};

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
