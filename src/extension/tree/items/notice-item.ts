/** What there is to say of a queue, as a row above its jobs. */
import * as vscode from "vscode";
import { colouredIcon } from "../../rows/coloured-icon.js";
import { WARNING } from "../../rows/job-icon.js";
import { rowId } from "../../rows/row-id.js";
import type { Notice, NoticeNode } from "../nodes.js";
import { OPEN_ROW } from "../open-row.js";

const NOTICES: Readonly<Record<Notice["kind"], vscode.ThemeIcon>> = {
  trouble: WARNING,
  missing: new vscode.ThemeIcon("info"),
  problems: WARNING,
  paused: new vscode.ThemeIcon("debug-pause"),
  noWorker: new vscode.ThemeIcon("info"),
};

/** Of what a click on a notice does, where it does something that has a sign of its own. */
const NOTICE_COMMANDS: Readonly<Record<string, vscode.ThemeIcon>> = {
  "dirq.resume": colouredIcon("debug-continue", "charts.blue"),
  "dirq.startWorker": colouredIcon("play", "charts.green"),
};

export function noticeItem({ queue, notice, namesQueue }: NoticeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(notice.label, vscode.TreeItemCollapsibleState.None);
  item.id = rowId(queue.directory, "", "", notice.kind);
  const place = namesQueue ? [queue.label] : [];
  item.description = [...place, notice.detail].filter((words) => words !== "").join(" · ");
  const sentences = [notice.label, ...place, notice.detail].filter((words) => words !== "").join(". ");
  // In a narrow sidebar the label, too, is cut off.
  item.tooltip = sentences;
  item.accessibilityInformation = { label: sentences };
  item.iconPath = noticeIcon(notice);
  item.contextValue = notice.kind;
  if (notice.command !== undefined) item.command = { command: OPEN_ROW, title: notice.label };
  return item;
}

function noticeIcon({ kind, command = "" }: Notice): vscode.ThemeIcon {
  return NOTICE_COMMANDS[command] ?? NOTICES[kind];
}
