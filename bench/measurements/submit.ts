/** `dirq submit` as a person at a prompt feels it: the whole process, until the job is safely on the disk. */
import { fileURLToPath } from "node:url";
import { timeRow, type Measurement } from "../measurement.js";
import { runDirq, runProgram } from "../programs.js";
import { compare, type Contender } from "../side-by-side.js";

const bareSubmit = fileURLToPath(new URL("../bare-submit.cjs", import.meta.url));

export const submit: Measurement = async function* ({ newDirectory, pairs, python }) {
  const ourQueue = newDirectory();
  const dirq: Contender = {
    name: "dirq submit",
    run: () => void runDirq(["--jobs-dir", ourQueue, "submit", "true"]),
  };
  const bareNode: Contender = { name: "node -e 0", run: () => void runProgram(process.execPath, ["-e", "0"]) };
  yield timeRow("submit one job, whole process", await compare(dirq, bareNode, pairs), "≤ 1.25");
  const limit: Contender = {
    name: "a bare script, same calls",
    run: () => void runProgram(process.execPath, [bareSubmit, ourQueue, "true"]),
  };
  yield timeRow("submit one job, whole process", await compare(dirq, limit, pairs), "");
  yield timeRow("a bare script, same calls", await compare(limit, bareNode, pairs), "the limit of submit");

  if (python === undefined) return;
  const theirQueue = newDirectory();
  const werq: Contender = {
    name: "werq submit",
    run: () => void runProgram(python.werq, ["--jobs-dir", theirQueue, "submit", "true"]),
  };
  yield timeRow("submit one job, whole process", await compare(dirq, werq, pairs), "≤ 1");
};
