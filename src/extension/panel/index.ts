/**
 * The job panels of the window: one that shows whichever job is looked at, reused as a person walks down the list, and
 * those that were kept open. No job is shown twice.
 */
import * as vscode from "vscode";
import type { PanelTab } from "../../webview/messages.js";
import type { JobTarget, QueueHandle, Queues } from "../queues/queues.js";
import { closeTab, jobTabs } from "./job-tabs.js";
import { JobView } from "./job-view.js";
import { readState } from "./page-messages.js";
import { webviewOptions } from "./page.js";
import { SleepingTab } from "./sleeping-tab.js";

/** As in package.json's `onWebviewPanel:…`. */
const VIEW_TYPE = "dirq.job";

export interface JobPanel {
  show(queue: QueueHandle, id: string, options: ShowOptions): void;
  /** Copies what the row of a result says whose menu was opened last. */
  copyFromResult(what: "path" | "value"): void;
  /** The job of the panel that is the active editor; undefined where it is no longer in its queue. */
  readonly activeJob: JobTarget | undefined;
  /** Whether a panel on the screen shows the job. */
  sees(queue: QueueHandle, id: string): boolean;
}

export interface ShowOptions {
  /** Gives the job a panel of its own, which no other job will take. */
  readonly keepOpen?: boolean;
  /** Leaves the keyboard where it is, for example in the tree. */
  readonly preserveFocus?: boolean;
  /** Absent: the one that tells most about the job, or that the person chose. */
  readonly tab?: PanelTab;
}

export interface JobPanelServices {
  readonly context: vscode.ExtensionContext;
  readonly queues: Queues;
}

export function registerJobPanel({ context, queues }: JobPanelServices): JobPanel & vscode.Disposable {
  return new JobPanels(context, queues);
}

class JobPanels implements JobPanel, vscode.Disposable {
  private readonly views = new Set<JobView>();
  private readonly serializer: vscode.Disposable;
  private readonly extension: vscode.Uri;
  private readonly sleeping: SleepingTab<vscode.Tab>;
  private isClosing = false;

  constructor(
    { extensionUri, workspaceState }: vscode.ExtensionContext,
    private readonly queues: Queues,
  ) {
    this.extension = extensionUri;
    this.sleeping = new SleepingTab({ memory: workspaceState, tabs: () => jobTabs(VIEW_TYPE), close: closeTab });
    this.serializer = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: (panel, state) => Promise.resolve(this.restore(panel, state)),
    });
  }

  show(queue: QueueHandle, id: string, { keepOpen = false, preserveFocus = false, tab }: ShowOptions = {}): void {
    const reused = this.showing(queue, id) ?? (keepOpen ? undefined : this.preview());
    if (reused === undefined && !keepOpen) void this.sleeping.close([...this.views].map(({ panel }) => panel));
    const view = reused ?? this.open(preserveFocus);
    view.show(queue, id);
    if (tab !== undefined) view.showTab(tab);
    if (keepOpen) view.keepOpen();
    view.panel.reveal(undefined, preserveFocus);
  }

  copyFromResult(what: "path" | "value"): void {
    this.active?.copyFromResult(what);
  }

  get activeJob(): JobTarget | undefined {
    return this.active?.job;
  }

  sees(queue: QueueHandle, id: string): boolean {
    return this.showing(queue, id)?.tellsOf(queue, id) === true;
  }

  dispose(): void {
    this.isClosing = true;
    this.serializer.dispose();
    // The panels themselves stay: after a reload of the window VS Code brings them back.
    for (const view of this.views) view.dispose();
  }

  private get active(): JobView | undefined {
    return [...this.views].find(({ panel }) => panel.active);
  }

  private showing(queue: QueueHandle, id: string): JobView | undefined {
    return [...this.views].find((view) => view.shows(queue, id));
  }

  private preview(): JobView | undefined {
    return [...this.views].find((view) => !view.keptOpen);
  }

  private open(preserveFocus: boolean): JobView {
    const place = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
    return this.adopt(vscode.window.createWebviewPanel(VIEW_TYPE, "Job", place, { enableFindWidget: true }));
  }

  /** After a reload of the window, each panel comes back with what its page saved. */
  private restore(panel: vscode.WebviewPanel, saved: unknown): void {
    const state = readState(saved);
    const queue = state === undefined ? undefined : this.queues.find(state.queue);
    if (state === undefined || queue === undefined) {
      panel.dispose();
      return;
    }
    const hadPreview = this.preview() !== undefined;
    const view = this.adopt(panel);
    view.show(queue, state.id);
    if (state.keptOpen || hadPreview) view.keepOpen();
    this.sleeping.remember(panel, view.keptOpen);
  }

  private adopt(panel: vscode.WebviewPanel): JobView {
    panel.webview.options = webviewOptions(this.extension);
    panel.iconPath = vscode.Uri.joinPath(this.extension, "media", "icon.svg");
    const view = new JobView(panel, this.extension, (queue, id) => this.show(queue, id));
    this.views.add(view);
    panel.onDidChangeViewState(() => this.sleeping.remember(panel, view.keptOpen));
    panel.onDidDispose(() => {
      this.views.delete(view);
      if (!this.isClosing) this.sleeping.closed(view.keptOpen);
      view.dispose();
    });
    return view;
  }
}
