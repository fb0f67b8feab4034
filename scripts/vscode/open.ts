/** A VS Code with a folder open, on a server of its own, in a page that can be driven. */
import type { Page } from "playwright-core";
import { vscodeServer } from "../toolchain/vscode-server.js";
import { openWorkbench, type PageOptions, type WorkbenchPage } from "./page.js";
import { type RunningServer, type ServerOptions, startServer } from "./server.js";

export interface OpenVsCode {
  readonly page: Page;
  /** Closes the page and ends the server. */
  readonly stop: () => Promise<void>;
}

/** Opens a folder or a `.code-workspace` file. Throws with the reason when VS Code or the browser cannot be had. */
export async function openVsCode(
  folder: string,
  options: Omit<ServerOptions, "server" | "testDriver"> & PageOptions = {},
): Promise<OpenVsCode> {
  const server = await startServer({ ...options, server: await vscodeServer() });
  try {
    const { page, close } = await openFolder(server, folder, options);
    const stop = async (): Promise<void> => {
      await close();
      await server.stop();
    };
    return { page, stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The same in a window of a server that runs. */
export async function openFolder(server: RunningServer, folder: string, options: PageOptions): Promise<WorkbenchPage> {
  const window = await openWorkbench(server.address(folder), options);
  if (folder.endsWith(".code-workspace")) await untilFoldersAreThere(window.page);
  return window;
}

/** On a busy machine VS Code takes a workspace's file that it cannot read yet for one without folders, and stays at that. */
async function untilFoldersAreThere(page: Page): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: 15_000 });
    } catch (error) {
      if (tries === 3) throw error;
      await page.reload();
    }
  }
}
