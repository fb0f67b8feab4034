/**
 * Queues with thousands of jobs, written file by file as the format has it. `submit` would put each of them safely on
 * the disk, which takes a minute for 50,000 and is not what is measured here.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { JOB_STATES, JobQueue, type JobState } from "../src/queue/index.js";

/** Adds jobs whose command is `true` to the queue in `directory`, which is created when it is missing. */
export function addJobs(directory: string, counts: Partial<Record<JobState, number>>): void {
  new JobQueue(directory).create();
  for (const state of JOB_STATES) {
    const folder = path.join(directory, state);
    mkdirSync(folder, { recursive: true });
    for (let count = counts[state] ?? 0; count > 0; count--) {
      const id = nextId();
      writeFileSync(path.join(folder, `${id}.json`), jobFile(id, state));
    }
  }
}

let lastId = BigInt(Date.now() - 86_400_000) * 1_000_000n;

/** Ids of yesterday, one microsecond apart: no job that is submitted meanwhile gets one of them. */
function nextId(): string {
  lastId += 1_000n;
  return lastId.toString();
}

function jobFile(id: string, state: JobState): string {
  const started = state === "queued" ? null : "2026-01-02T03:04:05.000006";
  const finished = state === "completed" || state === "failed" ? "2026-01-02T03:04:06.000007" : null;
  const document = {
    id,
    state,
    params: { command: "true", type: "shell", name: `job ${id.slice(-6)}` },
    created_at: "2026-01-02T03:04:05.000001",
    started_at: started,
    finished_at: finished,
    error: state === "failed" ? "Command failed with exit code 1: no such file" : null,
    worker_name: started && "bench",
    progress: state === "completed" ? 1 : 0,
  };
  return JSON.stringify(document, null, 2);
}
