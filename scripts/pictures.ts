/** `npm run pictures`: makes the README's pictures again, from the sample in a real VS Code, into docs/images. */
import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { endWith } from "./processes/end-with.js";
import { exitOnSignals } from "./processes/process-group.js";
import { run } from "./processes/run.js";
import { temporaryDirectory } from "./processes/temporary-directory.js";
import { projectRoot } from "./project.js";
import { makeSample, startWorker } from "./start/sample.js";
import { Started } from "./start/started.js";
import { expandRow, openActivity, panelContent, rows } from "./vscode/actions.js";
import { openVsCode } from "./vscode/open.js";

const images = path.join(projectRoot, "docs", "images");

const themes = {
  light: { name: "Default Light Modern", mark: ".monaco-workbench.vs" },
  dark: { name: "Default Dark Modern", mark: ".monaco-workbench.vs-dark" },
} as const;
type Theme = keyof typeof themes;

/** What a picture shows: a job, the tab of its panel, and what has to be seen there. */
interface Scene {
  readonly state: string;
  readonly job: string;
  readonly tab: string;
  readonly shows: string;
  readonly themes: readonly Theme[];
}

const scenes: readonly Scene[] = [
  // While it runs, so it comes first.
  { state: "Running", job: "leave one out", tab: "output", shows: "virginica", themes: ["light", "dark"] },
  { state: "Failed", job: "summarise field notes", tab: "error", shows: "summarise.mjs", themes: ["light"] },
  { state: "Completed", job: "train at 10", tab: "result", shows: "accuracy", themes: ["dark"] },
];

async function main(): Promise<void> {
  const started = new Started();
  const temporary = temporaryDirectory("pictures");
  try {
    await run(process.execPath, ["esbuild.mjs"], { cwd: projectRoot });
    const folder = await makeSample(path.join(temporary.path, "iris"));
    const page = await openSample(folder, started);
    await mkdir(images, { recursive: true });
    for (const scene of scenes) {
      await show(page, scene);
      for (const theme of scene.themes) {
        await useTheme(page, folder, theme);
        await takePicture(page, `${scene.tab}-${theme}`);
      }
    }
  } finally {
    await started.stop();
    temporary.remove();
  }
}

/** The folder in VS Code, its Jobs view open, and a worker on its queue. */
async function openSample(folder: string, started: Started): Promise<Page> {
  // Dark at first, so that the first picture's light is seen to come.
  const settings = { "workbench.colorTheme": themes.dark.name };
  const size = { width: 1120, height: 620 };
  const { page } = started.add(await openVsCode(folder, { extensions: [projectRoot], settings, size }));
  await openActivity(page, "dirq");
  await rows(page, "leave one out").waitFor();
  await widenSidebar(page);
  started.add(startWorker(folder, ["--name", "lab-1"]));
  return page;
}

/** Until no row of the sample is cut. */
async function widenSidebar(page: Page): Promise<void> {
  const sidebar = await page.locator(".part.sidebar").boundingBox();
  if (sidebar === null) throw new Error("The sidebar is not on screen.");
  const [edge, middle] = [sidebar.x + sidebar.width, sidebar.y + sidebar.height / 2];
  await page.mouse.move(edge, middle);
  await page.mouse.down();
  await page.mouse.move(edge + 70, middle, { steps: 5 });
  await page.mouse.up();
}

async function show(page: Page, { state, job, tab, shows }: Scene): Promise<void> {
  await rows(page, new RegExp(`^${state}\\s*\\d`)).waitFor({ timeout: 120_000 });
  await expandRow(page, state);
  await expandRow(page, "Completed");
  await rows(page, job).first().click({ timeout: 120_000 });
  const panel = panelContent(page);
  await panel.locator("h1").filter({ hasText: job }).waitFor();
  await panel.locator(`#tab-${tab}`).click();
  await panel.locator(`#panel-${tab}`).filter({ hasText: shows }).waitFor({ timeout: 60_000 });
}

/** By the folder's settings, which VS Code watches. */
async function useTheme(page: Page, folder: string, theme: Theme): Promise<void> {
  const settings = path.join(folder, ".vscode", "settings.json");
  await mkdir(path.dirname(settings), { recursive: true });
  await writeFile(`${settings}.new`, JSON.stringify({ "workbench.colorTheme": themes[theme].name }));
  await rename(`${settings}.new`, settings);
  await page.locator(themes[theme].mark).waitFor();
  await panelContent(page)
    .locator(theme === "light" ? "body.vscode-light" : "body.vscode-dark")
    .waitFor();
}

/** All but the window's title bar. */
async function takePicture(page: Page, name: string): Promise<void> {
  const top = (await page.locator(".part.sidebar").boundingBox())?.y ?? 0;
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  // The pointer would leave a hover and a row's buttons in the picture.
  await page.mouse.move(width - 1, height - 1);
  const file = path.join(images, `${name}.png`);
  await rm(file, { force: true });
  // VS Code fades from one theme's colours to the other's.
  await page.screenshot({ path: file, animations: "disabled", clip: { x: 0, y: top, width, height: height - top } });
  console.log(`${path.relative(projectRoot, file)}  ${Math.ceil((await stat(file)).size / 1024)} KiB`);
}

exitOnSignals();
endWith(main());
