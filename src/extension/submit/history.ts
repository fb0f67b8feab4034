/** What was submitted last in this workspace, the newest first. */
import type * as vscode from "vscode";
import { OPTIONS, type Options } from "./draft.js";

export interface EarlierCommand {
  readonly command: string;
  /** Those that it was given. */
  readonly options: Options;
}

const KEY = "dirq.submitted";
const MOST = 50;

export class History {
  constructor(private readonly memory: vscode.Memento) {}

  all(): readonly EarlierCommand[] {
    return this.memory.get<readonly EarlierCommand[]>(KEY, []);
  }

  optionsOf(command: string): Options | undefined {
    return this.all().find((earlier) => earlier.command === command)?.options;
  }

  async add(command: string, options: Options): Promise<void> {
    const given = OPTIONS.filter((option) => (options[option] ?? "").trim() !== "");
    const added = { command, options: Object.fromEntries(given.map((option) => [option, options[option]])) };
    await this.memory.update(KEY, [added, ...this.without(command)].slice(0, MOST));
  }

  async forget(command: string): Promise<void> {
    await this.memory.update(KEY, this.without(command));
  }

  private without(command: string): readonly EarlierCommand[] {
    return this.all().filter((earlier) => earlier.command !== command);
  }
}
