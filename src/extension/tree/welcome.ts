/**
 * What the view says where there are no rows: which of the `viewsWelcome` texts in package.json applies. The walkthrough
 * asks whether there is a queue, a menu whether there is one to create.
 */
import * as vscode from "vscode";
import { ContextKeys } from "../context-keys.js";
import type { Queues } from "../queues.js";
import type { Node } from "./nodes.js";
import { hasQueue, isEmpty, visibleQueues } from "./visible-queues.js";

type Welcome = "none" | "noFolder" | "missing" | "gone" | "empty";

const RESTRICTED = "Restricted Mode: jobs are shown, nothing is run or changed.";

const GONE = "was here and is gone: deleted, moved, or on a disk that is away. It is shown again when it is back.";

export function registerWelcome(view: vscode.TreeView<Node>, queues: Queues): vscode.Disposable {
  const keys = new ContextKeys();
  const update = (): void => {
    const message = messageFor(queues);
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

/** Above the rows, where a long reason has room to be read. Where there are no rows, VS Code shows it in the place of a welcome. */
function messageFor(queues: Queues): string {
  if (visibleQueues(queues).length === 0) return "";
  const reasons = queues.all.flatMap(({ status }) => (status?.kind === "unusable" ? [status.reason] : []));
  const gone = queues.all.flatMap(({ vanished, directory }) => (vanished ? [`${directory} ${GONE}`] : []));
  return [...reasons, ...gone, ...(vscode.workspace.isTrusted ? [] : [RESTRICTED])].join(" ");
}

function welcomeFor(queues: Queues): Welcome {
  if (queues.all.length === 0) return "noFolder";
  // Not before every queue has been heard of, or the wrong words would flash up.
  if (queues.all.some(({ status }) => status === undefined)) return "none";
  const visible = visibleQueues(queues);
  if (visible.length === 0) return queues.all.some(({ vanished }) => vanished) ? "gone" : "missing";
  return visible.length === 1 && visible.every(isEmpty) ? "empty" : "none";
}
