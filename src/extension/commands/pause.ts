/** Pause Queue and Resume Queue: whether dirq's workers start jobs. What runs goes on. */
import * as vscode from "vscode";
import { queueFor } from "../choosing/pick.js";
import { showBriefly } from "../messages.js";
import { paused, unpaused } from "../queues/pausing.js";
import type { Queues } from "../queues/queues.js";
import type { CommandServices } from "./services.js";

export function registerPause({ queues, register }: CommandServices): vscode.Disposable {
  return vscode.Disposable.from(
    register("dirq.pause", async (...args) => {
      const queue = await queueFor(queues, args, { candidates: unpaused(queues), title: "Pause Queue" });
      if (queue === undefined) return false;
      await queue.live.pause();
      tell(`Paused ${queue.label}.`, queues);
      return true;
    }),
    register("dirq.resume", async (...args) => {
      const queue = await queueFor(queues, args, { candidates: paused(queues), title: "Resume Queue" });
      if (queue === undefined) return false;
      await queue.live.resume();
      tell(`Resumed ${queue.label}.`, queues);
      return true;
    }),
  );
}

/** Of several queues one may have been meant that is not in sight. */
function tell(words: string, { all }: Queues): void {
  if (all.length > 1) showBriefly(words);
}
