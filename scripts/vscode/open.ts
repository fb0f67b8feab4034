/** A VS Code with a folder open, on a server of its own, in a page that can be driven. */
import type { Page } from "playwright-core";
import { vscodeServer } from "../toolchain/vscode-server.js";
import { openWorkbench, type PageOptions } from "./page.js";
import { type ServerOptions, startServer } from "./server.js";

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
    const { page, close } = await openWorkbench(server.address(folder), options);
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
