/** Copy Path and Copy Value in the menu of a row of a job's result. */
import * as vscode from "vscode";
import type { JobPanel } from "../panel/index.js";
import type { CommandServices } from "./services.js";

export function registerCopyFromResult({ register }: CommandServices, panel: JobPanel): vscode.Disposable {
  return vscode.Disposable.from(
    register("dirq.copyResultPath", () => panel.copyFromResult("path")),
    register("dirq.copyResultValue", () => panel.copyFromResult("value")),
  );
}
