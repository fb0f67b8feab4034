/** Many workers, each a process, on one queue: whether they get in each other's way. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { addJobs } from "../filled-queue.js";
import type { Bench, Measurement } from "../measurement.js";
import { median } from "../side-by-side.js";

const JOBS = 2_000;
/** Of each worker's own, before it is measured. */
const JOBS_BEFORE = 150;
const MANY = 100;
const script = fileURLToPath(new URL("../claim-until-empty.mjs", import.meta.url));

export const crowd: Measurement = async function* (bench) {
  const runs: { readonly many: Run; readonly one: Run }[] = [];
  for (let count = 0; count < Math.min(bench.pairs, 3); count++) {
    runs.push({ many: await run(bench, MANY), one: await run(bench, 1) });
  }
  yield {
    what: `claim and finish, ${MANY} workers on one queue`,
    ours: perSecond(median(runs.map(({ many }) => many.ms))),
    against: {
      name: "1 worker",
      theirs: perSecond(median(runs.map(({ one }) => one.ms))),
      ratio: median(runs.map(({ many, one }) => many.ms / one.ms)),
    },
    goal: "≤ 1 (time per job)",
  };
  yield {
    what: `claims that another of ${MANY} workers was faster at`,
    ours: `${median(runs.map(({ many }) => many.lost / JOBS)).toFixed(2)} per job`,
    goal: "",
  };
};

interface Run {
  readonly ms: number;
  readonly lost: number;
}

async function run({ newDirectory }: Bench, workers: number): Promise<Run> {
  const directory = newDirectory();
  addJobs(directory, { queued: JOBS });
  const all = await Promise.all(
    Array.from({ length: workers }, () => {
      const own = newDirectory();
      addJobs(own, { queued: JOBS_BEFORE });
      return startWorker(directory, own);
    }),
  );
  const start = performance.now();
  const counts = await Promise.all(all.map((work) => work()));
  const ms = performance.now() - start;
  const taken = counts.reduce((sum, count) => sum + count.taken, 0);
  if (taken !== JOBS) throw new Error(`${workers} workers took ${taken} of ${JOBS} jobs`);
  return { ms, lost: counts.reduce((sum, count) => sum + count.lost, 0) };
}

/** Resolves when it is ready, with what lets it work until nothing is left. */
async function startWorker(directory: string, own: string): Promise<() => Promise<{ taken: number; lost: number }>> {
  const child = spawn(process.execPath, [script, directory, own], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => {
    const { value } = (await lines.next()) as { value: string | undefined };
    if (value === undefined) throw new Error(`A worker of the bench ended without a word`);
    return value;
  };
  await nextLine();
  return async () => {
    child.stdin.end("go\n");
    const counts = JSON.parse(await nextLine()) as { taken: number; lost: number };
    if (child.exitCode === null) await once(child, "exit");
    return counts;
  };
}

function perSecond(milliseconds: number): string {
  return `${Math.round((JOBS / milliseconds) * 1000)} jobs/s`;
}
