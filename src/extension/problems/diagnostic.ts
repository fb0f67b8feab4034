/** A failed job as a line in the Problems view. */
import * as vscode from "vscode";
import type { FailurePlace } from "../../live/live-queue.js";
import { endOfRow, endWords, errorBeyondPhrase } from "../../wording/index.js";
import type { JobTarget } from "../queues/queues.js";

export const SOURCE = "dirq";

export interface Failure extends FailurePlace, JobTarget {}

export function diagnosticOf({ row, line, column, errorFile }: Failure): vscode.Diagnostic {
  const start = new vscode.Position(line - 1, (column ?? 1) - 1);
  // Without a column the whole line: VS Code ends it where the line ends.
  const end = column === undefined ? new vscode.Position(line - 1, Number.MAX_SAFE_INTEGER) : start;
  const diagnostic = new vscode.Diagnostic(new vscode.Range(start, end), messageOf(row));
  diagnostic.source = SOURCE;
  diagnostic.code = row.id;
  const errorText = new vscode.Location(vscode.Uri.file(errorFile), new vscode.Position(0, 0));
  diagnostic.relatedInformation = [new vscode.DiagnosticRelatedInformation(errorText, "The whole error")];
  return diagnostic;
}

function messageOf(row: Failure["row"]): string {
  const end = endOfRow(row);
  const how = end === undefined ? "failed" : endWords(end);
  const said = errorBeyondPhrase(row.errorLine ?? "");
  return `${said === "" ? how : said} (job “${row.label}”, ${how})`;
}
