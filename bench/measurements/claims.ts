/** Whether a long queue makes a worker slow: taking a job and finishing it, from few queued jobs and from many. */
import { JobQueue } from "../../src/queue/index.js";
import { addJobs } from "../filled-queue.js";
import type { Measurement } from "../measurement.js";
import { compare, type Contender } from "../side-by-side.js";

const CLAIMS = 1_000;

export const claims: Measurement = async function* ({ newDirectory, pairs }) {
  const many = claimsFrom(newDirectory(), 100_000);
  const few = claimsFrom(newDirectory(), 1_000);
  const { ours, theirs, ratio } = await compare(many, few, pairs);
  yield {
    what: "claim and finish, 100,000 queued",
    ours: perSecond(ours),
    against: { name: few.name, theirs: perSecond(theirs), ratio },
    goal: "0.8 – 1.2 (time per job)",
  };
};

/** Claims and finishes a thousand jobs, as a worker that starts on a queue of so many and lists it once. */
function claimsFrom(jobsDirectory: string, queued: number): Contender {
  return {
    name: `${queued.toLocaleString("en")} queued`,
    prepare: () => {
      const present = new JobQueue(jobsDirectory).exists() ? new JobQueue(jobsDirectory).ids("queued").length : 0;
      addJobs(jobsDirectory, { queued: queued - present });
    },
    run: () => {
      const queue = new JobQueue(jobsDirectory);
      for (let count = 0; count < CLAIMS; count++) {
        const claim = queue.claimNext({ workerName: "bench" });
        if (claim === undefined) throw new Error(`Nothing left to claim in ${jobsDirectory} after ${count} jobs`);
        queue.finish(claim, { state: "completed", result: {} });
      }
    },
  };
}

function perSecond(milliseconds: number): string {
  return `${Math.round((CLAIMS / milliseconds) * 1000)} jobs/s`;
}
