/** The most memory that a worker holds at any moment: with many small jobs, and with jobs that print a lot. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { addJobs } from "../filled-queue.js";
import { megabytes, type Bench, type Measurement } from "../measurement.js";
import { dirqCli, runDirq, runProgram } from "../programs.js";

const reporter = new URL("../report-peak-memory.mjs", import.meta.url).href;

export const memory: Measurement = function* (bench) {
  yield { what: "worker's peak memory: 1,000 × true", ours: peak(bench, manySmallJobs), goal: "< 120 MB" };
  yield { what: "worker's peak memory: 4 × 64 MiB of output", ours: peak(bench, fewLoudJobs), goal: "< 120 MB" };
};

function peak({ newDirectory }: Bench, fill: (jobsDirectory: string) => void): string {
  const jobsDirectory = newDirectory();
  fill(jobsDirectory);
  const figure = path.join(newDirectory(), "peak");
  runProgram(
    process.execPath,
    ["--import", reporter, dirqCli, "--jobs-dir", jobsDirectory, "worker", "--slots", "2", "--rm"],
    {
      env: { ...process.env, PEAK_MEMORY_FILE: figure },
    },
  );
  return megabytes(Number(readFileSync(figure, "utf8")));
}

function manySmallJobs(jobsDirectory: string): void {
  addJobs(jobsDirectory, { queued: 1_000 });
}

function fewLoudJobs(jobsDirectory: string): void {
  const loud = `${process.execPath} -e "for (let i = 0; i < 2 ** 20; i++) console.log('x'.repeat(63))"`;
  for (let count = 0; count < 4; count++) runDirq(["--jobs-dir", jobsDirectory, "submit", loud]);
}
