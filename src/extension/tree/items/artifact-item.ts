/** A file or folder that a job left, as VS Code draws it. What a click opens is VS Code's own editor for it. */
import { basename } from "node:path";
import * as vscode from "vscode";
import { bytes, count, printable } from "../../../wording/index.js";
import { rowId } from "../../rows/row-id.js";
import type { ArtifactNode, LeftOutNode } from "../nodes.js";

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

export function artifactItem({ queue, id, folder, artifact }: ArtifactNode): vscode.TreeItem {
  const uri = vscode.Uri.file(artifact.path);
  const name = printable(artifact.name);
  const item = new vscode.TreeItem(name, artifact.kind === "folder" ? Collapsed : None);
  item.id = rowId(queue.directory, id, ...folder, artifact.name);
  // For the icon that the person's own theme has for such a file.
  item.resourceUri = uri;
  item.iconPath = artifact.kind === "folder" ? vscode.ThemeIcon.Folder : vscode.ThemeIcon.File;
  const size = sizeWords(artifact);
  item.description = size;
  item.tooltip = printable(artifact.path);
  item.accessibilityInformation = { label: `${name}, ${size === "" ? "folder" : size}` };
  item.contextValue = `artifact ${artifact.kind}`;
  if (artifact.kind === "file") item.command = { command: "vscode.open", title: "Open", arguments: [uri] };
  return item;
}

function sizeWords(artifact: ArtifactNode["artifact"]): string {
  switch (artifact.kind) {
    case "file":
      return bytes(artifact.bytes);
    case "folder":
      return "";
    case "other":
      return "no file: a link or the like";
  }
}

export function leftOutItem({ queue, id, folder, left }: LeftOutNode): vscode.TreeItem {
  const item = new vscode.TreeItem(`${count(left)} more`, None);
  item.id = rowId(queue.directory, id, ...folder, "");
  item.description = `in ${printable(folder.at(-1) ?? basename(id))}`;
  item.iconPath = new vscode.ThemeIcon("ellipsis");
  return item;
}
