/** Create Jobs Directory: makes the directories of a queue where a setting, or the default, says that it lies. */
import type * as vscode from "vscode";
import { pickQueue } from "../choosing/pick.js";
import { confirm, showInformation } from "../messages.js";
import type { QueueHandle } from "../queues/queues.js";
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
    if (queue === undefined) return false;
    if (await isGone(queue)) {
      if (!(await confirmAnew(queue))) return false;
      // A process that has written to the queue refuses to make another in its place.
      queue.restart();
    }
    await queue.live.create();
    return true;
  });
}

/** Also when it is looked at now: it may just have come back. */
async function isGone({ vanished, live }: QueueHandle): Promise<boolean> {
  return vanished && (await live.refresh()).kind === "missing";
}

function confirmAnew({ directory }: QueueHandle): Promise<boolean> {
  const detail =
    `${directory} was there and is gone. If it lies on a disk that is away, bring that back instead: ` +
    "what is made now is an empty queue in its place.";
  return confirm("Create the jobs directory anew?", { detail, act: "Create Anew" });
}
