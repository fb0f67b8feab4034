/** Nodes as VS Code draws them. Ids are stable, so that selection, expansion and scroll survive a refresh. */
import * as vscode from "vscode";
import { count } from "../../../wording/index.js";
import { isPaused } from "../../queues/pausing.js";
import { rowId } from "../../rows/row-id.js";
import type { MoreNode, Node, NoJobsNode, QueueNode } from "../nodes.js";
import { OPEN_ROW } from "../open-row.js";
import { artifactItem, leftOutItem } from "./artifact-item.js";
import { jobItem } from "./job-item.js";
import { noticeItem } from "./notice-item.js";
import { stateItem } from "./state-item.js";

const { Expanded, None } = vscode.TreeItemCollapsibleState;

export function itemOf(node: Node, now: number): vscode.TreeItem {
  switch (node.kind) {
    case "queue":
      return queueItem(node);
    case "state":
      return stateItem(node);
    case "job":
      return jobItem(node, now);
    case "artifact":
      return artifactItem(node);
    case "leftOut":
      return leftOutItem(node);
    case "more":
      return moreItem(node);
    case "notice":
      return noticeItem(node);
    case "noJobs":
      return noJobsItem(node);
    case "searching":
      return searchingItem();
  }
}

function queueItem({ queue }: QueueNode): vscode.TreeItem {
  const item = new vscode.TreeItem(queue.label, Expanded);
  item.id = queue.directory;
  item.iconPath = new vscode.ThemeIcon("folder");
  item.tooltip = queue.directory;
  // Otherwise the tooltip would be read out.
  item.accessibilityInformation = { label: isPaused(queue) ? `${queue.label}, paused` : queue.label };
  if (isPaused(queue)) item.description = "paused";
  item.contextValue = `queue ${isPaused(queue) ? "paused" : (queue.status?.kind ?? "")}`;
  return item;
}

function moreItem(node: MoreNode): vscode.TreeItem {
  const { parent } = node;
  const item = new vscode.TreeItem("Show More", None);
  item.id = rowId(parent?.queue.directory ?? "", parent?.state ?? "", "", "more");
  item.description = `${count(node.shown)} of ${count(node.total)}`;
  item.iconPath = new vscode.ThemeIcon("ellipsis");
  item.contextValue = "more";
  item.command = { command: OPEN_ROW, title: "Show More" };
  return item;
}

function noJobsItem({ filtered }: NoJobsNode): vscode.TreeItem {
  const item = new vscode.TreeItem(filtered ? "No job passes the filter" : "No jobs", None);
  item.id = rowId("", "", "", "noJobs");
  return item;
}

function searchingItem(): vscode.TreeItem {
  const item = new vscode.TreeItem("Searching…", None);
  item.id = rowId("", "", "", "searching");
  item.iconPath = new vscode.ThemeIcon("loading~spin");
  return item;
}
