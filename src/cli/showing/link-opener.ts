/** The editor that follows a link to a job: VS Code, or one that was made from it. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { cmdJoin, shellJoin } from "../../wording/index.js";
import { CommandError } from "../trouble.js";

export interface LinkOpener {
  /** What its links begin with. */
  readonly scheme: string;
  /** A line for the shell; undefined where none was found. */
  readonly command: string | undefined;
}

/** The scheme of each, and what it is called on the command line. */
const EDITORS: readonly (readonly [scheme: string, command: string])[] = [
  ["vscode", "code"],
  ["vscode-insiders", "code-insiders"],
  ["vscodium", "codium"],
  ["cursor", "cursor"],
];

/** The one that is named, else that of this terminal, else the first that is installed. */
export function linkOpener({ env, platform } = process): LinkOpener {
  // The extension says it in its terminals.
  const own = env["DIRQ_LINK_SCHEME"];
  const named = env["DIRQ_EDITOR"];
  if (named !== undefined && named.trim() !== "") return { scheme: schemeOf(named) ?? own ?? "vscode", command: named };
  // In a terminal of a remote window the command is another, which takes no links.
  const found = env["VSCODE_IPC_HOOK_CLI"] === undefined ? installed(own, env["PATH"] ?? "", platform) : undefined;
  return found ?? { scheme: own ?? "vscode", command: undefined };
}

/** @throws CommandError when the editor says that it failed */
export function openLink(command: string, link: string): void {
  const args = ["--open-url", link];
  const stdio: ["ignore", number, number] = ["ignore", 2, 2];
  const { error, signal, status } =
    process.platform === "win32"
      ? spawnSync(`${command} ${cmdJoin(args)}`, { shell: true, stdio })
      : spawnSync("/bin/sh", ["-c", `${command} ${shellJoin(args)}`], { stdio });
  if (error !== undefined) throw new CommandError(`Cannot run the editor ${command}: ${error.message}.`);
  if (status !== 0) throw new CommandError(`The editor ${command} ended with ${signal ?? `exit code ${status}`}.`);
}

/** By the first program that the line names, which may be quoted; an argument comes later. */
function schemeOf(line: string): string | undefined {
  const names = EDITORS.map(([, name]) => name).join("|");
  const [, named] = new RegExp(`(?:^|[\\s/\\\\"'])(${names})(?:\\.cmd)?(?=["'\\s]|$)`).exec(line) ?? [];
  return EDITORS.find(([, name]) => name === named)?.[0];
}

function installed(own: string | undefined, path: string, platform: NodeJS.Platform): LinkOpener | undefined {
  const [quoted, ending] = platform === "win32" ? [cmdJoin, ".cmd"] : [shellJoin, ""];
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
  for (const [scheme, name] of EDITORS.toSorted((a, b) => Number(b[0] === own) - Number(a[0] === own))) {
    const program = folders.map((folder) => join(folder, name + ending)).find(isProgram);
    if (program !== undefined) return { scheme, command: quoted([program]) };
  }
  return undefined;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Whatever the reason, it cannot be run.
    return false;
  }
}
