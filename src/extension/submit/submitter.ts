/** Asks what is missing of jobs, submits them, and says so. Each way returns whether something was submitted. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { jobs as jobsInWords, printable } from "../../wording/index.js";
import { offer } from "../changing/offer.js";
import { showBriefly } from "../messages.js";
import type { QueueHandle } from "../queues/queues.js";
import { paramsOf, submitChoicesOf, type ReadyJobs } from "./draft.js";
import { askForFiles, type FilesRequest } from "./files-flow.js";
import { askForJob, type JobRequest } from "./flow.js";
import { History } from "./history.js";
import { offerWorker } from "./offer-worker.js";
import { Screen } from "./screen.js";
import { offerToTakeBack, submitBatch } from "./submit-batch.js";
import { askForSweep, type SweepRequest } from "./sweep-flow.js";

export class Submitter {
  private readonly history: History;

  constructor(
    memory: vscode.Memento,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.history = new History(memory);
  }

  async one(request: JobRequest): Promise<boolean> {
    assertQueue(request.queues);
    const draft = await askForJob(request, { screen: new Screen(vscode), history: this.history });
    if (draft === undefined) return false;
    const { queue, command, chosen } = draft;
    const id = await queue.live.submit(paramsOf(draft, chosen), submitChoicesOf(chosen));
    await this.history.add(command, chosen);
    showBriefly(`Submitted ${printable(chosen.name?.trim() || command)}`);
    this.offerWorker(queue, id);
    return true;
  }

  async sweep(request: SweepRequest): Promise<boolean> {
    assertQueue(request.queues);
    return this.batch(await askForSweep(request, new Screen(vscode)), "sweep");
  }

  async files(request: FilesRequest): Promise<boolean> {
    assertQueue(request.queues);
    return this.batch(await askForFiles(request, new Screen(vscode)), "files");
  }

  private async batch(ready: ReadyJobs | undefined, kind: "sweep" | "files"): Promise<boolean> {
    if (ready === undefined) return false;
    const { queue, jobs } = ready;
    const batch = `${kind}-${randomBytes(3).toString("hex")}`;
    const submitted = await submitBatch(queue, jobs, batch);
    const [first] = submitted.ids;
    if (first === undefined) return false;
    if (submitted.failure !== undefined || submitted.ids.length < jobs.length)
      offer(this.log, offerToTakeBack(queue, submitted, jobs.length));
    else showBriefly(`Submitted ${jobsInWords(jobs.length)} as batch ${batch}`);
    this.offerWorker(queue, first);
    return true;
  }

  /** Nobody waits for the answer. */
  private offerWorker(queue: QueueHandle, id: string): void {
    offerWorker(queue, id).catch((error: unknown) => this.log.warn("After submit", String(error)));
  }
}

function assertQueue(queues: readonly QueueHandle[]): void {
  if (queues.length === 0) throw new Error("Open a folder first: a job goes into a directory in it.");
}
