import type { ChildProcess } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { exitOf, start, workerCommand } from "./processes.js";
import type { Said } from "./use-queue.js";
import { quickDirectory } from "./world.js";
import { sleep } from "../../src/queue/disk/sleep.js";

const FAILING_WORKER = join(__dirname, "failing-worker.mjs");
const DEADLINE_MS = 60_000;

/** What was acknowledged to somebody. */
export interface Promises {
  /** The last word of those who submit jobs on each of them. */
  readonly jobs: ReadonlyMap<string, Said["now"]>;
  /** How jobs ended, as their workers said. */
  readonly ends: ReadonlyMap<string, "completed" | "failed">;
}

interface BusyOptions {
  readonly directory: string;
  /** use-queue, built. */
  readonly program: string;
  readonly random: (limit: number) => number;
}

/** A queue under two processes that do with jobs whatever can be done, and two workers. They can be stopped at once. */
export class BusyQueue {
  private constructor(
    private readonly processes: readonly ChildProcess[],
    /** Files with what they say, which are not on the queue's disk. */
    private readonly clients: readonly string[],
    private readonly workers: readonly string[],
  ) {}

  static start({ directory, program, random }: BusyOptions): BusyQueue {
    const folder = quickDirectory();
    const processes: ChildProcess[] = [];
    const say = (name: string, [command, args]: readonly [string, readonly string[]]): string => {
      const file = join(folder, name);
      const stdout = openSync(file, "w");
      processes.push(start(command, args, { stdout }));
      closeSync(stdout);
      return file;
    };
    const clients = [1, 2].map((n) =>
      say(`client-${n}`, [process.execPath, [program, directory, String(random(2 ** 31))]]),
    );
    const workers = [1, 2].map((n) => say(`worker-${n}`, workerCommand(directory, "--slots", "2", FAILING_WORKER)));
    return new BusyQueue(processes, clients, workers);
  }

  /** How many lines were said. */
  said(): number {
    return [...this.clients, ...this.workers].reduce((sum, file) => sum + linesOf(file).length, 0);
  }

  /** Once this returns, none of them does anything. */
  stop(): void {
    for (const child of this.processes) child.kill("SIGSTOP");
    const deadline = performance.now() + DEADLINE_MS;
    while (!this.processes.every(isStopped)) {
      if (performance.now() > deadline) throw new Error("A process has not stopped, or has ended");
      sleep(1);
    }
  }

  goOn(): void {
    for (const child of this.processes) child.kill("SIGCONT");
  }

  async kill(): Promise<void> {
    for (const child of this.processes) child.kill("SIGKILL");
    await Promise.all(this.processes.map(exitOf));
  }

  promises(): Promises {
    const said = this.clients.flatMap(linesOf).map((line) => JSON.parse(line) as Said);
    const ends = new Map<string, "completed" | "failed">();
    for (const line of this.workers.flatMap(linesOf)) {
      const [, state, id = ""] = /\b(completed|failed) {2,}(\d{19})/.exec(line) ?? [];
      if (state === "completed" || state === "failed") ends.set(id, state);
    }
    return {
      jobs: new Map(said.map(({ id, now }) => [id, now])),
      ends,
    };
  }
}

/** All of its threads: one may still be waiting for the disk. */
function isStopped({ pid = 0 }: ChildProcess): boolean {
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks).every((task) => / T /.test(readFileSync(join(tasks, task, "stat"), "latin1")));
}

/** The last line may still be on its way. */
function linesOf(file: string): string[] {
  return readFileSync(file, "utf8").split("\n").slice(0, -1);
}
