/** Where a hostile queue is made: a directory with the queue, and beside it what must never be touched. */
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { pythonJob } from "../queue/temporary-queue.js";
import type { Bounds } from "./trace/judge.js";

export class Ground {
  /** In memory where the system has such a place: nothing here asks for a real disk. */
  readonly directory = realpathSync(mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "dirq-hostile-")));
  readonly jobs = join(this.directory, "jobs");
  /** Holds what a hostile link leads to: files that look like those of a queue. */
  readonly outside = join(this.directory, "outside");
  readonly temporary = join(this.directory, "tmp");
  readonly queue = new JobQueue(this.jobs);

  constructor() {
    mkdirSync(this.temporary);
    this.queue.create();
    for (const [path, text] of Object.entries(LURES)) this.write(join(this.outside, path), text);
  }

  /** Writes a file, of the queue where the path is relative. */
  write(path: string, data: string | Uint8Array): void {
    const file = this.path(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, data);
  }

  /** Leaves an empty directory where the queue was. */
  clear(): void {
    rmSync(this.jobs, { recursive: true });
    mkdirSync(this.jobs);
  }

  /** For a name that is no text. */
  writeBytes(path: Buffer, text: string): void {
    writeFileSync(path, text);
  }

  /** Absolute, of one in the queue. */
  path(path: string): string {
    return path.startsWith("/") ? path : join(this.jobs, path);
  }

  get bounds(): Bounds {
    return { queue: [this.jobs], forbidden: [this.outside], temporary: this.temporary };
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Whatever a link may be taken for, it finds something there that could be read, moved or overwritten. */
const LURES: Readonly<Record<string, string>> = {
  "file.json": pythonJob("x"),
  "lure.json": pythonJob("x"),
  "lure~held.json": pythonJob("x"),
  "job.json": pythonJob("x"),
  "manifest.json": JSON.stringify({ id: "lure", state: "queued", removed_ms: 1 }),
  "result.json": `{"secret": 1}`,
  "results.json": `{"secret": 1}`,
  "error.txt": "Error starting job: secret",
  "output.log": "secret",
  "results/result.json": `{"secret": 1}`,
  "queued/lure.json": pythonJob("x"),
};
