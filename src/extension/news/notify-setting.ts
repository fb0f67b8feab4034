/** The setting `dirq.notify`: which ends of jobs are told in a message. */
import * as vscode from "vscode";
import { showInformation } from "../messages.js";
import type { Wanted } from "./gathered.js";

const SETTING = "dirq.notify";
const SHOW_SETTING = "Show Setting";

/** Whatever else a person wrote there means the default. */
export function wantedNews(): Wanted {
  const value = vscode.workspace.getConfiguration().get<unknown>(SETTING);
  return value === "all" || value === "never" ? value : "failures";
}

/** Where it was set, so that it holds here; and says where it is changed back. */
export async function mute(to: Exclude<Wanted, "all">): Promise<void> {
  const inspected = vscode.workspace.getConfiguration().inspect(SETTING);
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const target = inspected?.workspaceValue === undefined ? Global : Workspace;
  await vscode.workspace.getConfiguration().update(SETTING, to, target);
  void sayWhere(to);
}

async function sayWhere(to: Exclude<Wanted, "all">): Promise<void> {
  const words =
    to === "never"
      ? "No message tells any more that jobs have ended."
      : "Messages tell only of jobs that failed from now on.";
  const answer = await showInformation(`${words} The setting dirq.notify changes that back.`, SHOW_SETTING);
  if (answer === SHOW_SETTING) await vscode.commands.executeCommand("workbench.action.openSettings", SETTING);
}
