/** What a message offers once its command has ended: Undo, or a look at a log. */
import type * as vscode from "vscode";
import { showError } from "../messages.js";

export const UNDO = "Undo";

/** Not awaited, for the message stays as long as nobody closes it. What fails then is shown, and logged. */
export function offer(log: vscode.LogOutputChannel, offered: Promise<void>): void {
  offered.catch((error: unknown) => {
    log.error(error instanceof Error ? error : String(error));
    showError(error);
  });
}
