/**
 * Commands that do nothing, so that only what stands around a command is measured: a claim that survives a power cut, the
 * process, its log, its result. GNU parallel keeps the output of each command, but no such promise; the limit is a loop in
 * Node that makes no other calls than the promise takes.
 */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { addJobs } from "../filled-queue.js";
import { timeRow, type Bench, type Measurement, type Row } from "../measurement.js";
import { parallel, versionOfPeer } from "../peers.js";
import { runDirq, runProgram } from "../programs.js";
import { compare, compareOnce, type Comparison, type Contender } from "../side-by-side.js";

const bareLoop = fileURLToPath(new URL("../bare-loop.mjs", import.meta.url));

export const worker: Measurement = async function* (bench) {
  // Each run takes seconds, and a thousand jobs are an average already.
  const pairs = Math.min(bench.pairs, 3);
  yield* against(bench, 1_000, (ours, theirs) => compare(ours, theirs, pairs));
  yield* against(bench, 10_000, compareOnce);
};

async function* against(
  { newDirectory }: Bench,
  jobs: number,
  measure: (ours: Contender, theirs: Contender) => Promise<Comparison>,
): AsyncGenerator<Row> {
  const what = `worker: ${jobs.toLocaleString("en")} × true, 2 slots`;
  let jobsDirectory: string;
  const prepare = (): void => {
    jobsDirectory = newDirectory();
    addJobs(jobsDirectory, { queued: jobs });
  };
  const dirq: Contender = {
    name: "dirq worker --slots 2 --rm",
    prepare,
    run: () => void runDirq(["--jobs-dir", jobsDirectory, "worker", "--slots", "2", "--rm"], { stdout: "ignore" }),
  };
  const limit: Contender = {
    name: "a bare loop, same calls",
    prepare,
    run: () => void runProgram(process.execPath, [bareLoop, jobsDirectory, "2"]),
  };
  yield timeRow(what, await measure(dirq, limit), "≤ 1.25");

  if (versionOfPeer(parallel) === undefined) return;
  const numbers = Array.from({ length: jobs }, (_, at) => `${at}\n`).join("");
  let results: string;
  const theirs: Contender = {
    name: "parallel -j2 --results",
    prepare: () => (results = path.join(newDirectory(), "results")),
    // -N0: the numbers only count, the command gets none of them.
    run: () =>
      void runProgram("parallel", ["--will-cite", "-j2", "--results", results, "-N0", "true"], { input: numbers }),
  };
  yield timeRow(what, await measure(dirq, theirs), "≤ 1");
  yield timeRow(
    `a bare loop: ${jobs.toLocaleString("en")} × true`,
    await measure(limit, theirs),
    "the limit of a worker",
  );
}
