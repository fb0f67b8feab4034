/** The ways to submit a job from VS Code. All lead through the same questions, and remember what was answered. */
import * as vscode from "vscode";
import { givenQueue } from "../commands/given.js";
import type { RegisterCommand } from "../commands/command.js";
import type { QueueHandle, Queues } from "../queues.js";
import { paramsOf, submitChoicesOf, type Draft } from "./draft.js";
import { askForJob } from "./flow.js";
import { History } from "./history.js";
import { offerWorker } from "./offer-worker.js";
import { Screen } from "./screen.js";

export interface SubmitServices {
  readonly context: vscode.ExtensionContext;
  readonly queues: Queues;
  readonly log: vscode.LogOutputChannel;
  readonly register: RegisterCommand;
}

interface Request {
  readonly title: string;
  readonly queues: readonly QueueHandle[];
  readonly start?: Partial<Draft>;
}

export function registerSubmit({ context, register, queues, log }: SubmitServices): vscode.Disposable {
  const history = new History(context.workspaceState);

  /** Whether something was submitted. */
  const submit = async ({ start, ...question }: Request): Promise<boolean> => {
    if (question.queues.length === 0) throw new Error("Open a folder first: a job goes into a directory in it.");
    const draft = await askForJob({ ...question, screen: new Screen(vscode), history }, start);
    if (draft === undefined) return false;
    const { queue, command, chosen } = draft;
    const id = await queue.live.submit(paramsOf(draft, chosen), submitChoicesOf(chosen));
    await history.add(command, chosen);
    offerWorker(queue, id).catch((error: unknown) => log.warn("After submit", String(error)));
    return true;
  };

  return vscode.Disposable.from(
    register("dirq.submit", (...args) => {
      const given = givenQueue(args);
      return submit({ title: "Submit Shell Command", queues: given === undefined ? queues.all : [given] });
    }),
  );
}
