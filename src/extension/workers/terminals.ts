/** Which terminals of this window run a worker: by process id, which also holds after the window was reloaded. */
import * as vscode from "vscode";

export class TerminalsByProcess implements vscode.Disposable {
  private readonly byProcess = new Map<number, vscode.Terminal>();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly listeners: vscode.Disposable;

  constructor() {
    this.listeners = vscode.Disposable.from(
      vscode.window.onDidOpenTerminal((terminal) => void this.add(terminal)),
      vscode.window.onDidCloseTerminal((terminal) => this.remove(terminal)),
    );
    for (const terminal of vscode.window.terminals) void this.add(terminal);
  }

  find(processId: number): vscode.Terminal | undefined {
    return this.byProcess.get(processId);
  }

  dispose(): void {
    this.listeners.dispose();
    this.changed.dispose();
  }

  private async add(terminal: vscode.Terminal): Promise<void> {
    const processId = await terminal.processId;
    if (processId === undefined || terminal.exitStatus !== undefined) return;
    this.byProcess.set(processId, terminal);
    this.changed.fire();
  }

  private remove(closed: vscode.Terminal): void {
    for (const [processId, terminal] of this.byProcess) if (terminal === closed) this.byProcess.delete(processId);
    this.changed.fire();
  }
}
