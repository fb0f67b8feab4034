/** One VS Code server and one browser for the windows of all suites: to start them takes seconds of a processor. */
import type { Browser } from "playwright-core";
import { vscodeServer } from "../../scripts/toolchain/vscode-server.js";
import { openFolder, type OpenVsCode } from "../../scripts/vscode/open.js";
import { launchBrowser } from "../../scripts/vscode/page.js";
import { type RunningServer, startServer } from "../../scripts/vscode/server.js";
import { packagedExtension } from "./packaged-extension.js";

/**
 * VS Code's own extensions that start in each window, or with a file of a kind that jobs have, and that no test of a page
 * is about. Those in the extension host (run.ts) and in Restricted Mode have them all.
 */
const WITHOUT = [
  ...["copilot", "debug-auto-launch", "emmet", "git", "git-base", "github", "github-authentication"],
  ...["merge-conflict", "microsoft-authentication", "ms-vscode.js-debug", "npm", "typescript-language-features"],
];

interface SharedVsCode {
  readonly server: RunningServer;
  readonly browser: Browser;
}

let shared: Promise<SharedVsCode> | undefined;

after(async () => {
  if (shared === undefined) return;
  const { server, browser } = await shared;
  await browser.close();
  await server.stop();
});

/** Opens a window of its own, which knows nothing of those before: what a browser keeps of a page goes with it. */
export async function openWindow(folder: string, settings: Readonly<Record<string, unknown>>): Promise<OpenVsCode> {
  const { server, browser } = await (shared ??= start());
  await server.useSettings(settings);
  const { page, close } = await openFolder(server, folder, { browser });
  const stop = async (): Promise<void> => {
    // A page that is left says so, and its extension host ends at once; it would wait for one that is closed.
    await page.goto("about:blank");
    await close();
  };
  return { page, stop };
}

async function start(): Promise<SharedVsCode> {
  const extensions = [await packagedExtension()];
  const server = await startServer({ server: await vscodeServer(), extensions, without: WITHOUT });
  return { server, browser: await launchBrowser() };
}
