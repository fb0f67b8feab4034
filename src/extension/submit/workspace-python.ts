/** The Python of a folder: what was selected for it in VS Code, else its virtual environment, else the system's. */
import { isAbsolute, join, relative } from "node:path";
import * as vscode from "vscode";
import type { LiveQueue } from "../../live/live-queue.js";

const ENVIRONMENTS = [".venv", "venv"];
const PYTHON = process.platform === "win32" ? join("Scripts", "python.exe") : join("bin", "python");
const SYSTEM = process.platform === "win32" ? "python" : "python3";

/** As it is written in a command that runs in the folder. */
export async function workspacePython(folder: string, live: LiveQueue): Promise<string> {
  const selected = await selectedPython(folder);
  if (selected !== undefined) return fromFolder(folder, selected);
  for (const environment of ENVIRONMENTS) {
    const python = join(environment, PYTHON);
    if ((await live.program(join(folder, python))) !== undefined) return python;
  }
  return SYSTEM;
}

/** What launch configurations take for `${command:python.interpreterPath}`. */
async function selectedPython(folder: string): Promise<string | undefined> {
  if (vscode.extensions.getExtension("ms-python.python") === undefined) return undefined;
  try {
    const path: unknown = await vscode.commands.executeCommand("python.interpreterPath", { workspaceFolder: folder });
    return typeof path === "string" && path !== "" ? path : undefined;
  } catch {
    // Somebody else's extension: whatever is wrong with it, there are other ways to find a Python.
    return undefined;
  }
}

/** Short, and right also where another machine has the folder at another place. */
function fromFolder(folder: string, path: string): string {
  if (!isAbsolute(path)) return path;
  const inside = relative(folder, path);
  return inside.startsWith("..") || isAbsolute(inside) ? path : inside;
}
