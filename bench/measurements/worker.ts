/**
 * A thousand commands that do nothing, so that only what stands around a command is measured: a claim that survives a
 * power cut, the process, its log, its result. GNU parallel keeps the output of each command, but no such promise.
 */
import path from "node:path";
import { addJobs } from "../filled-queue.js";
import { timeRow, type Measurement } from "../measurement.js";
import { runDirq, runProgram, versionOf } from "../programs.js";
import { compare } from "../side-by-side.js";

const JOBS = 1_000;

export const worker: Measurement = async function* ({ newDirectory, pairs }) {
  if (versionOf("parallel") === undefined) {
    yield { what: "worker against GNU parallel", ours: "not measured: parallel is not installed", goal: "≤ 1" };
    return;
  }
  const numbers = Array.from({ length: JOBS }, (_, at) => String(at));
  let jobsDirectory: string;
  let results: string;
  const comparison = await compare(
    {
      name: "dirq worker --slots 2 --rm",
      prepare: () => {
        jobsDirectory = newDirectory();
        addJobs(jobsDirectory, { queued: JOBS });
      },
      run: () => void runDirq(["--jobs-dir", jobsDirectory, "worker", "--slots", "2", "--rm"]),
    },
    {
      name: "parallel -j2 --results",
      prepare: () => (results = path.join(newDirectory(), "results")),
      // -N0: the numbers only count, the command gets none of them.
      run: () =>
        void runProgram("parallel", ["--will-cite", "-j2", "--results", results, "-N0", "true", ":::", ...numbers]),
    },
    // Each run takes seconds, and a thousand jobs are an average already.
    Math.min(pairs, 5),
  );
  yield timeRow(`worker: ${JOBS} × true, 2 slots`, comparison, "≤ 1");
};
