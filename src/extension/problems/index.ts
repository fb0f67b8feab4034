/**
 * Failed jobs in the Problems view, at the line where each arose. Asked of a queue's process only when that can have
 * changed; gone when the same work goes well, when the job is deleted, and when a person dismisses it.
 */
import * as vscode from "vscode";
import type { RegisterCommand } from "../commands/command.js";
import type { JobTarget, QueueHandle, Queues } from "../queues/queues.js";
import { whileAnsweringOrLogged } from "../queues/answering.js";
import { workspacePaths } from "../workspace-folders.js";
import { concernsFailures } from "./concerns-failures.js";
import { diagnosticOf, SOURCE, type Failure } from "./diagnostic.js";
import { Dismissed } from "./dismissed.js";

const SETTING = "dirq.problems";
/** Jobs end in bursts; in milliseconds. */
const SETTLE = 300;

export interface ProblemServices {
  readonly context: vscode.ExtensionContext;
  readonly queues: Queues;
  readonly register: RegisterCommand;
}

export function registerProblems({ context, queues, register }: ProblemServices): vscode.Disposable {
  const problems = new Problems(queues, new Dismissed(context.workspaceState));
  return vscode.Disposable.from(
    problems,
    register("dirq.dismissProblem", (target) => problems.dismiss(target as JobTarget)),
    vscode.languages.registerCodeActionsProvider({ scheme: "file" }, problems, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
}

class Problems implements vscode.CodeActionProvider, vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection(SOURCE);
  private readonly failures = new Map<QueueHandle, readonly Failure[]>();
  private readonly pending = new Set<QueueHandle>();
  private shown = "[]";
  private timer: NodeJS.Timeout | undefined;
  private readonly listeners: vscode.Disposable;

  constructor(
    private readonly queues: Queues,
    private readonly dismissed: Dismissed,
  ) {
    this.listeners = vscode.Disposable.from(
      queues.onDidChange(({ queue, change }) => {
        if (concernsFailures(change.states, this.failures.get(queue)?.length)) this.schedule([queue]);
      }),
      queues.onDidChangeAll(() => this.schedule(queues.all)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SETTING)) this.schedule(queues.all);
      }),
    );
    this.schedule(queues.all);
  }

  async dismiss({ row }: JobTarget): Promise<void> {
    await this.dismissed.add(row.id);
    this.show();
  }

  provideCodeActions(
    _document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const ids = new Set(diagnostics.flatMap(({ source, code }) => (source === SOURCE ? [code] : [])));
    const failures = [...this.failures.values()].flat().filter(({ row }) => ids.has(row.id));
    return failures.flatMap((failure) => [
      action(`Show Job “${failure.row.label}”`, "dirq.showJob", failure),
      ...(failure.queue.canWrite ? [action(`Resubmit “${failure.row.label}”`, "dirq.resubmit", failure)] : []),
      action(`Dismiss Failure of “${failure.row.label}”`, "dirq.dismissProblem", failure),
    ]);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listeners.dispose();
    this.collection.dispose();
  }

  private schedule(queues: readonly QueueHandle[]): void {
    for (const queue of queues) this.pending.add(queue);
    this.timer ??= setTimeout(() => void this.update(), SETTLE);
  }

  private async update(): Promise<void> {
    const queues = [...this.pending];
    this.pending.clear();
    await Promise.all(queues.map((queue) => this.ask(queue)));
    for (const queue of this.failures.keys()) if (!this.queues.all.includes(queue)) this.failures.delete(queue);
    this.show();
    this.timer = undefined;
    if (this.pending.size > 0) this.schedule([]);
  }

  /** In Restricted Mode nothing that a job wrote is looked for on the disk. */
  private async ask(queue: QueueHandle): Promise<void> {
    if (!isWanted(queue)) return void this.failures.delete(queue);
    const places = await whileAnsweringOrLogged(queue, () => queue.live.failurePlaces(workspacePaths()));
    if (places !== undefined)
      this.failures.set(
        queue,
        places.map((place) => ({ ...place, queue })),
      );
  }

  private show(): void {
    const failures = [...this.failures.values()].flat().filter(({ row }) => !this.dismissed.has(row.id));
    // What is set anew is drawn anew, and marked anew in every editor.
    const text = JSON.stringify(failures.map((failure) => ({ ...failure, queue: failure.queue.directory })));
    if (text === this.shown) return;
    this.shown = text;
    const byFile = new Map<string, vscode.Diagnostic[]>();
    for (const failure of failures) {
      byFile.set(failure.file, [...(byFile.get(failure.file) ?? []), diagnosticOf(failure)]);
    }
    this.collection.clear();
    this.collection.set([...byFile].map(([file, diagnostics]) => [vscode.Uri.file(file), diagnostics]));
  }
}

function isWanted({ status, canWrite }: QueueHandle): boolean {
  if (!canWrite || status?.kind !== "ready") return false;
  return vscode.workspace.getConfiguration().get<boolean>(SETTING, true);
}

function action(title: string, command: string, target: JobTarget): vscode.CodeAction {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.command = { command, title, arguments: [target] };
  return made;
}
