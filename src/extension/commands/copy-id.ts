/** Copy Id: what the command line calls the job. */
import * as vscode from "vscode";
import { givenTargets } from "./given.js";
import { pickJobs } from "./pick.js";
import type { CommandServices } from "./services.js";

export function registerCopyId({ register, queues, selection }: CommandServices): vscode.Disposable {
  return register("dirq.copyId", async (...args) => {
    const given = givenTargets(args, selection);
    const targets =
      given.length > 0
        ? given
        : await pickJobs(queues, {
            title: "Copy Ids",
            states: ["running", "queued", "failed", "completed"],
            suits: () => true,
          });
    if (targets.length > 0) await vscode.env.clipboard.writeText(targets.map(({ row }) => row.id).join("\n"));
  });
}
