/** Show Job: what a click on a row does. */
import type * as vscode from "vscode";
import { ANY_STATE, jobFor } from "../choosing/pick.js";
import type { JobPanel } from "../panel/index.js";
import type { CommandServices } from "./services.js";

export function registerShowJob({ register, queues, selection }: CommandServices, panel: JobPanel): vscode.Disposable {
  return register("dirq.showJob", async (...args) => {
    const target = await jobFor({ queues, selection }, args, { title: "Show Job", states: ANY_STATE });
    if (target !== undefined) panel.show(target.queue, target.row.id, { preserveFocus: true });
  });
}
