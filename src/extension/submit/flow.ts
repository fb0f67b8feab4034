/** From nothing, or from a command that is known, to a job that can be submitted. */
import type { QueueHandle } from "../queues/queues.js";
import { commandStep } from "./command-step.js";
import type { Draft, ReadyDraft } from "./draft.js";
import type { History } from "./history.js";
import { overviewStep } from "./overview-step.js";
import { queueStep } from "./queue-step.js";
import type { Screen } from "./screen.js";
import { runSteps } from "./steps.js";

export interface Flow {
  readonly screen: Screen;
  readonly history: History;
  readonly title: string;
  /** Asked only where there is a choice. */
  readonly queues: readonly QueueHandle[];
  /** How many questions there are at least. */
  readonly total: number;
}

/** What is asked for, by whichever command. */
export interface JobRequest {
  /** The command's own, as the person called it. */
  readonly title: string;
  readonly queues: readonly QueueHandle[];
  /** What is known already. */
  readonly start?: Partial<Draft>;
  /** By default the command. */
  readonly firstAsked?: "command" | "overview";
}

/** Undefined when the person has left: nothing was done then. */
export async function askForJob(
  { start = {}, firstAsked = "command", ...request }: JobRequest,
  { screen, history }: Pick<Flow, "screen" | "history">,
): Promise<ReadyDraft | undefined> {
  const [onlyQueue] = request.queues;
  const isChoice = request.queues.length > 1;
  const flow = { ...request, screen, history, total: (isChoice ? 1 : 0) + (firstAsked === "command" ? 2 : 1) };
  const overview = overviewStep(flow);
  const command = commandStep(flow, { whole: false, then: (state) => ({ go: "on", to: overview, state }) });
  const first = firstAsked === "command" ? command : overview;
  const draft = {
    queue: isChoice ? undefined : onlyQueue,
    command: "",
    start: "",
    chosen: {},
    unfinished: {},
    ...start,
  };
  try {
    const done = await runSteps<Draft>(isChoice ? queueStep(flow, first) : first, draft);
    return done?.queue === undefined ? undefined : { ...done, queue: done.queue };
  } finally {
    screen.close();
  }
}
