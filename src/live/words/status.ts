/** How a queue is as a whole, and how closely somebody looks at it. */
import type { JobState } from "../../queue/job.js";
import type { DrainFacts } from "../../wording/index.js";

/** How many jobs each state has. @category What changes */
export type Counts = Readonly<Record<JobState, number>>;

export type QueueStatus =
  | {
      readonly kind: "ready";
      readonly counts: Counts;
      /** No worker of dirq's starts jobs meanwhile. */
      readonly paused: boolean;
      /** Absent while nobody looks. */
      readonly staffing?: Staffing | undefined;
      /** For when the queued jobs will be done, by the workers that were there when somebody looked last. Absent: unknown. */
      readonly drain?: DrainFacts | undefined;
      /** How many things `problems` tells of; looked at every few minutes, and when a worker dies, while somebody can see it. Absent: none. */
      readonly problems?: number | undefined;
    }
  | { readonly kind: "missing"; readonly path: string }
  | { readonly kind: "unusable"; readonly path: string; readonly reason: string };

/**
 * Whether somebody can take a job. `none`: no worker of dirq's that could be alive, and no sign of a Python worker;
 * `busy`: all slots are taken; `free`: some are not, or Python workers are there, which leave no trace while they wait.
 */
export type Staffing = "none" | "busy" | "free";

/** `background`: the view can be seen, but the window is not the one that is worked in. */
export type Attention = "active" | "background" | "idle";

/** Whether a queue's process answers. */
export type Answering =
  | { readonly kind: "answering" }
  /** It has said nothing since then (ms since the epoch): its disk hangs, most likely. It goes on by itself. */
  | { readonly kind: "silent"; readonly sinceMs: number }
  /** It ended by itself and is being started again; the reason is the system's, for example `SIGKILL`. */
  | { readonly kind: "restarting"; readonly reason: string };
