/** Jobs as they lie in a queue's directory, written as another program would. */
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { JobState } from "../../src/queue/index.js";
import { pythonJob } from "../queue/temporary-queue.js";

export interface JobOnDisk {
  readonly id: string;
  readonly state: JobState;
  readonly name: string;
  /** Changes to what the Python package would write. */
  readonly changes?: Readonly<Record<string, unknown>>;
}

const STARTED = { started_at: "2024-12-04T10:00:48", worker_name: "lab" };
const BY_STATE: Readonly<Record<JobState, Readonly<Record<string, unknown>>>> = {
  queued: {},
  running: STARTED,
  completed: { ...STARTED, finished_at: "2024-12-04T10:00:49", progress: 1 },
  failed: { ...STARTED, finished_at: "2024-12-04T10:00:49", error: "Command failed with exit code 2: ValueError" },
};

export function writeJobs(queue: string, jobs: readonly JobOnDisk[]): void {
  for (const state of Object.keys(BY_STATE)) mkdirSync(path.join(queue, state), { recursive: true });
  for (const { id, state, name, changes } of jobs) {
    const params = { command: `echo ${name}`, type: "shell", name };
    if (state === "completed") writeResult(queue, id);
    // In one step: half a file is a damaged job to whoever looks just then.
    const aside = path.join(path.dirname(queue), `.${id}`);
    writeFileSync(aside, pythonJob(id, { state, params, ...BY_STATE[state], ...changes }));
    renameSync(aside, fileOf(queue, state, id));
  }
}

/** Before the job, as a worker does: one that completed without it is a damaged one. */
function writeResult(queue: string, id: string): void {
  const directory = path.join(queue, "completed_results", id);
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, "results.json"), "{}");
}

export function moveJob(queue: string, id: string, from: JobState, to: JobState): void {
  if (to === "completed") writeResult(queue, id);
  renameSync(fileOf(queue, from, id), fileOf(queue, to, id));
}

/** The ids of one state, by listing its folder. The first write to a queue tries its folders with a file that is no job. */
export function idsIn(queue: string, state: JobState): string[] {
  const names = readdirSync(path.join(queue, state)).filter((name) => name.endsWith(".json"));
  return names.map((name) => path.basename(name, ".json"));
}

/** The `params` of the newest job of a state. */
export function newestParams(queue: string, state: JobState): unknown {
  const id = idsIn(queue, state).sort().at(-1) ?? "";
  return (JSON.parse(readFileSync(fileOf(queue, state, id), "utf8")) as { params: unknown }).params;
}

function fileOf(queue: string, state: JobState, id: string): string {
  return path.join(queue, state, `${id}.json`);
}
