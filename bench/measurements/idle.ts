/**
 * What a worker takes that has nothing to do. It looks every second and brings back what dead workers left every 30 s;
 * the minute that is measured holds two of these passes.
 */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { JobQueue } from "../../src/queue/index.js";
import { addJobs } from "../filled-queue.js";
import type { Bench, Measurement, Row } from "../measurement.js";
import { dirqCli } from "../programs.js";

const STARTING_MS = 5_000;
const MINUTE_MS = 60_000;

export const idle: Measurement = async function* (bench) {
  if (process.platform !== "linux") return;
  // At the same time: neither has much to do.
  const rows = await Promise.all([10_000, 100_000].map((finished) => idleBeside(bench, finished)));
  yield* rows.flat();
  yield dayOfLooks(bench);
};

async function idleBeside({ newDirectory }: Bench, finished: number): Promise<Row[]> {
  const directory = newDirectory();
  addJobs(directory, { completed: finished * 0.9, failed: finished * 0.1 });
  const worker = spawn(process.execPath, [dirqCli, "--jobs-dir", directory, "worker"], { stdio: "ignore" });
  await sleep(STARTING_MS);
  const before = takenBy(worker.pid ?? 0);
  await sleep(MINUTE_MS);
  const after = takenBy(worker.pid ?? 0);
  worker.kill();
  await once(worker, "exit");
  const where = `idle worker beside ${finished.toLocaleString("en")} jobs that ended`;
  const share = (100 * (after.processorMs - before.processorMs)) / MINUTE_MS;
  return [
    { what: where, ours: `${share.toFixed(2)} % of a core`, goal: "< 1 %" },
    { what: `${where}: wake-ups`, ours: `${after.wakeUps - before.wakeUps} a minute`, goal: "" },
  ];
}

interface Taken {
  readonly processorMs: number;
  readonly wakeUps: number;
}

/** By all threads of a process. */
function takenBy(pid: number): Taken {
  const threads = readdirSync(`/proc/${pid}/task`).map((thread) => `/proc/${pid}/task/${thread}`);
  const sum = (of: (thread: string) => number) => threads.map(of).reduce((a, b) => a + b, 0);
  return {
    processorMs: sum((thread) => Number(readFileSync(`${thread}/schedstat`, "utf8").split(" ")[0]) / 1e6),
    wakeUps: sum((thread) =>
      Number(/^voluntary_ctxt_switches:\s*(\d+)/m.exec(readFileSync(`${thread}/status`, "utf8"))?.[1]),
    ),
  };
}

/** All looks at a queue that a worker takes in 24 hours, one after the other, and what is kept in memory of them. */
function dayOfLooks({ newDirectory }: Bench): Row {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  const directory = newDirectory();
  addJobs(directory, { completed: 900, failed: 100 });
  const queue = new JobQueue(directory);
  queue.submit({ command: "true" }, { hold: true });
  const [recovery, waiting] = [queue.recovery(() => undefined), queue.waitingMover()];
  const memory: number[] = [];
  for (let second = 0; second < 86_400; second++) {
    queue.claimNext();
    waiting.run();
    if (second % 30 === 0) recovery.run();
    if (second % 3_600 !== 3_599) continue;
    collectGarbage();
    memory.push(process.memoryUsage().heapUsed);
  }
  // In the morning the engine still learns what its code does.
  const [noon = 0, midnight = 0] = [memory[11], memory[23]];
  const slope = (midnight - noon) / 12 / 1_000;
  return { what: "24 h of looks at a queue: memory kept", ours: `${slope.toFixed(1)} kB an hour`, goal: "≈ 0" };
}
