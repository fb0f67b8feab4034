/** What was run last in each terminal, as the integration of its shell tells it. */
import type * as vscode from "vscode";

export interface TerminalLine {
  readonly command: string;
  /** Absolute path on this machine; undefined where the shell did not say it, or stands on another. */
  readonly directory: string | undefined;
  /** False when it was read off the screen, where it may be cut, or was written by what runs there. */
  readonly certain: boolean;
}

type KnownTerminal = Pick<vscode.Terminal, "name" | "shellIntegration">;

export class LastLines {
  private readonly lines = new WeakMap<KnownTerminal, TerminalLine>();
  private latest: TerminalLine | undefined;

  remember(
    terminal: KnownTerminal,
    { commandLine, cwd }: Pick<vscode.TerminalShellExecution, "commandLine" | "cwd">,
  ): void {
    const command = commandLine.value.trim();
    // A key that only makes the prompt come again.
    if (command === "") return;
    const isHere = cwd !== undefined && cwd.scheme === "file" && cwd.authority === "";
    this.latest = { command, directory: isHere ? cwd.fsPath : undefined, certain: commandLine.isTrusted };
    this.lines.set(terminal, this.latest);
  }

  /** That of the terminal in which somebody works, else of whichever ran something last. @throws Error that says what is missing */
  last(active: KnownTerminal | undefined): TerminalLine {
    const line = (active === undefined ? undefined : this.lines.get(active)) ?? this.latest;
    if (line !== undefined) return line;
    if (active === undefined) throw new Error("No command was run in a terminal of this window yet.");
    if (active.shellIntegration === undefined) {
      throw new Error(
        `The shell in the terminal “${active.name}” does not tell VS Code what it runs. That takes the setting terminal.integrated.shellIntegration.enabled, and bash, zsh, fish or PowerShell in a new terminal.`,
      );
    }
    throw new Error(`No command was run in the terminal “${active.name}” yet, or none since dirq is at work here.`);
  }
}
