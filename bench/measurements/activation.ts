/**
 * What the extension adds to the start of a window: how long its activation takes, beside that of VS Code's own Git, by
 * VS Code's clock, as everybody sees it in "Developer: Show Running Extensions". Much else starts at the same time.
 */
import path from "node:path";
import { projectRoot } from "../../scripts/project.js";
import { openActivity, rows, runCommand } from "../../scripts/vscode/actions.js";
import { openVsCode } from "../../scripts/vscode/open.js";
import { addJobs } from "../filled-queue.js";
import { type Measurement, timeRow } from "../measurement.js";
import { median } from "../side-by-side.js";

export const activation: Measurement = async function* ({ newDirectory, pairs }) {
  const folder = newDirectory();
  addJobs(path.join(folder, "jobs"), { completed: 900, failed: 90, queued: 8, running: 2 });
  const times: Times[] = [];
  for (let pair = 0; pair < pairs; pair++) times.push(await activationTimes(folder));
  const compared = {
    ours: median(times.map(({ dirq }) => dirq)),
    theirs: median(times.map(({ git }) => git)),
    ratio: median(times.map(({ dirq, git }) => dirq / git)),
    against: "VS Code's Git",
  };
  yield timeRow("activation while a window opens", compared, "");
};

/** Milliseconds. */
interface Times {
  readonly dirq: number;
  readonly git: number;
}

/** Of a VS Code that is started for them. */
async function activationTimes(folder: string): Promise<Times> {
  const { page, stop } = await openVsCode(folder, { extensions: [projectRoot] });
  const timeOf = async (name: string): Promise<number> => {
    const row = page
      .locator(".runtime-extensions-editor .extension")
      .filter({ has: page.getByText(name, { exact: true }) });
    const words = await row.locator(".activation-time").innerText();
    const time = /(\d+)ms/.exec(words)?.[1];
    if (time === undefined) throw new Error(`VS Code tells no time of activation: "${words}"`);
    return Number(time);
  };
  try {
    await openActivity(page, "dirq");
    await rows(page, /^Running/).waitFor();
    await runCommand(page, "Developer: Show Running Extensions");
    return { dirq: await timeOf("dirq"), git: await timeOf("Git") };
  } finally {
    await stop();
  }
}
