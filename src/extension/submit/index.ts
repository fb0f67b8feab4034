/** The ways to submit a job from VS Code. All lead through the same questions, and remember what was answered. */
import * as vscode from "vscode";
import { givenQueue } from "../choosing/given.js";
import type { RegisterCommand } from "../commands/command.js";
import { titleFor } from "../queues/named.js";
import type { Queues } from "../queues/queues.js";
import { requestForSelection } from "./selection.js";
import { requestForFiles } from "./several-files.js";
import { Submitter } from "./submitter.js";
import type { SweepRequest } from "./sweep-flow.js";
import { TerminalCommands } from "./terminal-command.js";
import { requestForFile } from "./this-file.js";

export interface SubmitServices {
  readonly context: vscode.ExtensionContext;
  readonly queues: Queues;
  readonly log: vscode.LogOutputChannel;
  readonly register: RegisterCommand;
}

export function registerSubmit({ context, register, queues, log }: SubmitServices): vscode.Disposable {
  const submit = new Submitter(context.workspaceState, log);
  const terminals = new TerminalCommands();
  const requestFor = (args: readonly unknown[], title: string): SweepRequest => {
    const given = givenQueue(args);
    return given === undefined
      ? { title, queues: queues.all }
      : { title: titleFor(title, given, queues), queues: [given] };
  };
  return vscode.Disposable.from(
    terminals,
    register("dirq.submit", (...args) => submit.one(requestFor(args, "Submit Shell Command"))),
    register("dirq.submitFile", async (clicked, selected, place) => {
      const queue = givenQueue([place]);
      const files = givenFiles(selected);
      if (files.length > 1) {
        const request = await requestForFiles(files, { queue, queues });
        return request !== undefined && submit.files(request);
      }
      const request = await requestForFile({ clicked, queue, queues });
      return request !== undefined && submit.one(request);
    }),
    register("dirq.submitSweep", (...args) => submit.sweep(requestFor(args, "Submit Sweep"))),
    register("dirq.submitSelection", () => submit.one(requestForSelection(queues))),
    register("dirq.submitTerminalCommand", () => submit.one(terminals.request(queues))),
  );
}

/** The Explorer passes all files that are selected; an editor something else. */
function givenFiles(selected: unknown): readonly vscode.Uri[] {
  return Array.isArray(selected) ? selected.filter((each) => each instanceof vscode.Uri) : [];
}
