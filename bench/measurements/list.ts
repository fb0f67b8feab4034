/** The newest ten of ten thousand jobs: names are enough to know which files to read. */
import { addJobs } from "../filled-queue.js";
import { timeRow, type Measurement } from "../measurement.js";
import { runDirq, runProgram } from "../programs.js";
import { compare } from "../side-by-side.js";

export const list: Measurement = async function* ({ newDirectory, pairs, python }) {
  if (python === undefined) return;
  const jobsDirectory = newDirectory();
  addJobs(jobsDirectory, { completed: 9_000, failed: 900, queued: 98, running: 2 });
  const words = ["--jobs-dir", jobsDirectory, "list", "-n", "10"];
  const comparison = await compare(
    { name: "dirq list", run: () => void runDirq(words) },
    { name: "werq list", run: () => void runProgram(python.werq, words) },
    pairs,
  );
  yield timeRow("list -n 10 of 10,000 jobs", comparison, "≤ 0.06");
};
