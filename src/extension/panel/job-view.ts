/** One panel and the job in it: follows the job while the panel can be seen, and does what its page asks for. */
import * as vscode from "vscode";
import type { DetailsChange, HeldOutput, JobRow } from "../../live/live-queue.js";
import type { JobState } from "../../queue/job.js";
import type { PanelAction, PanelTab, ToPanel } from "../../webview/messages.js";
import { isCancelling } from "../changing/cancelling.js";
import { showError } from "../messages.js";
import { isAskedFor } from "../news/asked-for.js";
import type { JobTarget, QueueHandle } from "../queues/queues.js";
import { runAction } from "./action-commands.js";
import { openPlace } from "./open-place.js";
import { readMessage } from "./page-messages.js";
import { pageOf } from "./page.js";
import { searchLog } from "./search-log.js";
import { titleOf } from "./title.js";
import { watchJob } from "./watch-job.js";

type ShowJob = (queue: QueueHandle, id: string) => void;

export class JobView implements vscode.Disposable {
  keptOpen = false;

  private shown: { readonly queue: QueueHandle; readonly id: string } | undefined;
  /** As it was last sent; undefined until then. The rest of the job is the page's to keep. */
  private row: JobRow | undefined;
  /** It is not in the queue any more: what the page shows is what was last known. */
  private isGone = false;
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

  /** The one that can be looked at here, as it was last sent; undefined until then, and once it is gone. */
  get job(): JobTarget | undefined {
    return this.isGone ? undefined : this.lastKnown;
  }

  /** Whether a person who looks here sees how the job stands. */
  tellsOf(queue: QueueHandle, id: string): boolean {
    return this.panel.visible && this.shows(queue, id) && !this.isGone;
  }

  shows(queue: QueueHandle, id: string): boolean {
    return this.shown?.queue === queue && this.shown.id === id;
  }

  show(queue: QueueHandle, id: string): void {
    if (this.shows(queue, id)) return;
    this.stopWatching();
    this.queueListeners?.dispose();
    this.shown = { queue, id };
    this.row = undefined;
    this.isGone = false;
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
    if (this.ready && this.row !== undefined) this.sendWantedTab();
  }

  keepOpen(): void {
    this.keptOpen = true;
    this.sendDetails(NO_CHANGE);
  }

  dispose(): void {
    this.stopWatching();
    this.queueListeners?.dispose();
    this.listeners.dispose();
  }

  private get lastKnown(): JobTarget | undefined {
    const { shown, row } = this;
    return shown && row && { queue: shown.queue, row };
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
      case "searchAll":
        if (this.shown !== undefined)
          void searchLog(this.shown, { query: read.query, attempt: this.attempt }).catch(showError);
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
        changed: (change) => this.received(change, id),
        output: (piece) => this.send({ type: "output", ...piece }),
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

  private received(change: DetailsChange | undefined, id: string): void {
    this.isGone = change === undefined;
    this.row = change?.details.row ?? this.row;
    this.setTitle();
    if (change === undefined) return this.send({ type: "gone", id });
    this.sendDetails(change);
    this.sendWantedTab();
  }

  private sendWantedTab(): void {
    if (this.wantedTab === undefined) return;
    this.send({ type: "showTab", tab: this.wantedTab });
    this.wantedTab = undefined;
  }

  private sendDetails({ result, ...change }: DetailsChange): void {
    const { shown, row } = this;
    if (shown === undefined || row === undefined) return;
    const { queue, id } = shown;
    this.send({
      type: "details",
      queue: queue.directory,
      id,
      // VS Code carries an array of bytes as it is, but with all of the memory in which it lies.
      change: { ...change, result: result && { ...result, bytes: new Uint8Array(result.bytes) } },
      canWrite: queue.canWrite,
      cancelling: isCancelling({ queue, row }),
      askedFor: isAskedFor({ queue, row }),
      keptOpen: this.keptOpen,
      attempt: this.attempt,
    });
  }

  private send(message: ToPanel): void {
    if (this.ready) void this.panel.webview.postMessage(message);
  }

  private async act(action: PanelAction): Promise<void> {
    if (action === "keepOpen") return this.keepOpen();
    const { lastKnown } = this;
    if (lastKnown === undefined) return;
    try {
      await runAction(action, lastKnown, this.attempt);
    } finally {
      this.send({ type: "actionEnded", action });
      this.sendDetails(NO_CHANGE);
    }
  }

  /** A hidden panel's job is not followed; its tab still says how it stands. */
  private async refreshTitle(changed: readonly JobState[]): Promise<void> {
    const { shown } = this;
    if (shown === undefined || this.row === undefined || this.panel.visible) return;
    if (!changed.includes(this.row.state)) return;
    const [row] = await shown.queue.live.find([shown.id]).catch(() => []);
    if (row === undefined || this.shown !== shown || this.panel.visible) return;
    this.row = row;
    // It may have been restored.
    this.isGone = false;
    this.setTitle();
  }

  private setTitle(): void {
    if (this.row !== undefined) this.panel.title = titleOf(this.row, { isGone: this.isGone });
  }
}

/** What stands around the job is sent anew. */
const NO_CHANGE: DetailsChange = { reset: false, details: {}, without: [] };
