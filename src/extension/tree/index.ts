/** The Jobs view: registers the tree, and what hangs on its being visible. */
import * as vscode from "vscode";
import type { JobState } from "../../queue/job.js";
import { onDidMarkCancelling } from "../changing/cancelling.js";
import type { RegisterCommand } from "../commands/command.js";
import { onDidChangeAskedFor } from "../news/asked-for.js";
import type { JobTarget, QueueHandle, Queues } from "../queues/queues.js";
import { clickedRow } from "../rows/clicked-row.js";
import { startClock } from "../rows/clock.js";
import { DragAndDrop } from "./drop/drag-and-drop.js";
import { JobsProvider } from "./jobs-provider.js";
import { registerListViewCommands } from "./list-view-commands.js";
import { CurrentListView } from "./list-view.js";
import type { Node } from "./nodes.js";
import { OpenGroups } from "./open-groups.js";
import { OPEN_ROW, openRow } from "./open-row.js";
import { registerPauseContext } from "./pause-context.js";
import { SelectedRows } from "./selected-rows.js";
import { registerWelcome } from "./welcome.js";

const JOBS_VIEW = "dirq.jobs";

export interface JobsTree extends vscode.Disposable {
  readonly view: vscode.TreeView<unknown>;
  /** The rows that are selected now. */
  readonly selection: () => Promise<readonly JobTarget[]>;
  /** What the view is filtered by; empty where it is not. */
  readonly filter: () => string;
  /** Whether a job's row is where a person who looks at the window sees it. */
  readonly sees: (job: JobTarget) => boolean;
  /** Brings the view to the front, with that state open, or the newest job in that state selected. */
  readonly showState: (queue: QueueHandle, state: JobState) => Promise<void>;
}

export interface TreeServices {
  readonly context: vscode.ExtensionContext;
  readonly queues: Queues;
  readonly register: RegisterCommand;
}

export function registerTree({ context, queues, register }: TreeServices): JobsTree {
  const listView = new CurrentListView(context.workspaceState);
  const provider: JobsProvider = new JobsProvider({ queues, listView, selection: () => selected.known });
  const view: vscode.TreeView<Node> = vscode.window.createTreeView<Node>(JOBS_VIEW, {
    treeDataProvider: provider,
    canSelectMany: true,
    showCollapseAll: true,
    dragAndDropController: new DragAndDrop(),
  });
  const selected = new SelectedRows(view);
  const openGroups = new OpenGroups(view, provider);
  const all = vscode.Disposable.from(
    view,
    openGroups,
    selected,
    provider,
    listView,
    registerListViewCommands({ view, listView, queues, register }),
    startClock({ view, queues, refreshStates: (queue, states) => provider.refreshStates(queue, states) }),
    registerWelcome(view, queues),
    registerPauseContext(queues),
    onDidMarkCancelling((queue) => provider.refreshStates(queue, ["running"])),
    onDidChangeAskedFor((queue) => provider.refreshStates(queue, ["queued", "running"])),
    register(OPEN_ROW, async () => openRow(await clickedRow(view), provider)),
  );
  return {
    view,
    selection: async () => (await selected.settled()).filter((node) => node.kind === "job"),
    filter: () => listView.current.filter,
    // What a filter hides is not seen.
    sees: (job) => listView.current.filter === "" && openGroups.shows(job),
    showState: async (queue, state) => {
      const node = provider.layout.find(queue, state);
      if (node === undefined) await vscode.commands.executeCommand(`${JOBS_VIEW}.focus`);
      else await view.reveal(node, { expand: node.kind === "state", focus: true });
    },
    dispose: () => void all.dispose(),
  };
}
