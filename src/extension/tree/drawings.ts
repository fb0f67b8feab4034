/** How each row was drawn last, so that only those are drawn anew whose words or icons have changed. */
import type * as vscode from "vscode";
import { itemOf } from "./items.js";
import type { Node } from "./nodes.js";

export class Drawings {
  private readonly drawn = new WeakMap<Node, string>();

  draw(node: Node): vscode.TreeItem {
    const item = itemOf(node, Date.now());
    this.drawn.set(node, seenOf(item));
    return item;
  }

  isOutdated(node: Node): boolean {
    return this.drawn.get(node) !== seenOf(itemOf(node, Date.now()));
  }
}

/** All that is seen of a row without resting on it. */
function seenOf({ label, description, iconPath, contextValue, accessibilityInformation }: vscode.TreeItem): string {
  return JSON.stringify([label, description, iconPath, contextValue, accessibilityInformation?.label]);
}
