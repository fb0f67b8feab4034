/** What commands are given. */
import type * as vscode from "vscode";
import type { JobTarget, Queues } from "../queues/queues.js";
import type { RegisterCommand } from "./command.js";

export interface CommandServices {
  readonly context: vscode.ExtensionContext;
  readonly queues: Queues;
  readonly log: vscode.LogOutputChannel;
  readonly register: RegisterCommand;
  /** The rows that are selected in the Jobs view. */
  readonly selection: () => Promise<readonly JobTarget[]>;
  /** What the Jobs view is filtered by; empty where it is not. */
  readonly filter: () => string;
  /** Says that the person knows of every failure so far. */
  readonly failuresSeen: () => void;
}
