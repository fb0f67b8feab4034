/** `dirq submit` as a person at a prompt feels it: the whole process, until the job is safely on the disk. */
import { timeRow, type Measurement } from "../measurement.js";
import { runDirq, runProgram } from "../programs.js";
import { compare, type Contender } from "../side-by-side.js";

export const submit: Measurement = async function* ({ newDirectory, pairs, python }) {
  const ourQueue = newDirectory();
  const dirq: Contender = {
    name: "dirq submit",
    run: () => void runDirq(["--jobs-dir", ourQueue, "submit", "true"]),
  };
  const bareNode: Contender = { name: "node -e 0", run: () => void runProgram(process.execPath, ["-e", "0"]) };
  yield timeRow("submit one job, whole process", await compare(dirq, bareNode, pairs), "≤ 1.25");

  if (python === undefined) return;
  const theirQueue = newDirectory();
  const werq: Contender = {
    name: "werq submit",
    run: () => void runProgram(python.werq, ["--jobs-dir", theirQueue, "submit", "true"]),
  };
  yield timeRow("submit one job, whole process", await compare(dirq, werq, pairs), "≤ 1");
};
