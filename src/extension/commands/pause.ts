/** Pause Queue and Resume Queue: whether dirq's workers start jobs. What runs goes on. */
import * as vscode from "vscode";
import { paused, unpaused } from "../queues/pausing.js";
import { queueFor } from "./pick.js";
import type { CommandServices } from "./services.js";

export function registerPause({ queues, register }: CommandServices): vscode.Disposable {
  return vscode.Disposable.from(
    register("dirq.pause", async (...args) => {
      const queue = await queueFor(queues, args, { candidates: unpaused(queues), title: "Pause Queue" });
      await queue?.live.pause();
      return queue !== undefined;
    }),
    register("dirq.resume", async (...args) => {
      const queue = await queueFor(queues, args, { candidates: paused(queues), title: "Resume Queue" });
      await queue?.live.resume();
      return queue !== undefined;
    }),
  );
}
