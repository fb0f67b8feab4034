/**
 * The documents in which jobs are edited, as a file system of VS Code's: so they have its JSON editor, are dirty until
 * they are saved, and survive a crash. What was saved is kept in VS Code's own storage until it is submitted.
 */
import * as vscode from "vscode";
import { showError } from "../messages.js";
import type { QueueHandle, Queues } from "../queues/queues.js";
import { firstReport, whileAnswering } from "../queues/answering.js";
import { EDIT_SCHEME, editAddress, readEditAddress } from "./edit-uri.js";

const KEY = "dirq.edits";

export interface EditTarget {
  readonly queue: QueueHandle;
  readonly id: string;
}

export class EditDocuments implements vscode.FileSystemProvider {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  constructor(
    private readonly queues: Queues,
    private readonly memory: vscode.Memento,
  ) {}

  uriFor({ queue, id }: EditTarget, label: string): vscode.Uri {
    return vscode.Uri.from({ scheme: EDIT_SCHEME, ...editAddress({ queue: queue.directory, id }, label) });
  }

  /** @throws FileSystemError where its queue is not open in this window */
  targetOf(uri: vscode.Uri): EditTarget {
    const edited = readEditAddress(uri);
    const queue = edited && this.queues.find(edited.queue);
    if (edited === undefined || queue === undefined)
      throw vscode.FileSystemError.Unavailable("The queue of this job is not open in this window.");
    return { queue, id: edited.id };
  }

  /** The document is done with. */
  async forget(uri: vscode.Uri): Promise<void> {
    const others = Object.entries(this.saved()).filter(([key]) => key !== uri.toString());
    await this.memory.update(KEY, Object.fromEntries(others));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { byteLength } = await this.contents(uri);
    // Nobody else writes it, so there is no moment at which it changed behind an editor's back.
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: byteLength };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    try {
      return await this.contents(uri);
    } catch (error) {
      // In the place of the editor VS Code says only that something is wrong, whatever it is told.
      showError(error);
      throw error;
    }
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    await this.memory.update(KEY, { ...this.saved(), [uri.toString()]: new TextDecoder().decode(content) });
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions("There are no folders here.");
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions("Close the editor to throw the changes away.");
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions("The name of the job is in the text.");
  }

  private async contents(uri: vscode.Uri): Promise<Uint8Array> {
    return new TextEncoder().encode(this.saved()[uri.toString()] ?? (await this.original(uri)));
  }

  private async original(uri: vscode.Uri): Promise<string> {
    const { queue, id } = this.targetOf(uri);
    await firstReport(queue);
    const text = await whileAnswering(queue, () => textOf({ queue, id }));
    if (text === undefined)
      throw vscode.FileSystemError.Unavailable(`${queue.label} does not answer, so job ${id} cannot be read.`);
    return text;
  }

  private saved(): Readonly<Record<string, string>> {
    return this.memory.get<Readonly<Record<string, string>>>(KEY, {});
  }
}

/** Not `FileNotFound` where it is gone: VS Code would offer to create it. */
async function textOf({ queue, id }: EditTarget): Promise<string> {
  try {
    return await queue.live.textToEdit(id);
  } catch (error) {
    if ((await queue.live.details(id)) !== undefined) throw error;
    throw vscode.FileSystemError.Unavailable(
      `Job ${id} is no longer in the queue. If it was deleted, “Restore…” brings it back.`,
    );
  }
}
