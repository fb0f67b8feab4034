/** The Jobs view: registers the tree, and what hangs on its being visible. */
import * as vscode from "vscode";
import type { JobTarget, Queues } from "../queues.js";
import { onDidMarkCancelling } from "../cancelling.js";
import { registerBadge } from "./badge.js";
import { registerClock } from "./clock.js";
import { JobsProvider } from "./jobs-provider.js";
import type { MoreNode, Node } from "./nodes.js";
import { registerPauseContext } from "./pause-context.js";
import { registerWelcome } from "./welcome.js";

const JOBS_VIEW = "dirq.jobs";

export interface JobsTree extends vscode.Disposable {
  readonly view: vscode.TreeView<unknown>;
  /** The rows that are selected now. */
  readonly selection: () => readonly JobTarget[];
}

export function registerTree(queues: Queues): JobsTree {
  const provider = new JobsProvider(queues, () => view.selection);
  const view: vscode.TreeView<Node> = vscode.window.createTreeView<Node>(JOBS_VIEW, {
    treeDataProvider: provider,
    canSelectMany: true,
    showCollapseAll: true,
  });
  // While rows are being drawn anew VS Code knows none, and would say that none is selected.
  let selected: readonly Node[] = [];
  const all = vscode.Disposable.from(
    view,
    view.onDidChangeSelection(({ selection }) => (selected = selection)),
    provider,
    registerClock(view, queues, provider),
    registerBadge(view, queues),
    registerWelcome(view, queues),
    registerPauseContext(queues),
    onDidMarkCancelling((queue) => provider.refreshStates(queue, ["running"])),
    vscode.commands.registerCommand("dirq.showMore", (node: MoreNode) => provider.showMore(node)),
  );
  return {
    view,
    selection: () => selected.filter((node) => node.kind === "job"),
    dispose: () => void all.dispose(),
  };
}
