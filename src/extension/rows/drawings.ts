/** How each row was drawn last, so that only those are drawn anew whose words or icons have changed. */
import type * as vscode from "vscode";

/** What a row would show now that it does not show: nothing, the same words with other numbers, or other words. */
export type Difference = "none" | "numbers" | "words";

export class Drawings<N extends object> {
  private readonly drawn = new WeakMap<N, string>();

  constructor(private readonly itemOf: (node: N) => vscode.TreeItem) {}

  draw(node: N): vscode.TreeItem {
    const item = this.itemOf(node);
    this.drawn.set(node, seenOf(item));
    return item;
  }

  difference(node: N): Difference {
    const then = this.drawn.get(node);
    const now = seenOf(this.itemOf(node));
    if (then === now) return "none";
    return then !== undefined && withoutNumbers(then) === withoutNumbers(now) ? "numbers" : "words";
  }
}

/** All that is seen of a row without resting on it. */
function seenOf({ label, description, iconPath, contextValue, accessibilityInformation }: vscode.TreeItem): string {
  return JSON.stringify([label, description, iconPath, contextValue, accessibilityInformation?.label]);
}

function withoutNumbers(text: string): string {
  return text.replaceAll(/\d+/g, "0");
}
