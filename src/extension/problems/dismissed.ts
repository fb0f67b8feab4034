/** The failures that a person does not want to see as problems any more, in this workspace. */
import type * as vscode from "vscode";

const KEY = "dirq.dismissedProblems";
/** Far more than are shown at once. */
const MOST = 200;

export class Dismissed {
  constructor(private readonly memory: vscode.Memento) {}

  has(id: string): boolean {
    return this.all().includes(id);
  }

  async add(id: string): Promise<void> {
    await this.memory.update(KEY, [id, ...this.all().filter((other) => other !== id)].slice(0, MOST));
  }

  private all(): readonly string[] {
    return this.memory.get<readonly string[]>(KEY, []);
  }
}
