/**
 * What the view says where there are no rows: which of the `viewsWelcome` texts in package.json applies. The walkthrough
 * asks whether there is a queue, a menu whether there is one to create.
 */
import * as vscode from "vscode";
import { ContextKeys } from "../context-keys.js";
import type { Queues } from "../queues/queues.js";
import type { Node } from "./nodes.js";
import { messageFor, welcomeFor } from "./view-words.js";
import { hasQueue } from "./visible-queues.js";

export function registerWelcome(view: vscode.TreeView<Node>, queues: Queues): vscode.Disposable {
  const keys = new ContextKeys();
  const update = (): void => {
    const message = messageFor(queues, { trusted: vscode.workspace.isTrusted });
    if (message !== (view.message ?? "")) view.message = message;
    keys.set("dirq.welcome", welcomeFor(queues));
    keys.set("dirq.hasQueue", hasQueue(queues));
    keys.set(
      "dirq.canCreate",
      queues.all.some(({ status }) => status?.kind === "missing"),
    );
  };
  update();
  return vscode.Disposable.from(
    queues.onDidChange(update),
    queues.onDidChangeAll(update),
    queues.onDidChangeAnswering(update),
  );
}
