/** Runs the examples as their readers would: as programs of their own, in a directory of their own. */
import { spawn, spawnSync, type ChildProcess, type SpawnSyncReturns } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Job, JobQueue } from "../../src/queue/index.js";

const projectRoot = path.resolve(import.meta.dirname, "../..");
export const examples = path.join(projectRoot, "examples");
export const sample = path.join(examples, "sample");
/** The built command line. */
export const dirq = path.join(projectRoot, "dist/cli.js");

export interface ExampleOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** A script of the sample, to its end. */
export function runSampleScript(words: readonly string[], { cwd, env }: ExampleOptions): SpawnSyncReturns<string> {
  const [script = "", ...args] = words;
  return spawnSync(process.execPath, [path.join(sample, script), ...args], {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
}

/** An example in TypeScript. Inside this repository "dirq" is its source, by the `paths` of tsconfig.node.json. */
export function startTypeScript(file: string, { cwd }: ExampleOptions): ChildProcess {
  return spawn(process.execPath, ["--import", require.resolve("tsx"), path.join(examples, file)], {
    cwd,
    env: { ...process.env, TSX_TSCONFIG_PATH: path.join(projectRoot, "tsconfig.node.json") },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** The only job of `queue` of that type, once `worker` has finished it; ends the worker then. */
export async function finishedBy(worker: ChildProcess, queue: JobQueue, type: string): Promise<Job> {
  const deadline = Date.now() + 60_000;
  const ended = once(worker, "exit");
  try {
    for (;;) {
      const finished = queue.list({ states: ["completed", "failed"] });
      const job = finished.find((each): each is Job => each.state !== "damaged" && each.params["type"] === type);
      if (job !== undefined && (job.state === "failed" || isJson(queue.resultText(job.id)))) return job;
      if (Date.now() > deadline) throw new Error(`No job of type ${type} ended within 60 s`);
      await sleep(50);
    }
  } finally {
    worker.kill("SIGKILL");
    await ended;
  }
}

/** The Python package moves a job before it writes the result, bit by bit. */
function isJson(text: string | undefined): boolean {
  try {
    JSON.parse(text ?? "");
    return true;
  } catch {
    return false;
  }
}
