/** What can be done about a queue that cannot be read: try again, or see what its process said. */
import * as vscode from "vscode";
import { givenRow } from "../choosing/given.js";
import type { NoticeNode } from "../tree/nodes.js";
import type { CommandServices } from "./services.js";

export function registerNotices({ register, log }: CommandServices): vscode.Disposable {
  return vscode.Disposable.from(
    register("dirq.retry", (...args) => (givenRow(args) as NoticeNode).queue.restart()),
    register("dirq.openLog", () => log.show(true)),
  );
}
