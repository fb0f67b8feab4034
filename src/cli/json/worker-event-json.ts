/** What happens in a worker, for programs: one object a line. */
import type { WorkerEvent } from "../../worker/index.js";
import { errorWords } from "../../wording/index.js";
import { asciiJson } from "./ascii-json.js";
import { onOneLine } from "./job-json.js";

/** Every line has `event` and `time`. */
export function eventLine(event: WorkerEvent, time = new Date()): string {
  return onOneLine(asciiJson({ event: event.kind, time, ...factsOf(event) }));
}

function factsOf(event: WorkerEvent): object {
  switch (event.kind) {
    case "started":
      return { id: event.job.id, name: event.job.name ?? null, slot: event.slot };
    case "ended": {
      const { job, end, ms } = event;
      return {
        id: job.id,
        state: end.state,
        seconds: Math.round(ms) / 1_000,
        error: "error" in end ? end.error : null,
      };
    }
    case "recovered":
      return { ids: event.ids };
    case "asked-to-stop":
      return { now: event.request === "now" };
    case "end-refused":
      return { id: event.job.id };
    case "trouble": {
      const { error, job } = event;
      return { id: job?.id ?? null, message: errorWords(error) };
    }
  }
}
