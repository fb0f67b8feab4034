/**
 * Icons of jobs. The same shapes and colours that VS Code gives to tests and runs; the text beside them says it too. The
 * colours of its own that dirq has, in package.json, are those of VS Code where they can be told apart and seen: in its
 * high contrast themes failed and queued tests are white, and in its light ones the green is too pale.
 */
import type * as vscode from "vscode";
import type { JobRow } from "../../live/live-queue.js";
import { endOfRow, isHeld } from "../../wording/index.js";
import { colouredIcon } from "./coloured-icon.js";

const RUNNING = colouredIcon("sync~spin", "charts.blue");
const QUEUED = colouredIcon("circle-large-outline", "dirq.iconQueued");
const HELD = colouredIcon("debug-pause", "dirq.iconQueued");
const WAITING = colouredIcon("watch", "dirq.iconQueued");
const COMPLETED = colouredIcon("pass", "dirq.iconCompleted");
const FAILED = colouredIcon("error", "dirq.iconFailed");
const CANCELLED = colouredIcon("circle-slash", "testing.iconSkipped");
export const WARNING = colouredIcon("warning", "dirq.iconWarning");

export function jobIcon(row: JobRow): vscode.ThemeIcon {
  if (row.damaged !== undefined) return WARNING;
  switch (row.state) {
    case "running":
      return row.lostWorker === true ? WARNING : RUNNING;
    case "queued":
      if (isHeld(row)) return HELD;
      return row.waiting === undefined ? QUEUED : WAITING;
    case "completed":
      return row.resultMissing === true ? WARNING : COMPLETED;
    case "failed":
      return endOfRow(row)?.kind === "cancelled" ? CANCELLED : FAILED;
  }
}
