/** What a click on the status bar offers. */
import * as vscode from "vscode";
import { paused } from "../queues/pausing.js";
import type { CommandServices } from "./services.js";

const ACTIONS = [
  { label: "Show Jobs", command: "dirq.jobs.focus", icon: "list-tree" },
  { label: "Submit Shell Command…", command: "dirq.submit", icon: "add" },
  { label: "Start Worker", command: "dirq.startWorker", icon: "play" },
  { label: "Start Background Worker", command: "dirq.startBackgroundWorker", icon: "vm" },
  { label: "Resume Queue", command: "dirq.resume", icon: "debug-continue" },
  { label: "Refresh", command: "dirq.refresh", icon: "refresh" },
] as const;

const READING: readonly string[] = ["dirq.jobs.focus", "dirq.refresh"];

export function registerShowActions({ register, queues, failuresSeen }: CommandServices): vscode.Disposable {
  return register("dirq.showActions", async () => {
    failuresSeen();
    const allowed = ACTIONS.filter(({ command }) => vscode.workspace.isTrusted || READING.includes(command));
    const possible = allowed.filter(({ command }) => command !== "dirq.resume" || paused(queues).length > 0);
    const items = possible.map(({ label, command, icon }) => ({
      label,
      command,
      iconPath: new vscode.ThemeIcon(icon),
    }));
    const picked = await vscode.window.showQuickPick(items, { title: "dirq" });
    if (picked !== undefined) await vscode.commands.executeCommand(picked.command);
  });
}
