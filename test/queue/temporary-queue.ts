import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { JobQueue, type JobQueueOptions } from "../../src/queue/index.js";

const made: string[] = [];

afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** A directory of its own for one test. */
export function temporaryDirectory(parent = tmpdir()): string {
  const directory = mkdtempSync(join(parent, "dirq-test-"));
  made.push(directory);
  return directory;
}

/** A queue whose directory does not exist yet. */
export function temporaryQueue(options?: JobQueueOptions): JobQueue {
  return new JobQueue(join(temporaryDirectory(), "jobs"), options);
}

/** Every file below a directory, as relative paths, sorted; directories only where they are empty. */
export function filesIn(directory: string, below = ""): string[] {
  const entries = readdirSync(join(directory, below), { withFileTypes: true });
  const paths = entries.flatMap((entry) => {
    const path = join(below, entry.name);
    return entry.isDirectory() ? filesIn(directory, path) : [path];
  });
  return entries.length === 0 && below !== "" ? [`${below}/`] : paths.sort();
}

/** The files of a queue that are jobs or results: all but dirq's own bookkeeping and empty directories. */
export function jobFilesIn(queue: JobQueue): string[] {
  return filesIn(queue.directory).filter((path) => !/^\.dirq\/|\/$|^\.gitignore$/.test(path));
}

/** What is left in dirq's own bookkeeping, but for the marker and the trash. */
export function leftOversIn(queue: JobQueue): string[] {
  return filesIn(queue.directory).filter(
    (path) => /^\.dirq\/(?!queue\.json|trash\/)/.test(path) && !path.endsWith("/"),
  );
}

export function readIn(queue: JobQueue, path: string): string {
  return readFileSync(join(queue.directory, path), "utf8");
}

/** Writes a file into a queue's directory, as a person or another program would. */
export function writeIn(queue: JobQueue, path: string, text: string): void {
  const file = join(queue.directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The text of a job's file as the Python package writes it. */
export function pythonJob(id: string, changes: Record<string, unknown> = {}): string {
  const job = {
    id,
    state: "queued",
    params: { command: "true", type: "shell" },
    created_at: "2024-12-04T10:00:47.123456",
    started_at: null,
    finished_at: null,
    error: null,
    worker_name: null,
    progress: 0,
    ...changes,
  };
  return JSON.stringify(job, null, 2);
}
