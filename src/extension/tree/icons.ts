/**
 * Icons of jobs. The same shapes and colours that VS Code gives to tests and runs; the text beside them says it too. The
 * colours of its own that dirq has, in package.json, are those of VS Code where they can be told apart and seen: in its
 * high contrast themes failed and queued tests are white, and in its light ones the green is too pale.
 */
import * as vscode from "vscode";
import type { JobRow } from "../../live/live-queue.js";
import type { JobState } from "../../queue/job.js";
import { endOfRow } from "../../wording/index.js";
import type { Notice } from "./nodes.js";

const RUNNING = icon("sync~spin", "charts.blue");
const QUEUED = icon("circle-large-outline", "dirq.iconQueued");
const WAITING = icon("watch", "dirq.iconQueued");
const COMPLETED = icon("pass", "dirq.iconCompleted");
const FAILED = icon("error", "dirq.iconFailed");
const CANCELLED = icon("circle-slash", "testing.iconSkipped");
const WARNING = icon("warning", "dirq.iconWarning");

/** Of the groups, without a colour: none of their jobs need be there. Without icons VS Code would draw rows of one depth at two places. */
export const GROUPS: Readonly<Record<JobState, vscode.ThemeIcon>> = {
  running: new vscode.ThemeIcon("sync"),
  queued: new vscode.ThemeIcon("circle-large-outline"),
  failed: new vscode.ThemeIcon("error"),
  completed: new vscode.ThemeIcon("pass"),
};

const NOTICES: Readonly<Record<Notice["kind"], vscode.ThemeIcon>> = {
  trouble: WARNING,
  missing: new vscode.ThemeIcon("info"),
  problems: WARNING,
  paused: new vscode.ThemeIcon("debug-pause"),
  noWorker: new vscode.ThemeIcon("info"),
};

/** Of what a click on a notice does, where it does something that has a sign of its own. */
const NOTICE_COMMANDS: Readonly<Record<string, vscode.ThemeIcon>> = {
  "dirq.resume": icon("debug-continue", "charts.blue"),
  "dirq.startWorker": icon("play", "charts.green"),
};

export function noticeIcon({ kind, command = "" }: Notice): vscode.ThemeIcon {
  return NOTICE_COMMANDS[command] ?? NOTICES[kind];
}

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
