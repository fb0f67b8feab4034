/** A job keeps its node for as long as it is shown in one place, so that VS Code can be told to draw that one row anew. */
import type { JobRow } from "../../../live/live-queue.js";
import { jobKey } from "../../queues/job-key.js";
import type { JobNode } from "../nodes.js";

interface KeptJobNode extends JobNode {
  row: JobRow;
  namesQueue: boolean;
}

/** In the order in which they are shown. */
export type JobNodes = ReadonlyMap<string, KeptJobNode>;

export const NO_NODES: JobNodes = new Map();

/** The nodes of these jobs, which for those that had one are the same as before. */
export function jobNodes(jobs: readonly Omit<JobNode, "kind">[], before: JobNodes): JobNodes {
  return new Map(
    jobs.map((job) => {
      const key = jobKey(job);
      const known = before.get(key);
      if (known === undefined) return [key, { kind: "job", ...job }];
      known.row = job.row;
      known.namesQueue = job.namesQueue;
      return [key, known];
    }),
  );
}
