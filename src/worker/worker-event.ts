import type { Outcome, RunningJob, StopRequest } from "../queue/index.js";

/** What happens in a worker, for whoever shows it to a person. @category Workers of your own */
export type WorkerEvent =
  /** It has been claimed and begins in this slot. */
  | { readonly kind: "started"; readonly job: RunningJob; readonly slot: number }
  /** So many milliseconds later, with its end recorded. */
  | { readonly kind: "ended"; readonly job: RunningJob; readonly end: JobEnd; readonly ms: number }
  /** Jobs of dead workers that were brought back. */
  | { readonly kind: "recovered"; readonly ids: readonly string[] }
  /** Somebody asked the worker through the queue to stop. */
  | { readonly kind: "asked-to-stop"; readonly request: StopRequest }
  /** How the job ended could not be recorded, as the trouble before this said. */
  | { readonly kind: "end-refused"; readonly job: RunningJob }
  /** The queue could not be used, or an end not be recorded, and it is tried again; or a completed job's log lacks lines. */
  | { readonly kind: "trouble"; readonly error: unknown; readonly job: RunningJob | undefined };

/** How a job went out of a worker's hands. @category Workers of your own */
export type JobEnd =
  | Outcome
  /** Failed, and waiting to be tried again. */
  | { readonly state: "retrying"; readonly error: string }
  /** Given back to the queue. */
  | { readonly state: "released" }
  /** Taken over by another worker, or removed by a person: nothing was recorded. */
  | { readonly state: "lost" | "removed" };
