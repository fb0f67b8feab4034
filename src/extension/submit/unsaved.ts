/** What is run is what lies on the disk, so whoever submits a file is asked about editors that hold something newer. */
import { basename } from "node:path";
import * as vscode from "vscode";
import { choose } from "../messages.js";

const SAVE = "Save and Submit";
const AS_IT_IS = "Submit What Is on Disk";

/** Whether to go on. Asks of the files, and of others in their folders, which they may use. */
export async function saveFirst(files: readonly vscode.Uri[]): Promise<boolean> {
  const unsaved = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) => isDirty && files.some((file) => file.scheme === uri.scheme && isSameFolder(file, uri)),
  );
  if (unsaved.length === 0) return true;
  const answer = await choose(questionFor(unsaved), {
    detail: "A worker runs what is on the disk.",
    acts: [SAVE, AS_IT_IS],
  });
  if (answer !== SAVE) return answer === AS_IT_IS;
  for (const document of unsaved) {
    if (!(await document.save()))
      throw new Error(`Nothing was submitted, because this could not be saved: ${document.fileName}`);
  }
  return true;
}

function questionFor(unsaved: readonly vscode.TextDocument[]): string {
  const names = unsaved.map(({ fileName }) => basename(fileName));
  return names.length === 1 ? `${names[0]} is not saved.` : `${names.length} files are not saved: ${names.join(", ")}.`;
}

function isSameFolder(a: vscode.Uri, b: vscode.Uri): boolean {
  const [folder, other] = [a, b].map((uri) => vscode.workspace.getWorkspaceFolder(uri)?.uri.toString());
  return folder === other;
}
