/** What dirq adds to VS Code's terminals: the command, links to jobs, and a profile for a worker. */
import * as vscode from "vscode";
import type { Queues } from "../queues/queues.js";
import { registerJobLinks } from "./job-links.js";
import { registerOnPath, type OnPathServices } from "./on-path.js";
import { registerWorkerProfile } from "./worker-profile.js";

export interface TerminalServices extends OnPathServices {
  readonly queues: Queues;
}

export function registerTerminals(services: TerminalServices): vscode.Disposable {
  return vscode.Disposable.from(
    registerOnPath(services),
    registerJobLinks(services.queues),
    registerWorkerProfile(services.queues, services.cli),
  );
}
