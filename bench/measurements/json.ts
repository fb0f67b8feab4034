/** All of a long queue as JSON, for a program: against a program that reads the same files itself. */
import { fileURLToPath } from "node:url";
import { addJobs } from "../filled-queue.js";
import { timeRow, type Measurement } from "../measurement.js";
import { runDirq, runProgram } from "../programs.js";
import { compare } from "../side-by-side.js";

const JOBS = 100_000;
const reader = fileURLToPath(new URL("../read-jobs.py", import.meta.url));

export const json: Measurement = async function* ({ newDirectory, pairs, python }) {
  if (python === undefined) return;
  const jobsDirectory = newDirectory();
  addJobs(jobsDirectory, { completed: JOBS * 0.9, failed: JOBS * 0.09, queued: JOBS * 0.01 });
  const comparison = await compare(
    {
      name: "dirq list --json",
      run: () => void runDirq(["--jobs-dir", jobsDirectory, "list", "--json"], { stdout: "ignore" }),
    },
    { name: "Python's json, read only", run: () => void runProgram(python.python, [reader, jobsDirectory]) },
    Math.min(pairs, 3),
  );
  yield timeRow(`list --json of ${JOBS.toLocaleString("en")} jobs`, comparison, "≤ 1");
};
