/** Submit Last Terminal Command: what was run in the terminal, once more, as a job in the same directory. */
import * as vscode from "vscode";
import type { Queues } from "../queues/queues.js";
import type { JobRequest } from "./flow.js";
import { LastLines } from "./last-lines.js";
import { queuesNear } from "./queues-near.js";

export class TerminalCommands implements vscode.Disposable {
  private readonly lines = new LastLines();
  // At its start it can be queued while it still runs; at its end the line is known for sure.
  private readonly listeners = vscode.Disposable.from(
    vscode.window.onDidStartTerminalShellExecution(({ terminal, execution }) =>
      this.lines.remember(terminal, execution),
    ),
    vscode.window.onDidEndTerminalShellExecution(({ terminal, execution }) => this.lines.remember(terminal, execution)),
  );

  request(queues: Queues): JobRequest {
    const { command, directory, certain } = this.lines.last(vscode.window.activeTerminal);
    return {
      title: "Submit Last Terminal Command",
      queues: directory === undefined ? queues.all : queuesNear(vscode.Uri.file(directory), queues),
      start: { command, chosen: directory === undefined ? {} : { directory } },
      // A command that may be another is looked at by itself first.
      firstAsked: certain ? "overview" : "command",
    };
  }

  dispose(): void {
    this.listeners.dispose();
  }
}
