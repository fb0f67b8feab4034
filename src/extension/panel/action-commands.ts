/** What a page asks for is done by the same commands as the tree's; each asks, tells and undoes in its own way. */
import * as vscode from "vscode";
import type { PanelAction } from "../../webview/messages.js";
import type { JobTarget } from "../queues/queues.js";

/** What is done by a command: to keep a panel open is the panel's own. */
export type JobAction = Exclude<PanelAction, "keepOpen">;

const COMMANDS: Readonly<Record<JobAction, string>> = {
  resubmit: "dirq.resubmit",
  editAndResubmit: "dirq.editAndResubmit",
  cancel: "dirq.cancel",
  hold: "dirq.hold",
  release: "dirq.release",
  remove: "dirq.remove",
  notifyWhenDone: "dirq.notifyWhenDone",
  dontNotifyWhenDone: "dirq.dontNotifyWhenDone",
  openJobFile: "dirq.openJobFile",
  openResultFolder: "dirq.openResultFolder",
  openResult: "dirq.openResult",
  openError: "dirq.openError",
  openOutputDocument: "dirq.openOutputDocument",
  followOutput: "dirq.followOutput",
};

/** `attempt`: the earlier one whose output is shown. */
export async function runAction(action: JobAction, target: JobTarget, attempt: number | undefined): Promise<void> {
  await vscode.commands.executeCommand(COMMANDS[action], target, undefined, attempt);
}
