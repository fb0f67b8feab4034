/** Icons of jobs. The same shapes and colours that VS Code gives to tests and runs; the text beside them says it too. */
import * as vscode from "vscode";
import type { JobRow } from "../../live/live-queue.js";
import { endOfRow } from "../../wording/index.js";
import type { Notice } from "./nodes.js";

const RUNNING = icon("sync~spin", "charts.blue");
const QUEUED = icon("circle-large-outline", "testing.iconQueued");
const WAITING = icon("watch", "testing.iconQueued");
const COMPLETED = icon("pass", "testing.iconPassed");
const FAILED = icon("error", "testing.iconFailed");
const CANCELLED = icon("circle-slash", "testing.iconSkipped");
const WARNING = icon("warning", "list.warningForeground");

export const NOTICE_ICONS: Readonly<Record<Notice["kind"], vscode.ThemeIcon>> = {
  trouble: WARNING,
  missing: new vscode.ThemeIcon("info"),
  problems: WARNING,
  paused: icon("debug-continue", "charts.blue"),
  noWorker: icon("play", "charts.green"),
};

export function jobIcon(row: JobRow): vscode.ThemeIcon {
  if (row.damaged !== undefined) return WARNING;
  switch (row.state) {
    case "running":
      return row.lostWorker === true ? WARNING : RUNNING;
    case "queued":
      return row.waiting === undefined ? QUEUED : WAITING;
    case "completed":
      return row.resultMissing === true ? WARNING : COMPLETED;
    case "failed":
      return endOfRow(row)?.kind === "cancelled" ? CANCELLED : FAILED;
  }
}

function icon(name: string, color: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name, new vscode.ThemeColor(color));
}
