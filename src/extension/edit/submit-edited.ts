/** What a save of an edited job leads to: it is checked, asked about once, and submitted; else editing goes on. */
import * as vscode from "vscode";
import type { TextFault } from "../../queue/errors.js";
import { confirm, showError, showWarning } from "../messages.js";
import type { EditDocuments, EditTarget } from "./edit-documents.js";

export class EditedJobs {
  /** Those that are being asked about. */
  private readonly pending = new Set<string>();

  constructor(private readonly documents: EditDocuments) {}

  isPending(uri: vscode.Uri): boolean {
    return this.pending.has(uri.toString());
  }

  /** `text` is what was saved. */
  async submit(uri: vscode.Uri, text: string): Promise<void> {
    const key = uri.toString();
    if (this.pending.has(key)) return;
    this.pending.add(key);
    try {
      if (!(await this.checkAndSubmit(uri, text))) await this.keepEditing(uri);
    } catch (error) {
      showError(error);
      await this.keepEditing(uri);
    } finally {
      this.pending.delete(key);
    }
  }

  private async checkAndSubmit(uri: vscode.Uri, text: string): Promise<boolean> {
    const target = this.documents.targetOf(uri);
    const fault = await target.queue.live.faultInEdited(text);
    if (fault !== undefined) {
      void showWarning(`Nothing was submitted. Line ${fault.line}: ${fault.words}.`);
      await show(uri, fault);
      return false;
    }
    const detail = `Job ${target.id}, from which it was made, stays as it is.`;
    if (!(await confirm("Submit this as a new job?", { detail, act: "Submit" }))) return false;
    const id = await target.queue.live.resubmitEdited(target.id, text);
    await this.close(uri);
    await showNew(target, id);
    return true;
  }

  private async close(uri: vscode.Uri): Promise<void> {
    await this.documents.forget(uri);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await vscode.window.tabGroups.close(tabs.filter(({ input }) => isFor(input, uri)));
  }

  /** A document that was saved and not submitted is to be dirty again, so that VS Code asks before it is closed. */
  private async keepEditing(uri: vscode.Uri): Promise<void> {
    const { document } = await show(uri);
    if (document.isDirty) return;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), document.getText());
    await vscode.workspace.applyEdit(edit);
  }
}

async function show(uri: vscode.Uri, fault?: TextFault): Promise<vscode.TextEditor> {
  const place = fault && new vscode.Position(fault.line - 1, fault.column - 1);
  return vscode.window.showTextDocument(uri, {
    preview: false,
    ...(place && { selection: new vscode.Range(place, place) }),
  });
}

function isFor(input: unknown, uri: vscode.Uri): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
}

async function showNew({ queue }: EditTarget, id: string): Promise<void> {
  const [row] = await queue.live.find([id]);
  if (row !== undefined) await vscode.commands.executeCommand("dirq.showJob", { queue, row });
}
