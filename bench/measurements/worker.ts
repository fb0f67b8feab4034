/**
 * A thousand commands that do nothing, so that only what stands around a command is measured: a claim that survives a
 * power cut, the process, its log, its result. GNU parallel keeps the output of each command, but no such promise; the
 * limit is a loop in Node that makes no other calls than the promise takes.
 */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { addJobs } from "../filled-queue.js";
import { timeRow, type Measurement } from "../measurement.js";
import { runDirq, runProgram, versionOf } from "../programs.js";
import { compare, type Contender } from "../side-by-side.js";

const JOBS = 1_000;
const bareLoop = fileURLToPath(new URL("../bare-loop.mjs", import.meta.url));

export const worker: Measurement = async function* ({ newDirectory, pairs }) {
  let jobsDirectory: string;
  const prepare = (): void => {
    jobsDirectory = newDirectory();
    addJobs(jobsDirectory, { queued: JOBS });
  };
  const dirq: Contender = {
    name: "dirq worker --slots 2 --rm",
    prepare,
    run: () => void runDirq(["--jobs-dir", jobsDirectory, "worker", "--slots", "2", "--rm"]),
  };
  const limit: Contender = {
    name: "a bare loop, same calls",
    prepare,
    run: () => void runProgram(process.execPath, [bareLoop, jobsDirectory, "2"]),
  };
  // Each run takes seconds, and a thousand jobs are an average already.
  const fewPairs = Math.min(pairs, 5);
  yield timeRow(`worker: ${JOBS} × true, 2 slots`, await compare(dirq, limit, fewPairs), "≤ 1.25");

  if (versionOf("parallel") === undefined) {
    yield { what: "worker against GNU parallel", ours: "not measured: parallel is not installed", goal: "≤ 1" };
    return;
  }
  const numbers = Array.from({ length: JOBS }, (_, at) => String(at));
  let results: string;
  const comparison = await compare(
    dirq,
    {
      name: "parallel -j2 --results",
      prepare: () => (results = path.join(newDirectory(), "results")),
      // -N0: the numbers only count, the command gets none of them.
      run: () =>
        void runProgram("parallel", ["--will-cite", "-j2", "--results", results, "-N0", "true", ":::", ...numbers]),
    },
    fewPairs,
  );
  yield timeRow(`worker: ${JOBS} × true, 2 slots`, comparison, "≤ 1");
};
