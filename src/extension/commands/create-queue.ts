/** Create Jobs Directory: makes the directories of a queue where a setting, or the default, says that it lies. */
import type * as vscode from "vscode";
import { showInformation } from "../messages.js";
import { pickQueue } from "./pick.js";
import type { CommandServices } from "./services.js";

export function registerCreateQueue({ register, queues }: CommandServices): vscode.Disposable {
  return register("dirq.createQueue", async () => {
    if (queues.all.length === 0) {
      throw new Error("Open a folder first: a queue is a directory in it, named by the setting dirq.jobsDirectory.");
    }
    const missing = queues.all.filter(({ status }) => status?.kind !== "ready");
    if (missing.length === 0) {
      const there = queues.all.map(({ label }) => label).join(", ");
      void showInformation(
        `The queues of this window are there already: ${there}. The setting dirq.jobsDirectory adds more.`,
      );
      return false;
    }
    const queue = await pickQueue(missing, "Create Jobs Directory");
    await queue?.live.create();
    return queue !== undefined;
  });
}
