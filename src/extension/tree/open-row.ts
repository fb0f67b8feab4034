/** What a click on a row does, where it does something. */
import * as vscode from "vscode";
import type { JobsProvider } from "./jobs-provider.js";
import type { Node } from "./nodes.js";

export const OPEN_ROW = "dirq.openRow";

export async function openRow(node: Node | undefined, provider: JobsProvider): Promise<void> {
  if (node?.kind === "job") await vscode.commands.executeCommand("dirq.showJob", node);
  if (node?.kind === "more") provider.showMore(node);
  if (node?.kind === "notice" && node.notice.command !== undefined) {
    await vscode.commands.executeCommand(node.notice.command, { queue: node.queue });
  }
}
