/** Which terminal that follows a job has which title: no two that are open have the same. Pure. */
import type { JobRow } from "../../live/live-queue.js";
import { outputTitle } from "./output-title.js";

export class OutputTitles {
  private readonly given = new Map<string, string>();

  /** What the terminal of a task is called already, for example since before a reload of the window. */
  know(task: string, title: string): void {
    this.given.set(task, title);
  }

  /** For the terminal of this task; what it is called stays for as long as it is open. `open`: what all are called. */
  titleOf(task: string, row: Pick<JobRow, "label" | "id">, open: readonly string[]): string {
    // In a window of several folders, VS Code puts the folder's name behind a title.
    const isOpen = (title: string): boolean => open.some((name) => name.startsWith(title));
    for (const [other, title] of this.given) if (!isOpen(title)) this.given.delete(other);
    const title = this.given.get(task) ?? outputTitle(row, [...this.given.values()]);
    this.given.set(task, title);
    return title;
  }
}
