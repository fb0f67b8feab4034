/** Acting on many jobs by one command: whether each costs more as they become more, and what the disk leaves no way round. */
import { BareCancels } from "../bare-cancels.js";
import { addJobs } from "../filled-queue.js";
import { JobQueue } from "../../src/queue/index.js";
import { timeRow, type Bench, type Measurement } from "../measurement.js";
import { runDirq } from "../programs.js";
import { compare, type Contender } from "../side-by-side.js";

const [FEW, MANY] = [200, 2_000];
const CANCELLED = 200;

export const bulk: Measurement = async function* (bench) {
  const pairs = Math.min(bench.pairs, 3);
  const many = holdAndRelease(bench, MANY);
  const few = holdAndRelease(bench, FEW);
  const { ours, theirs, ratio } = await compare(many, few, pairs);
  yield {
    what: `hold and release ${MANY.toLocaleString("en")} jobs`,
    ours: each(ours, MANY),
    against: { name: few.name, theirs: each(theirs, FEW), ratio: ratio / (MANY / FEW) },
    goal: "≤ 1.2 (time per job)",
  };
  const together = cancelTogether(bench);
  const oneByOne = cancelOneByOne(bench);
  yield timeRow(together.name, await compare(together, oneByOne, pairs), "≤ 0.5");
  yield timeRow(together.name, await compare(together, bareCancels(bench), bench.pairs), "≤ 1.25");
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

function cancelTogether({ newDirectory }: Bench): Contender {
  const directory = newDirectory();
  const queue = new JobQueue(directory);
  return {
    name: `cancel ${CANCELLED} jobs together`,
    prepare: () => addJobs(directory, { queued: CANCELLED }),
    run: async () => {
      for await (const ends of queue.cancelMany(queue.ids("queued"))) {
        if (ends.some(({ status }) => status === "rejected")) throw new Error("A job could not be cancelled");
      }
    },
  };
}

function cancelOneByOne({ newDirectory }: Bench): Contender {
  const directory = newDirectory();
  const queue = new JobQueue(directory);
  return {
    name: "one after the other",
    prepare: () => addJobs(directory, { queued: CANCELLED }),
    run: () => {
      for (const id of queue.ids("queued")) queue.cancel(id);
    },
  };
}

function bareCancels({ newDirectory }: Bench): Contender {
  const bare = new BareCancels(newDirectory());
  return {
    name: "a bare loop, same calls",
    prepare: () => bare.prepare(CANCELLED),
    run: () => bare.run(CANCELLED),
  };
}

function each(milliseconds: number, jobs: number): string {
  return `${((milliseconds / jobs) * 1_000).toFixed(0)} µs/job`;
}
