/** A task that only says why there is none: to whoever runs it, in the terminal where they look for it. */
import * as vscode from "vscode";

export function refusal(words: string): vscode.CustomExecution {
  return new vscode.CustomExecution(() => {
    const written = new vscode.EventEmitter<string>();
    const closed = new vscode.EventEmitter<number>();
    return Promise.resolve({
      onDidWrite: written.event,
      onDidClose: closed.event,
      open: () => {
        written.fire(`${words}\r\n`);
        closed.fire(1);
      },
      close: () => {},
    });
  });
}
