/** `npm start -- --check`: looks at the sample in VS Code as a person would, and keeps pictures of what it saw. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";
import { projectRoot } from "../project.js";
import { expandRow, openActivity, panelContent, rows } from "../vscode/actions.js";
import { openVsCode } from "../vscode/open.js";
import { listJobs, type ListedJob, startWorker } from "./sample.js";
import type { Started } from "./started.js";

export interface CheckOptions {
  /** Holds the sample and its queue. */
  readonly folder: string;
  /** Where the pictures go. */
  readonly output: string;
  readonly started: Started;
}

/** Longer than the sample runs on a slow machine. */
const sampleDeadlineMs = 240_000;

/** What the panel must show, and of which job. */
const panelViews = [
  { tab: "info", state: "completed", job: "train at 0.1", shows: "train.mjs" },
  { tab: "result", state: "completed", job: "train at 0.1", shows: "loss" },
  { tab: "error", state: "failed", job: "summarise field notes", shows: "summarise.mjs" },
  { tab: "output", state: "completed", job: "leave one out", shows: "flower" },
] as const;

/** Throws with what was missing. */
export async function check({ folder, output, started }: CheckOptions): Promise<void> {
  const { page } = started.add(await openVsCode(folder, { extensions: [projectRoot] }));
  const picture = pictures(page, output);

  console.log("Watching the sample run …");
  const worker = started.add(startWorker(folder, ["--rm"]));
  await openActivity(page, "dirq");
  await rows(page, /^Running\s*[1-9]/).waitFor();
  await rows(page, "train at").first().waitFor();
  await picture("sidebar-running");
  await Promise.race([worker.ended, failAfter(sampleDeadlineMs, "The sample's jobs have not ended")]);

  const jobs = await listJobs(folder);
  expectEnded(jobs);
  for (const state of ["queued", "failed", "completed"] as const) {
    await groupWith(page, state, jobs.filter((job) => job.state === state).length);
  }
  await picture("sidebar");

  for (const { tab, state, job, shows } of panelViews) {
    await expandRow(page, stateLabel(state));
    await rows(page, job).first().click();
    const panel = panelContent(page);
    await panel.locator("h1").filter({ hasText: job }).waitFor();
    await panel.locator(`#tab-${tab}`).click();
    await panel.locator(`#panel-${tab}`).filter({ hasText: shows }).waitFor();
    await picture(`panel-${tab}`);
  }
}

/** Everything ran, save the job that waits for a custom worker. */
function expectEnded(jobs: readonly ListedJob[]): void {
  const count = (state: string): number => jobs.filter((job) => job.state === state).length;
  const [queued, running, failed] = [count("queued"), count("running"), count("failed")];
  if (queued === 1 && running === 0 && failed === 1) return;
  throw new Error(
    `One job was to stay queued and one to fail; ${queued} are queued, ${running} running, ${failed} failed.`,
  );
}

async function groupWith(page: Page, state: ListedJob["state"], jobs: number): Promise<void> {
  const group = rows(page, new RegExp(`^${stateLabel(state)}\\s*${jobs}$`));
  await group.waitFor({ timeout: 15_000 });
}

function stateLabel(state: ListedJob["state"]): string {
  return state.charAt(0).toUpperCase() + state.slice(1);
}

function pictures(page: Page, output: string): (name: string) => Promise<void> {
  return async (name) => {
    await mkdir(output, { recursive: true });
    const file = path.join(output, `${name}.png`);
    await page.screenshot({ path: file });
    console.log(`  ${path.relative(process.cwd(), file)}`);
  };
}

async function failAfter(ms: number, what: string): Promise<never> {
  await delay(ms, undefined, { ref: false });
  throw new Error(`${what} after ${ms / 1000} s.`);
}
