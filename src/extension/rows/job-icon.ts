/**
 * Icons of jobs. The same shapes and colours that VS Code gives to tests and runs; the text beside them says it too. The
 * colours of its own that dirq has, in package.json, are those of VS Code where they can be told apart and seen: in its
 * high contrast themes failed and queued tests are white, and in its light ones the green is too pale.
 */
import type * as vscode from "vscode";
import type { JobRow } from "../../live/live-queue.js";
import { signOf, type Sign } from "../../wording/index.js";
import { colouredIcon } from "./coloured-icon.js";

export const WARNING = colouredIcon("warning", "dirq.iconWarning");

const ICONS: Readonly<Record<Sign, vscode.ThemeIcon>> = {
  queued: colouredIcon("circle-large-outline", "dirq.iconQueued"),
  held: colouredIcon("debug-pause", "dirq.iconQueued"),
  waiting: colouredIcon("watch", "dirq.iconQueued"),
  running: colouredIcon("sync~spin", "charts.blue"),
  completed: colouredIcon("pass", "dirq.iconCompleted"),
  failed: colouredIcon("error", "dirq.iconFailed"),
  cancelled: colouredIcon("circle-slash", "testing.iconSkipped"),
  warning: WARNING,
};

export function jobIcon(row: JobRow): vscode.ThemeIcon {
  return ICONS[signOf(row)];
}
