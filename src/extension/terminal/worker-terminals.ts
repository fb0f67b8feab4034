/**
 * The terminals of workers, one for each queue. VS Code keeps terminals alive over a reload of the window but gives
 * them back without saying which is which: the process id tells.
 */
import * as vscode from "vscode";

const KEY = "dirq.workerTerminals";

export class WorkerTerminals {
  constructor(private readonly memory: vscode.Memento) {}

  /** The terminal of this queue's worker, if it still runs. */
  async find(directory: string): Promise<vscode.Terminal | undefined> {
    const wanted = this.known()[directory];
    if (wanted === undefined) return undefined;
    for (const terminal of vscode.window.terminals) {
      if (terminal.exitStatus === undefined && (await terminal.processId) === wanted) return terminal;
    }
    return undefined;
  }

  async remember(directory: string, terminal: vscode.Terminal): Promise<void> {
    const processId = await terminal.processId;
    if (processId !== undefined) await this.memory.update(KEY, { ...this.known(), [directory]: processId });
  }

  private known(): Readonly<Record<string, number>> {
    return this.memory.get<Readonly<Record<string, number>>>(KEY, {});
  }
}
