/** The desktop VS Code that is installed, as an instance of its own: it shares nothing with a person's other windows. */
import { accessSync, constants } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { startGroup } from "../processes/process-group.js";
import { temporaryDirectory } from "../processes/temporary-directory.js";
import { projectRoot } from "../project.js";
import type { OpenedVsCode } from "./opened.js";

/** The `code` on PATH that opens a desktop window on this machine. */
export function desktopCommand(): string | undefined {
  // In a terminal of a remote window or of WSL `code` talks to a desktop elsewhere, which cannot load from here.
  if (process.env["VSCODE_IPC_HOOK_CLI"] !== undefined || process.env["WSL_DISTRO_NAME"] !== undefined)
    return undefined;
  const name = process.platform === "win32" ? "code.cmd" : "code";
  return (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .map((directory) => path.join(directory, name))
    .find(isExecutable);
}

export function openDesktop(command: string, folder: string): OpenedVsCode {
  const userData = temporaryDirectory("desktop");
  const args = [
    ...["--new-window", "--wait", "--user-data-dir", userData.path, "--skip-welcome", "--disable-workspace-trust"],
    ...["--extensionDevelopmentPath", projectRoot, folder],
  ];
  const group = startGroup(command, args);
  return {
    where: "VS Code opens in a window of its own.",
    ended: group.ended,
    async stop() {
      await endInstance(userData.path);
      await group.stop();
      userData.remove();
    },
  };
}

/** The command only waits for the window. The program itself leaves its process id in its data. */
async function endInstance(userData: string): Promise<void> {
  const pid = Number(await readFile(path.join(userData, "code.lock"), "utf8").catch(() => ""));
  if (!Number.isInteger(pid) || pid <= 0) return;
  try {
    process.kill(pid, "SIGTERM");
  } catch (error) {
    // The person has closed it already.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
