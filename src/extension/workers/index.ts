/** The Workers view: who works on the queues of this window, and whether they live. */
import * as vscode from "vscode";
import type { Queues, WorkerTarget } from "../queues.js";
import { WorkersProvider } from "./workers-provider.js";

const WORKERS_VIEW = "dirq.workers";

export interface WorkersView extends vscode.Disposable {
  readonly view: vscode.TreeView<unknown>;
}

export function registerWorkersView(queues: Queues): WorkersView {
  const provider = new WorkersProvider(queues);
  const view = vscode.window.createTreeView<WorkerTarget>(WORKERS_VIEW, { treeDataProvider: provider });
  return {
    view,
    dispose: () => {
      view.dispose();
      provider.dispose();
    },
  };
}
