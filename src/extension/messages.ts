/**
 * The only way into VS Code's messages: it reads `[words](command:…)` in one as a link that runs a command, and a message
 * can hold whatever somebody called a job, a worker or a folder.
 */
import * as vscode from "vscode";
import { errorWords } from "../wording/index.js";
import { escapeIcons } from "./escape-icons.js";
import { runLongWork, type LongWork, type Progress } from "./long-work.js";
import { messageText } from "./message-text.js";

/** Not awaited: it may never be closed. */
export function showError(error: unknown): void {
  void vscode.window.showErrorMessage(messageText(errorWords(error)));
}

/** Resolves with the button that was pressed; undefined when the message was closed. */
export function showWarning(text: string, ...buttons: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(messageText(text), ...buttons);
}

/** As `showWarning`. */
export function showInformation(text: string, ...buttons: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(messageText(text), ...buttons);
}

/** For a few seconds in the status bar: said where nobody has to answer it. */
export function showBriefly(text: string): void {
  vscode.window.setStatusBarMessage(escapeIcons(text), 5_000);
}

/** Asks before something is done that cannot be undone; `act` is what the button says. */
export async function confirm(question: string, { detail, act }: { detail: string; act: string }): Promise<boolean> {
  return (await choose(question, { detail, acts: [act] })) === act;
}

/** As `confirm`, with several buttons beside Cancel. */
export function choose(
  question: string,
  { detail, acts }: { readonly detail: string; readonly acts: readonly string[] },
): Thenable<string | undefined> {
  const options = { modal: true, detail: messageText(detail) };
  return vscode.window.showWarningMessage(messageText(question), options, ...acts);
}

/** What may take long, and is shown meanwhile. Titles and what is told are words of our own, and counts. */
export function showProgress<T>(work: LongWork, run: (progress: Progress) => Promise<T>): Promise<T> {
  return runLongWork(vscode, work, run);
}
