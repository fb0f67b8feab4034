/** Submit Shell Command: asks for the command, then for a name, and remembers both for the next time. */
import * as vscode from "vscode";
import type { JobParams } from "../../queue/job.js";
import { showInformation } from "../messages.js";
import type { QueueHandle } from "../queues.js";
import { givenQueue } from "./given.js";
import { pickQueue } from "./pick.js";
import { askForCommand } from "./ask-for-command.js";
import { Recent } from "./recent.js";
import type { CommandServices } from "./services.js";

/** So long a submitted job may wait before somebody says that no worker takes it; in milliseconds. */
const WORKER_SHOULD_HAVE_IT = 3000;

export function registerSubmit({ context, register, queues, log }: CommandServices): vscode.Disposable {
  const recent = new Recent(context.workspaceState);
  return register("dirq.submit", async (...args) => {
    if (queues.all.length === 0) throw new Error("Open a folder first: a job goes into a directory in it.");
    const queue = givenQueue(args) ?? (await pickQueue(queues.all, "Submit Shell Command To"));
    if (queue === undefined) return false;
    const command = await askForCommand(recent.all());
    if (command === undefined) return false;
    const name = await askForName(recent.nameOf(command));
    if (name === undefined) return false;
    const id = await queue.live.submit(paramsOf(queue, command, name));
    await recent.add({ command, name });
    offerWorker(queue, id).catch((error: unknown) => log.warn("After submit", String(error)));
    return true;
  });
}

function askForName(last: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: "Submit Shell Command: Name",
    prompt: "A name for the job. Leave it empty to show the command instead.",
    placeHolder: "Name (optional)",
    value: last,
  });
}

/** The folder is recorded, so that `python process.py` finds its file whatever directory the worker stands in. */
function paramsOf({ folder }: QueueHandle, command: string, name: string): JobParams {
  return {
    command,
    type: "shell",
    ...(name.trim() === "" ? {} : { name: name.trim() }),
    ...(folder === undefined ? {} : { cwd: folder.uri.fsPath }),
  };
}

/** A job that nobody takes looks as if dirq were broken. A Python worker leaves no trace, so time has to tell as well. */
async function offerWorker(queue: QueueHandle, id: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, WORKER_SHOULD_HAVE_IT));
  const [job, hasWorker] = await Promise.all([queue.live.details(id), queue.live.hasWorker()]);
  if (job?.row.state !== "queued" || hasWorker) return;
  const start = "Start Worker";
  const answer = await showInformation(`“${job.row.label}” is queued, but no worker takes it.`, start);
  if (answer === start) await vscode.commands.executeCommand("dirq.startWorker", { queue });
}
