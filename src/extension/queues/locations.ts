/** Where the queues of this window lie: the setting `dirq.jobsDirectory`, for each folder of the workspace. No searching. */
import * as vscode from "vscode";
import { absolutePath } from "../absolute-path.js";
import { workspaceFolders } from "../workspace-folders.js";
import { labelsOf } from "./labels.js";

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
  const locations = [...new Map(found.map((location) => [location.directory, location])).values()];
  const labels = labelsOf(locations, folders.length > 1);
  return locations.map((location, index) => ({ ...location, label: labels[index] ?? location.directory }));
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
