/** Copy As: a job as it is called, run, submitted again, found, or told of. */
import * as vscode from "vscode";
import type { JobDetails } from "../../live/live-queue.js";
import { count, failureReport, jobLink, jobs, submitCommand } from "../../wording/index.js";
import { givenTargets } from "../choosing/given.js";
import { ANY_STATE, jobsFor } from "../choosing/pick.js";
import { showProgress } from "../messages.js";
import type { JobTarget } from "../queues/queues.js";
import type { CommandServices } from "./services.js";

interface Copy {
  readonly command: string;
  /** Undefined where a job has no such thing. */
  readonly text: (details: JobDetails, target: JobTarget) => string | undefined;
}

const COPIES: readonly Copy[] = [
  { command: "dirq.copyCommand", text: ({ command }) => command },
  {
    command: "dirq.copyCliCommand",
    text: ({ paramsText }, { queue }) => submitCommand({ jobsDirectory: queue.directory, paramsText }),
  },
  {
    command: "dirq.copyLink",
    text: (_details, { queue, row }) => jobLink({ queue: queue.directory, id: row.id }, vscode.env.uriScheme),
  },
  { command: "dirq.copyPath", text: ({ resultDirectory }) => resultDirectory },
  { command: "dirq.copyReport", text: (details) => failureReport(details, Date.now()) },
];

export function registerCopyAs(services: CommandServices): vscode.Disposable {
  return vscode.Disposable.from(registerCopyId(services), ...COPIES.map((copy) => registerCopy(services, copy)));
}

function registerCopyId({ register, queues, selection }: CommandServices): vscode.Disposable {
  return register("dirq.copyId", async (...args) => {
    const targets = await jobsFor({ queues, selection }, args, { title: "Copy Ids", states: ANY_STATE });
    if (targets.length > 0) await vscode.env.clipboard.writeText(targets.map(({ row }) => row.id).join("\n"));
  });
}

/** Of several jobs one after the other, in the order in which they were selected. */
function registerCopy({ register, selection }: CommandServices, { command, text }: Copy): vscode.Disposable {
  return register(command, async (...args) => {
    const texts = await textsOf(await givenTargets(args, selection), text);
    if (texts === undefined) return;
    if (texts.length === 0) throw new Error("Nothing was copied: there is none of it, or the job is gone.");
    await vscode.env.clipboard.writeText(texts.join(command === "dirq.copyReport" ? "\n\n" : "\n"));
  });
}

/** Undefined when the person has stopped it. */
function textsOf(targets: readonly JobTarget[], textOf: Copy["text"]): Promise<readonly string[] | undefined> {
  return showProgress({ title: "Copying" }, async ({ signal, tell }) => {
    const texts: string[] = [];
    for (const [index, target] of targets.entries()) {
      if (signal.aborted) return undefined;
      const details = await target.queue.live.details(target.row.id);
      const found = details && textOf(details, target);
      if (found !== undefined) texts.push(found);
      tell(`${count(index + 1)} of ${jobs(targets.length)} read`, (index + 1) / targets.length);
    }
    return texts;
  });
}
