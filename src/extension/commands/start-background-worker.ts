/** Start Background Worker: the bundled `dirq worker --detach`, which outlives the window. */
import { execFile } from "node:child_process";
import { dirname } from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { offer } from "../changing/offer.js";
import { showInformation } from "../messages.js";
import { ofQueue } from "../queues/named.js";
import type { QueueHandle, Queues } from "../queues/queues.js";
import { bundledCli, type BundledCli } from "../terminal/bundled-cli.js";
import { queueForWorker, workerArgs } from "../terminal/new-worker.js";
import type { CommandServices } from "./services.js";

const SHOW_LOG = "Show Log";
/** What a debugger sets is meant for the extension host. */
const NO_DEBUGGER = { NODE_OPTIONS: undefined, VSCODE_INSPECTOR_OPTIONS: undefined };

export function registerStartBackgroundWorker({ context, register, queues, log }: CommandServices): vscode.Disposable {
  const cli = bundledCli(context);
  return register("dirq.startBackgroundWorker", async (...args) => {
    const queue = await queueForWorker(queues, args, "Start Background Worker On");
    if (queue === undefined) return false;
    const pid = await startDetached(queue, cli);
    offer(log, tell(queue, { pid, queues }));
    return true;
  });
}

async function tell(
  queue: QueueHandle,
  { pid, queues }: { readonly pid: number; readonly queues: Queues },
): Promise<void> {
  const logFile = (await queue.live.workers()).find((worker) => worker.pid === pid)?.logFile;
  const words = `Worker ${pid}${ofQueue(queue, queues)} runs in the background, also when this window is closed.`;
  if (logFile === undefined) return void showInformation(words);
  const answer = await showInformation(`${words} Its log: ${logFile}`, SHOW_LOG);
  if (answer === SHOW_LOG) await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(logFile));
}

/** The worker's process id, once it has shown itself in the queue. @throws Error with what the command said */
async function startDetached(queue: QueueHandle, { node, script, env }: BundledCli): Promise<number> {
  const options = { cwd: queue.folder?.uri.fsPath ?? dirname(script), env: { ...process.env, ...NO_DEBUGGER, ...env } };
  try {
    const { stdout } = await promisify(execFile)(node, [script, ...workerArgs(queue), "--detach"], options);
    return Number(stdout);
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    throw said === "" ? error : new Error(said, { cause: error });
  }
}
