/** VS Code for a person without the desktop: the server from npm, in whatever browser they like. */
import { projectRoot } from "../project.js";
import { vscodeServer } from "../toolchain/vscode-server.js";
import { startServer } from "../vscode/server.js";
import type { OpenedVsCode } from "./opened.js";

export async function openServer(folder: string): Promise<OpenedVsCode> {
  const settings = {
    // The sample's says where the jobs are, and what to try.
    "workbench.startupEditor": "readme",
    // It lies in a clone, about which VS Code would ask.
    "git.openRepositoryInParentFolders": "never",
  };
  const server = await startServer({ server: await vscodeServer(), extensions: [projectRoot], settings });
  return {
    where: `VS Code is at ${server.address(folder)}`,
    ended: server.ended,
    stop: server.stop,
  };
}
