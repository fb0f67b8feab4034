/** The Workers view: who works on the queues of this window, and whether they live. */
import * as vscode from "vscode";
import { givenRow } from "../choosing/given.js";
import type { RegisterCommand } from "../commands/command.js";
import type { Queues } from "../queues/queues.js";
import { clickedRow } from "../rows/clicked-row.js";
import { startClock } from "../rows/clock.js";
import { OPEN_WORKERS_ROW } from "./items.js";
import type { WorkerNode, WorkersNode } from "./nodes.js";
import { TerminalsByProcess } from "./terminals.js";
import { WorkersProvider } from "./workers-provider.js";

const WORKERS_VIEW = "dirq.workers";

export interface WorkersView extends vscode.Disposable {
  readonly view: vscode.TreeView<unknown>;
}

export function registerWorkersView(queues: Queues, register: RegisterCommand): WorkersView {
  const terminals = new TerminalsByProcess();
  const provider = new WorkersProvider({ queues, terminals, isVisible: () => view.visible });
  const view: vscode.TreeView<WorkersNode> = vscode.window.createTreeView<WorkersNode>(WORKERS_VIEW, {
    treeDataProvider: provider,
  });
  const all = vscode.Disposable.from(
    view,
    provider,
    terminals,
    startClock({ view, queues, refreshStates: (_queue, states) => provider.refreshStates(states) }),
    register(OPEN_WORKERS_ROW, async () => {
      const node = await clickedRow(view);
      if (node?.kind === "job") await vscode.commands.executeCommand("dirq.showJob", node);
    }),
    register("dirq.showWorkerTerminal", (...args) => provider.terminalOf(givenRow(args) as WorkerNode)?.show()),
  );
  return { view, dispose: () => void all.dispose() };
}
