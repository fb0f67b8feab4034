/** VS Code's editor of one edited job, and what it says and asks about it. */
import * as vscode from "vscode";
import type { TextFault } from "../../queue/errors.js";
import { confirm, showWarning } from "../messages.js";
import type { EditDocuments, EditTarget } from "./edit-documents.js";
import type { EditedJob } from "./submit-edited.js";

export class JobEditor implements EditedJob {
  constructor(
    private readonly uri: vscode.Uri,
    private readonly documents: EditDocuments,
  ) {}

  async text(): Promise<string> {
    return (await this.document()).getText();
  }

  async faultIn(text: string): Promise<TextFault | undefined> {
    return this.target().queue.live.faultInEdited(text);
  }

  async showFault(fault: TextFault): Promise<void> {
    void showWarning(`Nothing was submitted. Line ${fault.line}: ${fault.words}.`);
    await this.show(new vscode.Position(fault.line - 1, fault.column - 1));
  }

  async confirm(): Promise<boolean> {
    const detail = `Job ${this.target().id}, from which it was made, stays as it is.`;
    return confirm("Submit this as a new job?", { detail, act: "Submit" });
  }

  async submit(text: string): Promise<string> {
    const { queue, id } = this.target();
    return queue.live.resubmitEdited(id, text);
  }

  async keepEditing(): Promise<void> {
    const { document } = await this.show();
    if (document.isDirty) return;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(this.uri, new vscode.Range(0, 0, document.lineCount, 0), document.getText());
    await vscode.workspace.applyEdit(edit);
  }

  async close(): Promise<void> {
    const document = await this.document();
    // VS Code would ask about it.
    if (document.isDirty) await document.save();
    await this.documents.forget(this.uri);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await vscode.window.tabGroups.close(tabs.filter(({ input }) => isFor(input, this.uri)));
  }

  async showNew(id: string): Promise<void> {
    const { queue } = this.target();
    const [row] = await queue.live.find([id]);
    if (row !== undefined) await vscode.commands.executeCommand("dirq.showJob", { queue, row });
  }

  private target(): EditTarget {
    return this.documents.targetOf(this.uri);
  }

  /** Read again where it was closed. */
  private document(): Thenable<vscode.TextDocument> {
    return vscode.workspace.openTextDocument(this.uri);
  }

  private show(place?: vscode.Position): Thenable<vscode.TextEditor> {
    return vscode.window.showTextDocument(this.uri, {
      preview: false,
      ...(place && { selection: new vscode.Range(place, place) }),
    });
  }
}

function isFor(input: unknown, uri: vscode.Uri): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
}
