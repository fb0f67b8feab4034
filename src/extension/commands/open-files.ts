/** Opening what a job consists of, in VS Code's own editors. */
import * as vscode from "vscode";
import type { JobDetails } from "../../live/live-queue.js";
import { failingLineFromEnd } from "../../wording/index.js";
import { ANY_STATE, jobInFrontFor, STARTED, type JobQuestion } from "../choosing/pick.js";
import type { JobPanel } from "../panel/index.js";
import type { JobTarget } from "../queues/queues.js";
import type { CommandServices } from "./services.js";

interface Opener extends JobQuestion {
  readonly command: string;
  /** Undefined where this job has none. */
  readonly path: (details: JobDetails, attempt: number | undefined) => string | undefined;
  /** Said when there is none. */
  readonly missing: string;
  readonly open: (uri: vscode.Uri, details: JobDetails) => Thenable<unknown>;
}

const OPENERS: readonly Opener[] = [
  {
    command: "dirq.openJobFile",
    title: "Open Job File",
    states: ANY_STATE,
    path: ({ jobFile }) => jobFile,
    missing: "The job has no file any more.",
    open: openInEditor,
  },
  {
    command: "dirq.openError",
    title: "Open Error",
    states: ["failed"],
    suits: (row) => row.damaged === undefined,
    path: ({ errorText, resultDirectory }) =>
      errorText === undefined ? undefined : inside(resultDirectory, "error.txt"),
    missing: "This job left no error.txt.",
    open: openAtFailure,
  },
  {
    command: "dirq.openResult",
    title: "Open Result",
    states: ["completed"],
    path: ({ resultFile }) => resultFile,
    missing: "This job left no result.json.",
    open: openInEditor,
  },
  {
    command: "dirq.openOutputDocument",
    title: "Open Output as Document",
    states: STARTED,
    path: ({ resultDirectory }, attempt) =>
      inside(resultDirectory, attempt === undefined ? "output.log" : `output.${attempt}.log`),
    missing: "This job left no output.log.",
    open: openToRead,
  },
  {
    command: "dirq.openResultFolder",
    title: "Open Result Folder",
    states: STARTED,
    path: ({ resultDirectory }) => resultDirectory,
    missing: "This job left no results.",
    open: reveal,
  },
];

export function registerOpenFiles(services: CommandServices, panel: JobPanel): vscode.Disposable {
  return vscode.Disposable.from(...OPENERS.map((opener) => registerOpener(services, panel, opener)));
}

function registerOpener(services: CommandServices, panel: JobPanel, opener: Opener): vscode.Disposable {
  return services.register(opener.command, async (...args) => {
    const target = await jobInFrontFor(services, args, { ...opener, inFront: panel.activeJob });
    if (target === undefined) return false;
    const details = await detailsOf(target);
    // The panel says third of which attempt; VS Code itself never passes a number.
    const path = opener.path(details, typeof args[2] === "number" ? args[2] : undefined);
    if (path === undefined) throw new Error(opener.missing);
    await opener.open(vscode.Uri.file(path), details);
    return true;
  });
}

async function detailsOf({ queue, row }: JobTarget): Promise<JobDetails> {
  const details = await queue.live.details(row.id);
  if (details === undefined) throw new Error(`This job is gone from ${queue.label}: ${row.label}, ${row.id}`);
  return details;
}

/** Of a very long error only the end is known here, so the line is counted from there. */
async function openAtFailure(uri: vscode.Uri, { errorText = "" }: JobDetails): Promise<unknown> {
  const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
  // Beyond 50 MB an extension is given none. VS Code's own way asks whether to show so much; this line is the last then.
  if (document === undefined) return vscode.commands.executeCommand("vscode.open", uri, { selection: lineOf(LAST) });
  const line = Math.max(0, document.lineCount - 1 - failingLineFromEnd(errorText));
  return vscode.window.showTextDocument(uri, { selection: lineOf(line), preview: true });
}

const LAST = 1_000_000_000;

function lineOf(line: number): vscode.Range {
  return new vscode.Range(line, 0, line, 0);
}

function openInEditor(uri: vscode.Uri): Thenable<unknown> {
  return vscode.commands.executeCommand("vscode.open", uri);
}

/** The file itself, however large it is, and as it grows. A job may be writing it: a slip of the keyboard must not. */
async function openToRead(uri: vscode.Uri): Promise<void> {
  await openInEditor(uri);
  if (vscode.window.activeTextEditor?.document.uri.toString() !== uri.toString()) return;
  await vscode.commands.executeCommand("workbench.action.files.setActiveEditorReadonlyInSession");
}

/** In the Explorer where it is part of the workspace, which works in a browser too; else in the system's own. */
export function reveal(uri: vscode.Uri): Thenable<unknown> {
  const known = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return vscode.commands.executeCommand(known ? "revealInExplorer" : "revealFileInOS", uri);
}

function inside(directory: string, name: string): string {
  return vscode.Uri.joinPath(vscode.Uri.file(directory), name).fsPath;
}
