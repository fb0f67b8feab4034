/** What a save of an edited job leads to: it is checked, asked about once, and submitted; else editing goes on. */
import type * as vscode from "vscode";
import type { TextFault } from "../../queue/errors.js";

/** A job in the editor in which it is edited. */
export interface EditedJob {
  /** What the editor shows now; where it was closed, what was saved last. */
  text(): Promise<string>;
  faultIn(text: string): Promise<TextFault | undefined>;
  showFault(fault: TextFault): Promise<void>;
  confirm(): Promise<boolean>;
  /** Resolves with the id of the new job. */
  submit(text: string): Promise<string>;
  /** So that VS Code asks before the text is thrown away. */
  keepEditing(): Promise<void>;
  close(): Promise<void>;
  showNew(id: string): Promise<void>;
}

interface Submitted {
  readonly id: string;
  readonly text: string;
}

export class EditedJobs {
  /** Those that are being asked about. */
  private readonly pending = new Set<string>();

  constructor(
    private readonly open: (uri: vscode.Uri) => EditedJob,
    private readonly showError: (error: unknown) => void,
  ) {}

  isPending(uri: vscode.Uri): boolean {
    return this.pending.has(uri.toString());
  }

  /** Never rejects. What is saved while one is asked about is seen before that one is submitted. */
  async submit(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    if (this.pending.has(key)) return;
    this.pending.add(key);
    const job = this.open(uri);
    const submitted = await this.orShow(() => checkAndSubmit(job));
    // A text that was submitted is not offered again, whatever fails from here on.
    await this.orShow(() => (submitted === undefined ? job.keepEditing() : leave(job, submitted)));
    if (submitted !== undefined) await this.orShow(() => job.showNew(submitted.id));
    this.pending.delete(key);
  }

  private async orShow<T>(attempt: () => Promise<T>): Promise<T | undefined> {
    try {
      return await attempt();
    } catch (error) {
      this.showError(error);
      return undefined;
    }
  }
}

/** Each answer may have taken its time: what is submitted is what the editor shows after the last one. */
async function checkAndSubmit(job: EditedJob): Promise<Submitted | undefined> {
  const text = await job.text();
  const fault = await job.faultIn(text);
  if ((await job.text()) !== text) return checkAndSubmit(job);
  if (fault !== undefined) {
    await job.showFault(fault);
    return undefined;
  }
  if (!(await job.confirm())) return undefined;
  if ((await job.text()) !== text) return checkAndSubmit(job);
  return { id: await job.submit(text), text };
}

/** What was written while the job was submitted is the start of another one. */
async function leave(job: EditedJob, { text }: Submitted): Promise<void> {
  if ((await job.text()) === text) await job.close();
  else await job.keepEditing();
}
