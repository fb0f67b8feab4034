/**
 * A thousand commands that do nothing, from the first that is submitted to the last that has ended, as a person types it
 * with other queues of commands. All keep the output; of these, dirq alone promises to outlive a power cut.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { timeRow, type Bench, type Measurement } from "../measurement.js";
import { nq, pueue, versionOfPeer } from "../peers.js";
import { runDirq, runProgram } from "../programs.js";
import { compare, type Comparison, type Contender } from "../side-by-side.js";

const JOBS = 1_000;
const LINES = `${JSON.stringify({ command: "true", type: "shell" })}\n`.repeat(JOBS);

export const queues: Measurement = async function* (bench) {
  const pairs = Math.min(bench.pairs, 3);
  if (versionOfPeer(nq) !== undefined) {
    yield timeRow(
      `${JOBS} × true, submitted and run, 1 slot`,
      await compareTime(dirq(bench, 1), withNq(bench), pairs),
      "≤ 1",
    );
  }
  if (versionOfPeer(pueue) !== undefined) {
    const daemon = await startPueue(bench);
    try {
      const comparison = await compareTime(dirq(bench, 2), withPueue(daemon), pairs);
      yield timeRow(`${JOBS} × true, submitted and run, 2 slots`, comparison, "≤ 1");
    } finally {
      await daemon.stop();
    }
  }
};

/** The others do their work in processes that nobody waits for, so what these take of the processors is not counted. */
async function compareTime(...contenders: Parameters<typeof compare>): Promise<Comparison> {
  return { ...(await compare(...contenders)), processor: undefined };
}

function dirq({ newDirectory }: Bench, slots: number): Contender {
  return {
    name: "dirq submit -, dirq worker --rm",
    run: () => {
      const directory = ["--jobs-dir", newDirectory()];
      runDirq([...directory, "submit", "-"], { input: LINES });
      runDirq([...directory, "worker", "--rm", "--slots", String(slots)], { stdout: "ignore" });
    },
  };
}

/** It runs one at a time. */
function withNq({ newDirectory }: Bench): Contender {
  return {
    name: "nq true, nq -w",
    run: () => {
      const env = { ...process.env, NQDIR: newDirectory() };
      runProgram("/bin/sh", ["-c", `i=0; while [ $i -lt ${JOBS} ]; do nq -q true; i=$((i+1)); done; nq -w -q`], {
        env,
      });
    },
  };
}

interface Daemon {
  /** The options with which its client finds it. */
  readonly options: readonly string[];
  readonly stop: () => Promise<void>;
}

async function startPueue({ newDirectory }: Bench): Promise<Daemon> {
  const directory = newDirectory();
  const config = path.join(directory, "config.yml");
  const socket = path.join(directory, "socket");
  mkdirSync(path.join(directory, "state"));
  writeFileSync(
    config,
    JSON.stringify({
      shared: { pueue_directory: path.join(directory, "state"), use_unix_socket: true, unix_socket_path: socket },
      client: {},
      daemon: { default_parallel_tasks: 2 },
    }),
  );
  const child: ChildProcess = spawn("pueued", ["--config", config], { stdio: "ignore" });
  const ended = once(child, "exit");
  while (!existsSync(socket) && child.exitCode === null) await sleep(20);
  const options = ["--config", config];
  return {
    options,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

function withPueue({ options }: Daemon): Contender {
  const client = ["pueue", ...options].map((word) => `'${word}'`).join(" ");
  return {
    name: "pueue add true, pueue wait",
    prepare: () => void runProgram("pueue", [...options, "clean"]),
    run: () => {
      const adding = `i=0; while [ $i -lt ${JOBS} ]; do ${client} add true; i=$((i+1)); done`;
      runProgram("/bin/sh", ["-c", `${adding}; ${client} wait`], { stdout: "ignore" });
    },
  };
}
