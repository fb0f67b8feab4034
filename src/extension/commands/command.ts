/** Every command goes through here: whatever it throws is shown to the person who asked, and logged. */
import * as vscode from "vscode";
import { messageText } from "../message-text.js";

export type Run = (...args: readonly unknown[]) => unknown;

/** Makes a registrar of commands that report to one log. The command resolves with what `run` returned. */
export function commandRegistrar(log: vscode.LogOutputChannel): (id: string, run: Run) => vscode.Disposable {
  return (id, run) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        return await run(...args);
      } catch (error) {
        log.error(id, error instanceof Error ? error : String(error));
        const message = error instanceof Error ? error.message : String(error);
        // Not awaited: the command has ended, whether or not the message is ever closed.
        void vscode.window.showErrorMessage(messageText(message));
        return undefined;
      }
    });
}

export type RegisterCommand = ReturnType<typeof commandRegistrar>;
