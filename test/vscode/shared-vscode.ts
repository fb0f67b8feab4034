/** One VS Code server and one browser for the windows of all suites: to start them takes seconds of a processor. */
import type { Browser } from "playwright-core";
import { vscodeServer } from "../../scripts/toolchain/vscode-server.js";
import { openFolder, type OpenVsCode } from "../../scripts/vscode/open.js";
import { launchBrowser } from "../../scripts/vscode/page.js";
import { type RunningServer, startServer } from "../../scripts/vscode/server.js";
import { packagedExtension } from "./packaged-extension.js";

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
  const server = await startServer({ server: await vscodeServer(), extensions: [await packagedExtension()] });
  return { server, browser: await launchBrowser() };
}
