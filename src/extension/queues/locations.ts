/** Where the queues of this window lie: the setting `dirq.jobsDirectory`, for each folder of the workspace. No searching. */
import { basename, isAbsolute, relative } from "node:path";
import * as vscode from "vscode";
import { absolutePath } from "../absolute-path.js";
import { workspaceFolders } from "../workspace-folders.js";

export interface QueueLocation {
  /** Absolute path. */
  readonly directory: string;
  readonly label: string;
  readonly folder: vscode.WorkspaceFolder | undefined;
  /** Whether a setting names it. */
  readonly configured: boolean;
}

/** Each directory once, in the order of folders and settings. */
export function queueLocations(): readonly QueueLocation[] {
  const folders = workspaceFolders();
  const found = folders.length === 0 ? locationsIn(undefined) : folders.flatMap(locationsIn);
  const byDirectory = new Map(found.map((location) => [location.directory, location]));
  return [...byDirectory.values()].map((location) => ({ ...location, label: labelOf(location, folders.length > 1) }));
}

function locationsIn(folder: vscode.WorkspaceFolder | undefined): Omit<QueueLocation, "label">[] {
  const settings = vscode.workspace.getConfiguration("dirq", folder);
  const inspected = settings.inspect("jobsDirectory");
  const configured = [inspected?.globalValue, inspected?.workspaceValue, inspected?.workspaceFolderValue].some(
    (value) => value !== undefined,
  );
  return pathsIn(settings.get("jobsDirectory")).flatMap((path) => {
    const directory = absolutePath(path, folder?.uri.fsPath);
    return directory === undefined ? [] : [{ directory, folder, configured }];
  });
}

/** The setting is a path or a list of paths; whatever else a person wrote there names nothing. */
function pathsIn(setting: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(setting) ? setting : [setting];
  return values.filter((value): value is string => typeof value === "string" && value.trim() !== "");
}

/** As short as it can be and still tell which: `jobs`, `alpha/jobs` among several folders, or the whole path outside. */
function labelOf({ directory, folder }: Omit<QueueLocation, "label">, amongFolders: boolean): string {
  if (folder === undefined) return directory;
  const inside = relative(folder.uri.fsPath, directory);
  if (inside === "") return folder.name;
  if (inside.startsWith("..") || isAbsolute(inside)) return amongFolders ? directory : basename(directory);
  return amongFolders ? `${folder.name}/${inside}` : inside;
}
