/**
 * What a click on a row means. VS Code forgets the arguments of a row's command while it draws that row anew, and a click
 * that comes meanwhile would do nothing: so the command has none, and looks at what is selected.
 */
import { setTimeout as delay } from "node:timers/promises";
import type * as vscode from "vscode";

/** A redraw takes some tens of milliseconds, on a busy machine a second. In milliseconds, as the next. */
const REDRAWN_WITHIN = 5_000;
const LOOK_AGAIN_AFTER = 20;

/** The row that was clicked; undefined where it is gone. A click has selected it, but while it is drawn anew it is not known. */
export async function clickedRow<T>(view: Pick<vscode.TreeView<T>, "selection">): Promise<T | undefined> {
  const deadline = Date.now() + REDRAWN_WITHIN;
  while (view.selection.length === 0 && Date.now() < deadline) await delay(LOOK_AGAIN_AFTER);
  return view.selection[0];
}
