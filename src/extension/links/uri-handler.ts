/** What a link to a job does: it shows the job, and never more. Anybody can make one. */
import { resolve } from "node:path";
import * as vscode from "vscode";
import { errorWords, readJobLink } from "../../wording/index.js";
import { showWarning } from "../messages.js";
import type { QueueHandle, Queues } from "../queues/queues.js";
import { firstReport, whileAnswering } from "../queues/answering.js";

export function registerUriHandler(queues: Queues, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri: async (uri) => {
      try {
        await showLinkedJob(uri, queues);
      } catch (error) {
        log.warn(`${uri.toString()}: ${String(error)}`);
        void showWarning(errorWords(error));
      }
    },
  });
}

/** The messages hold nothing of the link, which anybody may have made. */
async function showLinkedJob(uri: vscode.Uri, queues: Queues): Promise<void> {
  const link = readJobLink(uri);
  if (link === undefined) throw new Error("This is no link to a job: it names no queue, or no job.");
  const queue = queues.find(resolve(link.queue));
  if (queue === undefined) {
    throw new Error(
      "The queue of this job is not open in this window. Open the folder that holds it, then follow the link again.",
    );
  }
  await vscode.commands.executeCommand("dirq.showJob", await jobIn(queue, link.id));
}

async function jobIn(queue: QueueHandle, id: string): Promise<unknown> {
  // The link may have been what opened the window.
  await firstReport(queue);
  const rows = await whileAnswering(queue, () => queue.live.find([id]));
  if (rows === undefined) throw new Error(`${queue.label} does not answer. Follow the link again once it does.`);
  const [row] = rows;
  if (row === undefined) throw new Error(`There is no such job in ${queue.label} any more.`);
  return { queue, row };
}
