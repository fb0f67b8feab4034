/** From a command with names in it to many jobs that can be submitted: its values, and all that comes of them in a list. */
import type { JobParams } from "../../queue/job.js";
import { namesIn, sweepJobs, SweepError, valuesOf, type SweepJob } from "../../sweeps/index.js";
import { jobs as jobsInWords, printable } from "../../wording/index.js";
import type { QueueHandle } from "../queues/queues.js";
import type { ReadyJobs } from "./draft.js";
import { queueStep } from "./queue-step.js";
import type { Choice, Screen } from "./screen.js";
import { runSteps, type Step } from "./steps.js";

interface SweepDraft {
  readonly queue: QueueHandle | undefined;
  readonly command: string;
  /** Of each name, as they were typed. */
  readonly values: Readonly<Record<string, string>>;
  readonly zip: boolean;
}

export interface SweepRequest {
  /** Where there are several, the person chooses one. */
  readonly queues: readonly QueueHandle[];
  /** Of every step. */
  readonly title: string;
}

/** Undefined when the person has left: nothing was done then. */
export async function askForSweep({ queues, title }: SweepRequest, screen: Screen): Promise<ReadyJobs | undefined> {
  const [first] = queues;
  const isChoice = queues.length > 1;
  const draft: SweepDraft = { queue: isChoice ? undefined : first, command: "", values: {}, zip: false };
  const command = commandStep(title, screen);
  try {
    const done = await runSteps(isChoice ? queueStep({ screen, title, queues }, command) : command, draft);
    return done?.queue === undefined ? undefined : { queue: done.queue, jobs: paramsOf(done, done.queue) };
  } finally {
    screen.close();
  }
}

function commandStep(title: string, screen: Screen): Step<SweepDraft> {
  return async (draft, { canGoBack }) => {
    const answer = await screen.type({
      title: `${title}: Command`,
      placeholder: "For example: python train.py --lr {lr} --seed {seed}",
      prompt: "The command to run many times, a name in braces wherever a value belongs.",
      value: draft.command,
      canGoBack,
      check: (typed) => (namesIn(typed).length > 0 ? undefined : "Write a name in braces where a value belongs: {lr}"),
    });
    if (answer.kind === "left") return { go: "away" };
    const state = { ...draft, command: answer.typed.trim() };
    return answer.kind === "back" ? { go: "back", state } : { go: "on", to: valuesStep({ title, screen }, 0), state };
  };
}

/** Asks for the values of one name after the other. */
function valuesStep(
  { title, screen }: { readonly title: string; readonly screen: Screen },
  index: number,
): Step<SweepDraft> {
  return async (draft) => {
    const names = namesIn(draft.command);
    const name = names[index] ?? "";
    const answer = await screen.type({
      title: `${title}: {${name}}`,
      placeholder: "For example: 0.1,0.01 or 1..10 or 0..1..0.25",
      prompt: `The values of {${name}}, with commas between; from..to and from..to..step are ranges.`,
      value: draft.values[name] ?? "",
      canGoBack: true,
      check: (typed) => complaintOf(() => valuesOf(`${name}=${typed}`)),
    });
    if (answer.kind === "left") return { go: "away" };
    const state = { ...draft, values: { ...draft.values, [name]: answer.typed } };
    if (answer.kind === "back") return { go: "back", state };
    const isLast = index === names.length - 1;
    return { go: "on", to: isLast ? previewStep(title, screen) : valuesStep({ title, screen }, index + 1), state };
  };
}

/** So many commands are listed. */
const MOST_ROWS = 500;

/** All commands as they would run; Enter submits them. */
function previewStep(title: string, screen: Screen): Step<SweepDraft> {
  return async (draft) => {
    let { zip } = draft;
    for (;;) {
      const answer = await screen.pick({
        title,
        placeholder: "Enter submits. These are the commands.",
        canGoBack: true,
        choices: () => choicesFor({ ...draft, zip }),
      });
      if (answer.kind === "left") return { go: "away" };
      const state = { ...draft, zip };
      if (answer.kind === "back") return { go: "back", state };
      if (answer.value === "submit") return { go: "done", state };
      if (answer.value === "mode") zip = !zip;
    }
  };
}

type Row = "submit" | "mode" | "command";

function choicesFor(draft: SweepDraft): Choice<Row>[] {
  const mode: Choice<Row> = {
    value: "mode",
    label: draft.zip ? "Pairs" : "All Combinations",
    description: draft.zip ? "choose to combine all values instead" : "choose to pair the values instead",
    icon: "arrow-swap",
    always: true,
  };
  const modes = namesIn(draft.command).length > 1 ? [mode] : [];
  const jobs = jobsOrComplaint(draft);
  if (typeof jobs === "string") return [{ value: "command", label: jobs, icon: "error", always: true }, ...modes];
  const submit: Choice<Row> = {
    value: "submit",
    label: `Submit ${jobsInWords(jobs.length)}`,
    icon: "play",
    always: true,
  };
  const more = jobs.length - MOST_ROWS;
  const commands = jobs.slice(0, MOST_ROWS).map((job) => job.command);
  const lines = more > 0 ? [...commands, `… and ${more} more`] : commands;
  const rows = lines.map((line) => ({ value: "command", label: printable(line), icon: "terminal" }) as const);
  return [submit, ...modes, ...rows];
}

function jobsOrComplaint(draft: SweepDraft): readonly SweepJob[] | string {
  try {
    return jobsOf(draft);
  } catch (error) {
    if (error instanceof SweepError) return error.message;
    throw error;
  }
}

function jobsOf({ command, values, zip }: SweepDraft): readonly SweepJob[] {
  const sources = namesIn(command).map((name) => valuesOf(`${name}=${values[name] ?? ""}`));
  return sweepJobs({ words: [command], sources, zip });
}

function paramsOf(draft: SweepDraft, { folder }: QueueHandle): JobParams[] {
  const place = folder === undefined ? {} : { cwd: folder.uri.fsPath };
  return jobsOf(draft).map(({ command, values }) => ({ command, type: "shell", ...place, ...values }));
}

function complaintOf(parse: () => unknown): string | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if (error instanceof SweepError) return error.message;
    throw error;
  }
}
