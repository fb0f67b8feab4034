/** Show Job: what a click on a row does. */
import type * as vscode from "vscode";
import type { JobPanel } from "../panel/index.js";
import { givenTargets } from "./given.js";
import { pickJob } from "./pick.js";
import type { CommandServices } from "./services.js";

export function registerShowJob({ register, queues, selection }: CommandServices, panel: JobPanel): vscode.Disposable {
  return register("dirq.showJob", async (...args) => {
    const target =
      (await givenTargets(args, selection))[0] ??
      (await pickJob(queues, {
        title: "Show Job",
        states: ["running", "queued", "failed", "completed"],
        suits: () => true,
      }));
    if (target !== undefined) panel.show(target.queue, target.row.id, { preserveFocus: true });
  });
}
