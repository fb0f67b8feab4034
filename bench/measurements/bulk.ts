/** Acting on many jobs by one command: whether each costs more as they become more. */
import { addJobs } from "../filled-queue.js";
import type { Bench, Measurement } from "../measurement.js";
import { runDirq } from "../programs.js";
import { compare, type Contender } from "../side-by-side.js";

const [FEW, MANY] = [200, 2_000];

export const bulk: Measurement = async function* (bench) {
  const many = holdAndRelease(bench, MANY);
  const few = holdAndRelease(bench, FEW);
  const { ours, theirs, ratio } = await compare(many, few, Math.min(bench.pairs, 3));
  yield {
    what: `hold and release ${MANY.toLocaleString("en")} jobs`,
    ours: each(ours, MANY),
    against: { name: few.name, theirs: each(theirs, FEW), ratio: ratio / (MANY / FEW) },
    goal: "≤ 1.2 (time per job)",
  };
};

function holdAndRelease({ newDirectory }: Bench, jobs: number): Contender {
  const jobsDirectory = newDirectory();
  let isFilled = false;
  return {
    name: `${jobs.toLocaleString("en")} jobs`,
    prepare: () => {
      if (!isFilled) addJobs(jobsDirectory, { queued: jobs });
      isFilled = true;
    },
    run: () => {
      for (const verb of ["hold", "release"]) runDirq(["--jobs-dir", jobsDirectory, verb, "--state", "queued"]);
    },
  };
}

function each(milliseconds: number, jobs: number): string {
  return `${((milliseconds / jobs) * 1_000).toFixed(0)} µs/job`;
}
