/** The sample queue in a folder of its own, and a worker on it. */
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { type ProcessGroup, type ProcessGroupOptions, startGroup } from "../processes/process-group.js";
import { run } from "../processes/run.js";
import { projectRoot } from "../project.js";

const dirq = path.join(projectRoot, "dist", "cli.js");

/** Fills the folder anew: each start begins with the same jobs. Returns it. */
export async function makeSample(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await run(process.execPath, [path.join(projectRoot, "examples", "sample", "submit.mjs"), folder]);
  return folder;
}

/** Starts a worker on the folder's queue. `args` are further words for `dirq worker`. */
export function startWorker(
  folder: string,
  args: readonly string[] = [],
  options: ProcessGroupOptions = {},
): ProcessGroup {
  // Told twice, which two signals are, a worker does not wait for its jobs but ends them and gives them back.
  const farewell = ["SIGINT", "SIGTERM"] as const;
  return startGroup(process.execPath, [dirq, "worker", "--slots", "2", ...args], { cwd: folder, farewell, ...options });
}

/** What the tree shows of a job, as `dirq list --json` tells it. */
export interface ListedJob {
  readonly id: string;
  readonly state: "queued" | "running" | "completed" | "failed";
  readonly name: string | null;
}

export async function listJobs(folder: string): Promise<readonly ListedJob[]> {
  const text = await run(process.execPath, [dirq, "list", "-n", "100", "--json"], { cwd: folder });
  return JSON.parse(text) as ListedJob[];
}
