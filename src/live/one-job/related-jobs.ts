/** Which other jobs a job has to do with: where it came from, what came of it, and what it waits for. */
import type { Job } from "../../queue/index.js";
import { bookkeeping, parentIds } from "../../wording/index.js";
import type { RelatedJob, RelatedJobs } from "../live-queue.js";
import { resubmissionsOf, type ResubmissionsIndex } from "./resubmissions.js";

/** More are no list that one would read. */
const MOST = 20;

export function relatedJobs({ id, params }: Job, index: ResubmissionsIndex): RelatedJobs {
  const origin = bookkeeping(params, "resubmit_of");
  const [later, parents] = [resubmissionsOf(id, index), parentIds(params)];
  return {
    ...(typeof origin === "string" && { resubmitOf: related(origin, index) }),
    resubmissions: later.ids.slice(-MOST).map((each) => related(each, index)),
    allRead: later.complete,
    after: parents.slice(0, MOST).map((each) => related(each, index)),
    left: Math.max(0, parents.length - MOST),
  };
}

function related(id: string, index: Pick<ResubmissionsIndex, "rowsOf">): RelatedJob {
  const [row] = index.rowsOf([id]);
  return row === undefined ? { id } : { id, row };
}
