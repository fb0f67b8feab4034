/** The commands that were submitted last in this workspace, the newest first. */
import type * as vscode from "vscode";

export interface RecentCommand {
  readonly command: string;
  /** Empty where none was given. */
  readonly name: string;
}

const KEY = "dirq.recentCommands";
const MOST = 20;

export class Recent {
  constructor(private readonly memory: vscode.Memento) {}

  all(): readonly RecentCommand[] {
    return this.memory.get<readonly RecentCommand[]>(KEY, []);
  }

  nameOf(command: string): string {
    return this.all().find((recent) => recent.command === command)?.name ?? "";
  }

  async add(added: RecentCommand): Promise<void> {
    const others = this.all().filter(({ command }) => command !== added.command);
    await this.memory.update(KEY, [added, ...others].slice(0, MOST));
  }
}
