/** Edit and Resubmit: a job's params as a JSON document, submitted as a new job when it is saved. */
import * as vscode from "vscode";
import { jobFor } from "../choosing/pick.js";
import type { CommandServices } from "../commands/services.js";
import { showError } from "../messages.js";
import { EditDocuments } from "./edit-documents.js";
import { EDIT_SCHEME } from "./edit-uri.js";
import { JobEditor } from "./job-editor.js";
import { EditedJobs } from "./submit-edited.js";

export function registerEditAndResubmit(services: CommandServices): vscode.Disposable {
  const documents = new EditDocuments(services.queues, services.context.workspaceState);
  const edited = new EditedJobs((uri) => new JobEditor(uri, documents), showError);
  return vscode.Disposable.from(
    vscode.workspace.registerFileSystemProvider(EDIT_SCHEME, documents, { isCaseSensitive: true }),
    registerOpen(services, documents),
    registerSubmit(services, edited),
    submitWhenSaved(edited),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === EDIT_SCHEME && !edited.isPending(uri)) void documents.forget(uri);
    }),
  );
}

function registerOpen({ register, queues, selection }: CommandServices, documents: EditDocuments): vscode.Disposable {
  return register("dirq.editAndResubmit", async (...args) => {
    const target = await jobFor({ queues, selection }, args, {
      title: "Edit and Resubmit",
      states: ["failed", "completed", "running", "queued"],
      suits: (row) => row.damaged === undefined,
    });
    if (target === undefined) return false;
    const { queue, row } = target;
    // Says why, where it cannot be read.
    await queue.live.textToEdit(row.id);
    await vscode.window.showTextDocument(documents.uriFor({ queue, id: row.id }, row.label), { preview: false });
    return true;
  });
}

/** The button above the editor, for whoever does not know that saving does it. */
function registerSubmit({ register }: CommandServices, edited: EditedJobs): vscode.Disposable {
  return register("dirq.submitEdited", async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.uri.scheme !== EDIT_SCHEME) throw new Error("There is no edited job in front.");
    // A save leads to the rest; one that is not needed does not happen.
    if (document.isDirty) await document.save();
    else await edited.submit(document.uri);
  });
}

/** Saves that nobody asked for, because the setting `files.autoSave` is on, submit nothing. */
function submitWhenSaved(edited: EditedJobs): vscode.Disposable {
  const asked = new Set<string>();
  return vscode.Disposable.from(
    vscode.workspace.onWillSaveTextDocument(({ document: { uri }, reason }) => {
      if (uri.scheme !== EDIT_SCHEME) return;
      if (reason === vscode.TextDocumentSaveReason.Manual) asked.add(uri.toString());
      // One that was asked for may have failed.
      else asked.delete(uri.toString());
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (asked.delete(document.uri.toString())) void edited.submit(document.uri);
    }),
  );
}
