/** Every command goes through here: whatever it throws is shown to the person who asked, and logged. */
import * as vscode from "vscode";
import { showError } from "../messages.js";

export type Run = (...args: readonly unknown[]) => unknown;

/** Makes a registrar of commands that report to one log. The command resolves with what `run` returned. */
export function commandRegistrar(log: vscode.LogOutputChannel): (id: string, run: Run) => vscode.Disposable {
  return (id, run) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        return await run(...args);
      } catch (error) {
        log.error(id, error instanceof Error ? error : String(error));
        showError(error);
        return undefined;
      }
    });
}

export type RegisterCommand = ReturnType<typeof commandRegistrar>;
