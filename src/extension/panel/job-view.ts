/** One panel and the job in it: follows the job while the panel can be seen, and does what its page asks for. */
import * as vscode from "vscode";
import type { HeldOutput, JobDetails, JobRow } from "../../live/live-queue.js";
import type { JobState } from "../../queue/job.js";
import type { PanelAction, PanelTab, ToPanel } from "../../webview/messages.js";
import { printable } from "../../wording/index.js";
import { isCancelling } from "../cancelling.js";
import { isAskedFor } from "../news/asked-for.js";
import { showError } from "../messages.js";
import type { JobTarget, QueueHandle } from "../queues.js";
import { openPlace } from "./open-place.js";
import { readMessage } from "./page-messages.js";
import { pageOf } from "./page.js";
import { watchJob } from "./watch-job.js";

type ShowJob = (queue: QueueHandle, id: string) => void;

/** What a page asks for is done by the same commands as the tree's; each asks, tells and undoes in its own way. */
const COMMANDS: Readonly<Record<Exclude<PanelAction, "keepOpen">, string>> = {
  resubmit: "dirq.resubmit",
  editAndResubmit: "dirq.editAndResubmit",
  cancel: "dirq.cancel",
  remove: "dirq.remove",
  notifyWhenDone: "dirq.notifyWhenDone",
  dontNotifyWhenDone: "dirq.dontNotifyWhenDone",
  openJobFile: "dirq.openJobFile",
  openResultFolder: "dirq.openResultFolder",
  openResult: "dirq.openResult",
  openError: "dirq.openError",
  openOutputDocument: "dirq.openOutputDocument",
  followOutput: "dirq.followOutput",
};

export class JobView implements vscode.Disposable {
  keptOpen = false;

  private shown: { readonly queue: QueueHandle; readonly id: string } | undefined;
  private details: JobDetails | undefined;
  /** The earlier attempt whose output is shown; undefined for the last. */
  private attempt: number | undefined;
  private wantedTab: PanelTab | undefined;
  /** Whether the page can receive; a hidden page does not exist. */
  private ready = false;
  private watch: vscode.Disposable | undefined;
  private queueListeners: vscode.Disposable | undefined;
  private readonly listeners: vscode.Disposable;

  constructor(
    readonly panel: vscode.WebviewPanel,
    extension: vscode.Uri,
    private readonly showJob: ShowJob,
  ) {
    this.listeners = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.hidden();
      }),
    );
    panel.webview.html = pageOf(panel.webview, extension);
  }

  shows(queue: QueueHandle, id: string): boolean {
    return this.shown?.queue === queue && this.shown.id === id;
  }

  show(queue: QueueHandle, id: string): void {
    if (this.shows(queue, id)) return;
    this.stopWatching();
    this.queueListeners?.dispose();
    this.shown = { queue, id };
    this.details = undefined;
    this.attempt = undefined;
    this.wantedTab = undefined;
    this.queueListeners = vscode.Disposable.from(
      queue.onDidClose(() => void this.panel.dispose()),
      queue.onDidChange(({ states }) => void this.refreshTitle(states)),
    );
    if (this.ready) this.startWatching();
  }

  copyFromResult(what: "path" | "value"): void {
    this.send({ type: "copyFromResult", what });
  }

  /** As soon as the page has the job. */
  showTab(tab: PanelTab): void {
    this.wantedTab = tab;
    if (this.ready && this.details !== undefined) this.sendWantedTab();
  }

  keepOpen(): void {
    this.keptOpen = true;
    this.sendDetails();
  }

  dispose(): void {
    this.stopWatching();
    this.queueListeners?.dispose();
    this.listeners.dispose();
  }

  private receive(message: unknown): void {
    const read = readMessage(message);
    switch (read?.type) {
      case "ready":
        this.ready = true;
        this.startWatching();
        return;
      case "action":
        void this.act(read.action);
        return;
      case "showJob":
        if (this.shown !== undefined) this.showJob(this.shown.queue, read.id);
        return;
      case "chooseAttempt":
        this.attempt = read.attempt;
        this.startWatching();
        return;
      case "followAgain":
        this.startWatching();
        return;
      case "showEarlierOutput":
        void this.sendEarlier(read.held);
        return;
      case "copy":
        void vscode.env.clipboard.writeText(read.text);
        return;
      case "openPlace":
        if (this.shown !== undefined) void openPlace(this.shown.queue, this.shown.id, read).catch(showError);
        return;
      case undefined:
        return;
    }
  }

  /** VS Code throws a hidden page away and makes it anew: it will say that it is ready again. */
  private hidden(): void {
    this.ready = false;
    this.stopWatching();
  }

  private startWatching(): void {
    this.stopWatching();
    if (this.shown === undefined) return;
    const { queue, id } = this.shown;
    this.watch = watchJob(
      queue,
      { id, attempt: this.attempt },
      {
        details: (details) => this.received(details, id),
        output: ({ text, reset, skippedBytes = 0, endByte }) =>
          this.send({ type: "output", id, text, reset, skippedBytes, endByte }),
        answering: (answering) => this.send({ type: "answering", answering }),
      },
    );
  }

  private async sendEarlier(held: Omit<HeldOutput, "attempt">): Promise<void> {
    const { shown, attempt } = this;
    if (shown === undefined) return;
    // A queue that was started again sends the output anew, and what was asked for means nothing then.
    const earlier = await shown.queue.live.earlierOutput(shown.id, { ...held, attempt }).catch(() => undefined);
    if (earlier === undefined || this.shown !== shown || this.attempt !== attempt) return;
    this.send({ type: "earlierOutput", id: shown.id, earlier });
  }

  private stopWatching(): void {
    this.watch?.dispose();
    this.watch = undefined;
  }

  private received(details: JobDetails | undefined, id: string): void {
    if (details === undefined) return this.send({ type: "gone", id });
    this.details = details;
    this.panel.title = titleOf(details.row);
    this.sendDetails();
    this.sendWantedTab();
  }

  private sendWantedTab(): void {
    if (this.wantedTab === undefined) return;
    this.send({ type: "showTab", tab: this.wantedTab });
    this.wantedTab = undefined;
  }

  private sendDetails(): void {
    if (this.shown === undefined || this.details === undefined) return;
    const { queue } = this.shown;
    this.send({
      type: "details",
      queue: queue.directory,
      details: this.details,
      canWrite: queue.canWrite,
      cancelling: isCancelling({ queue, row: this.details.row }),
      askedFor: isAskedFor({ queue, row: this.details.row }),
      keptOpen: this.keptOpen,
      attempt: this.attempt,
    });
  }

  private send(message: ToPanel): void {
    if (this.ready) void this.panel.webview.postMessage(message);
  }

  private async act(action: PanelAction): Promise<void> {
    if (action === "keepOpen") return this.keepOpen();
    if (this.shown === undefined || this.details === undefined) return;
    const target: JobTarget = { queue: this.shown.queue, row: this.details.row };
    try {
      await vscode.commands.executeCommand(COMMANDS[action], target, undefined, this.attempt);
    } finally {
      this.send({ type: "actionEnded", action });
      this.sendDetails();
    }
  }

  /** A hidden panel's job is not followed; its tab still says how it stands. */
  private async refreshTitle(changed: readonly JobState[]): Promise<void> {
    const { shown, details } = this;
    if (shown === undefined || details === undefined || this.panel.visible) return;
    if (!changed.includes(details.row.state)) return;
    // The row alone: a result can be large.
    const [row] = await shown.queue.live.find([shown.id]).catch(() => []);
    if (row === undefined || this.shown !== shown || this.panel.visible) return;
    this.details = { ...details, row };
    this.panel.title = titleOf(row);
  }
}

/** A tab takes the width of its title, and would push all others out of the window. */
const LONGEST_TITLE = 60;

function titleOf(row: JobRow): string {
  const label = printable(row.label);
  return `${label.length > LONGEST_TITLE ? `${label.slice(0, LONGEST_TITLE)}…` : label} · ${row.damaged === undefined ? row.state : "damaged"}`;
}
