/** The editor that a person has chosen for their terminal, as git calls it: a line for the shell, arguments and all. */
import { spawnSync } from "node:child_process";
import { shellJoin } from "../../wording/index.js";
import { isTerminal } from "../screen.js";
import { CommandError, UsageError } from "../trouble.js";

/** @throws UsageError where none is named, and there is no terminal for the one that every system has */
export function chosenEditor(): string {
  const named = [process.env["VISUAL"], process.env["EDITOR"]].find((line) => line !== undefined && line.trim() !== "");
  if (named !== undefined) return named;
  if (isTerminal(0) && isTerminal(2) && process.env["TERM"] !== "dumb") return isWindows ? "notepad" : "vi";
  throw new UsageError("No editor is known here. Name one in $VISUAL or $EDITOR, for example: EDITOR='code --wait'");
}

/** Ends when the editor has. @throws CommandError when that ends badly */
export function edit(editor: string, path: string): void {
  const { error, signal, status } = ignoringInterrupts(() => run(editor, path));
  if (error !== undefined)
    throw new CommandError(`Cannot run the editor ${editor}: ${error.message}. Nothing was submitted.`);
  if (status === 0) return;
  const end = signal ?? `exit code ${status}`;
  throw new CommandError(`The editor ${editor} ended with ${end}, so nothing was submitted.`);
}

const isWindows = process.platform === "win32";

/** It draws on stderr: stdout gets the id of the new job, and may be a pipe. */
function run(editor: string, path: string) {
  const stdio: ["inherit", number, number] = ["inherit", 2, 2];
  if (isWindows) return spawnSync(`${editor} "${path}"`, { shell: true, stdio });
  return spawnSync("/bin/sh", ["-c", `${editor} ${shellJoin([path])}`], { stdio });
}

/** Ctrl-C is meant for the editor, which shares the terminal with this process. */
function ignoringInterrupts<T>(action: () => T): T {
  const ignore = (): void => undefined;
  process.on("SIGINT", ignore).on("SIGQUIT", ignore);
  try {
    return action();
  } finally {
    process.off("SIGINT", ignore).off("SIGQUIT", ignore);
  }
}
