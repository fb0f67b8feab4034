/** Several files that are dropped together: all jobs that they make in one list, which Enter submits. */
import { basename } from "node:path";
import type * as vscode from "vscode";
import type { JobParams } from "../../queue/job.js";
import { errorWords, jobs as jobsInWords, printable } from "../../wording/index.js";
import type { QueueHandle } from "../queues/queues.js";
import type { Draft, ReadyJobs } from "./draft.js";
import type { FileJob } from "./file-job.js";
import { queueStep } from "./queue-step.js";
import type { Choice, Screen } from "./screen.js";
import { runSteps, type Step } from "./steps.js";

/** A file that makes no job, and why. */
export interface LeftOut {
  readonly file: vscode.Uri;
  readonly reason: string;
}

export interface FoundJobs {
  readonly jobs: readonly FileJob[];
  readonly leftOut: readonly LeftOut[];
}

export interface FilesRequest extends FoundJobs {
  readonly queues: readonly QueueHandle[];
}

type FilesDraft = Pick<Draft, "queue">;

/** Looks at each of the files with `jobOf`, which throws where no job can be made of one. */
export async function jobsOfFiles(
  files: readonly vscode.Uri[],
  jobOf: (file: vscode.Uri) => Promise<FileJob>,
): Promise<FoundJobs> {
  const jobs: FileJob[] = [];
  const leftOut: LeftOut[] = [];
  for (const file of files) {
    try {
      const job = await jobOf(file);
      if (job.runs) jobs.push(job);
      else leftOut.push({ file, reason: "Nothing is known to run it: submit it alone, with its command." });
    } catch (error) {
      leftOut.push({ file, reason: errorWords(error) });
    }
  }
  return { jobs, leftOut };
}

/** Those that are near any of the files: files of several folders leave it to the person. */
export function queuesNearAny(
  files: readonly vscode.Uri[],
  near: (file: vscode.Uri) => readonly QueueHandle[],
): readonly QueueHandle[] {
  return [...new Set(files.flatMap(near))];
}

/** Undefined when the person has left: nothing was done then. */
export async function askForFiles({ queues, ...found }: FilesRequest, screen: Screen): Promise<ReadyJobs | undefined> {
  const title = `Submit ${found.jobs.length + found.leftOut.length} Files`;
  const [first] = queues;
  const isChoice = queues.length > 1;
  const list = listStep(found, { title, screen });
  const draft: FilesDraft = { queue: isChoice ? undefined : first };
  try {
    const done = await runSteps(isChoice ? queueStep({ screen, title, queues }, list) : list, draft);
    return done?.queue === undefined ? undefined : { queue: done.queue, jobs: found.jobs.map(paramsOf) };
  } finally {
    screen.close();
  }
}

function listStep(found: FoundJobs, { title, screen }: { title: string; screen: Screen }): Step<FilesDraft> {
  return async (draft, { canGoBack }) => {
    for (;;) {
      const answer = await screen.pick({
        title,
        placeholder: "Enter submits. These are the commands.",
        canGoBack,
        choices: () => choicesFor(found, draft),
      });
      if (answer.kind === "left") return { go: "away" };
      if (answer.kind === "back") return { go: "back", state: draft };
      if (answer.value === "submit") return { go: "done", state: draft };
    }
  };
}

function choicesFor({ jobs, leftOut }: FoundJobs, { queue }: FilesDraft): Choice<"submit" | "line">[] {
  const where = queue === undefined ? "" : ` to ${queue.label}`;
  return [
    { value: "submit", label: `Submit ${jobsInWords(jobs.length)}${where}`, icon: "play", always: true },
    ...jobs.map(({ command, directory }) => ({
      value: "line" as const,
      label: printable(command),
      description: printable(directory),
      icon: "terminal",
    })),
    ...leftOut.map(({ file, reason }) => ({
      value: "line" as const,
      label: printable(basename(file.fsPath)),
      description: `left out. ${printable(reason)}`,
      icon: "warning",
    })),
  ];
}

function paramsOf({ command, directory }: FileJob): JobParams {
  return { command, type: "shell", cwd: directory };
}
