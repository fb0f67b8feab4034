/**
 * One worker on a hundred thousand queued jobs: whether it grows with them, and whether it keeps files open. In memory where
 * there is room, for it is not the disk that is measured.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { addJobs } from "../filled-queue.js";
import { megabytes, type Bench, type Measurement, type Row } from "../measurement.js";
import { dirqCli } from "../programs.js";

const QUEUED = 100_000;
const SAMPLE_MS = 250;
const MEMORY_DISK = "/dev/shm";
const ROOM_BYTES = 3e9;
const emptyWorker = fileURLToPath(new URL("../empty-worker.mjs", import.meta.url));

interface Sample {
  readonly done: number;
  readonly bytes: number;
  readonly files: number;
}

interface LongRun {
  readonly what: string;
  /** The module of a worker of one's own; none for the built-in one. */
  readonly module: readonly string[];
}

const RUNS: readonly LongRun[] = [
  { what: "commands", module: [] },
  { what: "jobs of one's own kind", module: [emptyWorker] },
];

export const longRun: Measurement = async function* (bench) {
  if (process.platform !== "linux") return;
  for (const run of RUNS) {
    const directory = roomyDirectory(bench);
    try {
      addJobs(directory, { queued: QUEUED });
      yield* measure(run, directory);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }
};

async function* measure({ what: kind, module }: LongRun, directory: string): AsyncGenerator<Row> {
  const start = performance.now();
  const samples = await watchWorker(directory, module);
  const rate = Math.round((QUEUED / (performance.now() - start)) * 1_000);
  const what = `worker: ${QUEUED.toLocaleString("en")} ${kind}`;
  // In its first half the engine still learns what its code does.
  const later = samples.filter(({ done }) => done > QUEUED / 2);
  const files = later.map((sample) => sample.files);
  const most = megabytes(Math.max(...samples.map(({ bytes }) => bytes)));
  yield { what, ours: `${rate} jobs/s`, goal: "" };
  yield { what: `${what}: memory, most`, ours: most, goal: "< 120 MB" };
  const growth = ((slope(later) * 10_000) / 1e6).toFixed(2);
  yield { what: `${what}: memory, slope`, ours: `${growth} MB in 10,000`, goal: "≈ 0" };
  yield { what: `${what}: open files`, ours: `${Math.min(...files)} to ${Math.max(...files)}`, goal: "constant" };
}

function roomyDirectory({ newDirectory }: Bench): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY_DISK);
    if (bavail * bsize > ROOM_BYTES) return mkdtempSync(path.join(MEMORY_DISK, "dirq-bench-"));
  } catch {
    // Not every Linux has it.
  }
  return newDirectory();
}

/** What it holds while it runs them. */
async function watchWorker(directory: string, module: readonly string[]): Promise<readonly Sample[]> {
  const options = ["--jobs-dir", directory, "worker", ...module, "--rm", "--slots", "2"];
  const child = spawn(process.execPath, [dirqCli, ...options], { stdio: "ignore" });
  const ended = once(child, "exit");
  const samples: Sample[] = [];
  while (child.exitCode === null) {
    const sample = sampleOf(child.pid ?? 0, directory);
    if (sample !== undefined) samples.push(sample);
    await Promise.race([ended, sleep(SAMPLE_MS)]);
  }
  return samples;
}

function sampleOf(pid: number, directory: string): Sample | undefined {
  try {
    const [, kilobytes] = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    const files = readdirSync(`/proc/${pid}/fd`).length;
    return { done: readdirSync(path.join(directory, "completed")).length, bytes: Number(kilobytes) * 1024, files };
  } catch {
    // It has ended between two looks.
    return undefined;
  }
}

/** Bytes per job, as the straight line through all samples has it. */
function slope(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number): number =>
    samples.reduce((sum, each) => sum + of(each), 0) / samples.length;
  const [done, bytes] = [mean((each) => each.done), mean((each) => each.bytes)];
  const covariance = mean((each) => (each.done - done) * (each.bytes - bytes));
  return covariance / mean((each) => (each.done - done) ** 2);
}
