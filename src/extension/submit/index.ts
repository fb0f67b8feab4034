/** The ways to submit a job from VS Code. All lead through the same questions, and remember what was answered. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { jobs as jobsInWords, printable } from "../../wording/index.js";
import { offer } from "../commands/offer.js";
import { givenQueue } from "../commands/given.js";
import type { RegisterCommand } from "../commands/command.js";
import { showBriefly } from "../messages.js";
import type { QueueHandle, Queues } from "../queues.js";
import { paramsOf, submitChoicesOf, type ReadyJobs } from "./draft.js";
import { askForFiles } from "./files-flow.js";
import { askForJob, type JobRequest } from "./flow.js";
import { History } from "./history.js";
import { offerWorker } from "./offer-worker.js";
import { offerToTakeBack, submitBatch } from "./submit-batch.js";
import { Screen } from "./screen.js";
import { requestForSelection } from "./selection.js";
import { requestForFiles } from "./several-files.js";
import { askForSweep } from "./sweep-flow.js";
import { TerminalCommands } from "./terminal-command.js";
import { requestForFile } from "./this-file.js";

export interface SubmitServices {
  readonly context: vscode.ExtensionContext;
  readonly queues: Queues;
  readonly log: vscode.LogOutputChannel;
  readonly register: RegisterCommand;
}

const NO_QUEUE = "Open a folder first: a job goes into a directory in it.";

export function registerSubmit({ context, register, queues, log }: SubmitServices): vscode.Disposable {
  const history = new History(context.workspaceState);

  /** Whether something was submitted. */
  const submit = async (request: JobRequest): Promise<boolean> => {
    if (request.queues.length === 0) throw new Error(NO_QUEUE);
    const draft = await askForJob(request, { screen: new Screen(vscode), history });
    if (draft === undefined) return false;
    const { queue, command, chosen } = draft;
    const id = await queue.live.submit(paramsOf(draft, chosen), submitChoicesOf(chosen));
    await history.add(command, chosen);
    showBriefly(`Submitted ${printable(chosen.name?.trim() || command)}`);
    offerWorker(queue, id).catch((error: unknown) => log.warn("After submit", String(error)));
    return true;
  };

  const terminals = new TerminalCommands();

  const submitAll = async (ready: ReadyJobs | undefined, kind: "sweep" | "files"): Promise<boolean> => {
    if (ready === undefined) return false;
    const { queue, jobs } = ready;
    const batch = `${kind}-${randomBytes(3).toString("hex")}`;
    const submitted = await submitBatch(queue, jobs, batch);
    const [first] = submitted.ids;
    if (first === undefined) return false;
    if (submitted.failure !== undefined || submitted.ids.length < jobs.length)
      offer(log, offerToTakeBack(queue, submitted, jobs.length));
    else showBriefly(`Submitted ${jobsInWords(jobs.length)} as batch ${batch}`);
    offerWorker(queue, first).catch((error: unknown) => log.warn("After submit", String(error)));
    return true;
  };

  const submitSweep = async (choice: readonly QueueHandle[]): Promise<boolean> => {
    if (choice.length === 0) throw new Error(NO_QUEUE);
    return submitAll(await askForSweep(choice, new Screen(vscode)), "sweep");
  };

  const submitFiles = async (files: readonly vscode.Uri[], queue: QueueHandle | undefined): Promise<boolean> => {
    const request = await requestForFiles(files, { queue, queues });
    if (request === undefined) return false;
    if (request.queues.length === 0) throw new Error(NO_QUEUE);
    return submitAll(await askForFiles(request, new Screen(vscode)), "files");
  };

  return vscode.Disposable.from(
    terminals,
    register("dirq.submit", (...args) => {
      const given = givenQueue(args);
      return submit({ title: "Submit Shell Command", queues: given === undefined ? queues.all : [given] });
    }),
    register("dirq.submitFile", async (clicked, selected, place) => {
      const queue = givenQueue([place]);
      const files = givenFiles(selected);
      if (files.length > 1) return submitFiles(files, queue);
      const request = await requestForFile({ clicked, queue, queues });
      return request !== undefined && submit(request);
    }),
    register("dirq.submitSweep", async (...args) => {
      const given = givenQueue(args);
      return submitSweep(given === undefined ? queues.all : [given]);
    }),
    register("dirq.submitSelection", () => submit(requestForSelection(queues))),
    register("dirq.submitTerminalCommand", () => submit(terminals.request(queues))),
  );
}

/** The Explorer passes all files that are selected; an editor something else. */
function givenFiles(selected: unknown): readonly vscode.Uri[] {
  return Array.isArray(selected) ? selected.filter((each) => each instanceof vscode.Uri) : [];
}
