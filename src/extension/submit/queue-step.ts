/** Which queue the job goes into, where the window has several. */
import { activityWords } from "../../wording/index.js";
import type { QueueHandle } from "../queues/queues.js";
import type { Draft } from "./draft.js";
import type { Flow } from "./flow.js";
import type { Step } from "./steps.js";

type Asked = Pick<Flow, "screen" | "title" | "queues"> & Partial<Pick<Flow, "total">>;

export function queueStep<D extends Pick<Draft, "queue">>(
  { screen, title, queues, total }: Asked,
  next: Step<D>,
): Step<D> {
  return async (draft, { number, canGoBack }) => {
    const answer = await screen.pick({
      title,
      placeholder: "Queue",
      canGoBack,
      ...(total === undefined ? {} : { step: [number, total] }),
      choices: () =>
        queues.map((queue) => ({
          value: queue,
          label: queue.label,
          description: queueWords(queue),
          icon: queue === draft.queue ? "check" : "database",
        })),
    });
    if (answer.kind === "left") return { go: "away" };
    if (answer.kind === "back") return { go: "back", state: draft };
    return { go: "on", to: next, state: { ...draft, queue: answer.value } };
  };
}

function queueWords({ status, directory }: QueueHandle): string {
  if (status?.kind === "ready") return activityWords(status.counts);
  return status?.kind === "missing" ? `will be made at ${directory}` : "";
}
