/** Dragging rows of the Jobs view: onto a state of it, or out of it, where a job is its file and its id; and files onto it. */
import * as vscode from "vscode";
import { showInformation } from "../../messages.js";
import type { JobTarget } from "../../queues/queues.js";
import { whileAnsweringOrLogged } from "../../queues/answering.js";
import { meaningOfDrop, placeOf, refusalOfFiles, UNKNOWN_DROP } from "./drop.js";
import { droppedFiles, FILES } from "./dropped-files.js";
import type { JobNode, Node } from "../nodes.js";

/** As VS Code names it after the view. */
const ROWS = "application/vnd.code.tree.dirq.jobs";
const TEXT = "text/plain";

const NO_PATH =
  "A file of your own machine is none on the machine where the workers are: copy it there first. Nothing was submitted.";

/** Of a long selection; nobody wants more editors from one drop. */
const MOST_FILES = 20;

export class DragAndDrop implements vscode.TreeDragAndDropController<Node> {
  readonly dragMimeTypes = [FILES, TEXT];
  readonly dropMimeTypes = [ROWS, FILES];

  /** What is under way: VS Code would make JSON of it. */
  private dragged: readonly JobNode[] = [];

  async handleDrag(nodes: readonly Node[], transfer: vscode.DataTransfer): Promise<void> {
    this.dragged = nodes.filter((node) => node.kind === "job");
    if (this.dragged.length > 0) transfer.set(TEXT, new vscode.DataTransferItem(idsOf(this.dragged)));
    // Before anything is waited for, or a quick drop would find nothing.
    transfer.set(ROWS, new vscode.DataTransferItem(idsOf(this.dragged)));
    const uris = await Promise.all(nodes.slice(0, MOST_FILES).map(fileOf));
    const found = uris.flatMap((uri) => uri?.toString() ?? []);
    if (found.length > 0) transfer.set(FILES, new vscode.DataTransferItem(found.join("\r\n")));
  }

  async handleDrop(target: Node | undefined, transfer: vscode.DataTransfer): Promise<void> {
    const ids = (await transfer.get(ROWS)?.asString()) ?? "";
    // Rows that are no jobs are the files that a job left.
    if (ids === "") await dropFiles(target, transfer);
    else await this.dropJobs(target, ids);
  }

  private async dropJobs(target: Node | undefined, ids: string): Promise<void> {
    const jobs = this.dragged;
    // Of a row that was just drawn anew VS Code tells nobody that it is taken up; and another window has such rows as well.
    const isKnown = jobs.length > 0 && ids === idsOf(jobs);
    const drop = isKnown ? meaningOfDrop(jobs, placeOf(target)) : UNKNOWN_DROP;
    if (drop.kind === "refused") void showInformation(drop.words);
    if (drop.kind !== "resubmit") return;
    const targets: readonly JobTarget[] = jobs;
    await vscode.commands.executeCommand("dirq.resubmit", targets[0], targets);
  }
}

async function dropFiles(target: Node | undefined, transfer: vscode.DataTransfer): Promise<void> {
  const files = await droppedFiles(transfer);
  if (files.length === 0) return;
  const { queue, state } = placeOf(target);
  const refusal = refusalOfFiles(state, { canWrite: queue?.canWrite ?? vscode.workspace.isTrusted });
  if (refusal !== undefined) void showInformation(refusal);
  else if (files === "nowhere") void showInformation(NO_PATH);
  else await vscode.commands.executeCommand("dirq.submitFile", files[0], files, queue && { queue });
}

function idsOf(jobs: readonly JobNode[]): string {
  return jobs.map(({ row }) => row.id).join("\n");
}

async function fileOf(node: Node): Promise<vscode.Uri | undefined> {
  if (node.kind === "artifact") return vscode.Uri.file(node.artifact.path);
  if (node.kind !== "job") return undefined;
  const details = await whileAnsweringOrLogged(node.queue, () => node.queue.live.details(node.row.id));
  return details && vscode.Uri.file(details.jobFile);
}
