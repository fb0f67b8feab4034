/** Whether a long queue makes a worker slow: taking a job and finishing it, from few queued jobs and from many. */
import { fileURLToPath } from "node:url";
import { JobQueue } from "../../src/queue/index.js";
import { addJobs } from "../filled-queue.js";
import type { Bench, Measurement, Row } from "../measurement.js";
import { runProgram } from "../programs.js";
import { compare, median, type Contender } from "../side-by-side.js";

const FEW = 1_000;
const LONGER = [10_000, 100_000];
const CLAIMS = 1_000;
/** For each that Python claims it lists the whole queue. */
const BESIDE_PYTHON = { queued: 50_000, ours: 200, theirs: 10 };
const withWerq = fileURLToPath(new URL("../claim-with-werq.py", import.meta.url));

export const claims: Measurement = async function* (bench) {
  const { newDirectory } = bench;
  const pairs = Math.min(bench.pairs, 3);
  for (const queued of LONGER) {
    const many = claimsFrom(newDirectory(), queued);
    const few = claimsFrom(newDirectory(), FEW);
    const { ours, theirs, ratio } = await compare(many, few, pairs);
    yield {
      what: `claim and finish, ${inWords(queued)}`,
      ours: perSecond(ours / CLAIMS),
      against: { name: few.name, theirs: perSecond(theirs / CLAIMS), ratio },
      goal: "0.8 – 1.2 (time per job)",
    };
  }
  if (bench.python !== undefined) yield besidePython(bench, bench.python.python);
};

/** Claims and finishes a thousand jobs, as a worker that starts on a queue of so many and lists it once. */
function claimsFrom(jobsDirectory: string, queued: number): Contender {
  return {
    name: inWords(queued),
    prepare: () => fill(jobsDirectory, queued),
    run: () => claimAndFinish(jobsDirectory, CLAIMS),
  };
}

function besidePython({ newDirectory, pairs }: Bench, python: string): Row {
  const jobsDirectory = newDirectory();
  const { queued, ours, theirs } = BESIDE_PYTHON;
  const runs = Array.from({ length: Math.min(pairs, 3) }, () => {
    fill(jobsDirectory, queued);
    const start = performance.now();
    claimAndFinish(jobsDirectory, ours);
    const dirq = (performance.now() - start) / ours;
    return { dirq, werq: Number(runProgram(python, [withWerq, jobsDirectory, String(theirs)])) / theirs };
  });
  return {
    what: `claim and finish, ${inWords(queued)}`,
    ours: perSecond(median(runs.map(({ dirq }) => dirq))),
    against: {
      name: "werq",
      theirs: perSecond(median(runs.map(({ werq }) => werq))),
      ratio: median(runs.map(({ dirq, werq }) => dirq / werq)),
    },
    goal: "≤ 0.01 (time per job)",
  };
}

function fill(jobsDirectory: string, queued: number): void {
  const present = new JobQueue(jobsDirectory).exists() ? new JobQueue(jobsDirectory).ids("queued").length : 0;
  addJobs(jobsDirectory, { queued: queued - present });
}

function claimAndFinish(jobsDirectory: string, jobs: number): void {
  const queue = new JobQueue(jobsDirectory);
  for (let count = 0; count < jobs; count++) {
    const claim = queue.claimNext({ workerName: "bench" });
    if (claim === undefined) throw new Error(`Nothing left to claim in ${jobsDirectory} after ${count} jobs`);
    queue.finish(claim, { state: "completed", result: {} });
  }
}

function inWords(queued: number): string {
  return `${queued.toLocaleString("en")} queued`;
}

function perSecond(millisecondsPerJob: number): string {
  const rate = 1_000 / millisecondsPerJob;
  return `${rate < 10 ? rate.toFixed(1) : Math.round(rate)} jobs/s`;
}
