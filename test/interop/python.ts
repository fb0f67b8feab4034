import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pythonWerq, type PythonWerq } from "../../scripts/toolchain/python.js";
import { need } from "../setup/needs.js";
import { say } from "../setup/say.js";

const CLI = join(__dirname, "../../dist/cli.js");

/** Both implementations on one machine, as programs and as libraries. */
export class BothSides {
  private readonly started = new Set<ChildProcess>();

  private constructor(private readonly package_: PythonWerq) {}

  /** For a `before` hook. */
  static async get(context: Mocha.Context): Promise<BothSides> {
    const found = await need(context, pythonWerq);
    say(`    the Python package werq ${found.version}`);
    return new BothSides(found);
  }

  /** Runs a command of ours to its end; its stdout. */
  dirq(jobs: string, ...args: readonly string[]): string {
    return execFileSync(process.execPath, [CLI, "--jobs-dir", jobs, ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  }

  /** Runs a command of the Python package to its end; its stdout. */
  werq(jobs: string, ...args: readonly string[]): string {
    const env = { ...process.env, COLUMNS: "300", NO_COLOR: "1" };
    return execFileSync(this.package_.werq, ["--jobs-dir", jobs, ...args], {
      encoding: "utf8",
      env,
      stdio: ["ignore", "pipe", "ignore"],
    });
  }

  /** Runs a few lines of Python that find the queue in `queue`; the JSON that they leave in `answer`. */
  python(jobs: string, lines: string): unknown {
    const program = [
      "import json, sys",
      "from pathlib import Path",
      "from werq import JobQueue, JobState",
      "queue = JobQueue(Path(sys.argv[1]))",
      lines,
      "print(json.dumps(answer))",
    ];
    return JSON.parse(execFileSync(this.package_.python, ["-c", program.join("\n"), jobs], { encoding: "utf8" }));
  }

  /** Starts a worker that ends when the queue is empty. */
  startDirqWorker(jobs: string): ChildProcess {
    return this.start(process.execPath, [CLI, "--jobs-dir", jobs, "worker", "--rm", "--poll-interval", "0.05"]);
  }

  startPythonWorker(jobs: string): ChildProcess {
    return this.start(this.package_.werq, ["--jobs-dir", jobs, "worker", "--rm", "--poll-interval", "0.01"]);
  }

  /** One that stalls so many seconds between its read of a job and its unlink. */
  startStalledWorker(jobs: string, seconds: number): ChildProcess {
    return this.start(this.package_.python, [join(__dirname, "stalled_worker.py"), jobs, String(seconds)]);
  }

  private start(program: string, args: readonly string[]): ChildProcess {
    const child = spawn(program, args, { stdio: "ignore" });
    this.started.add(child);
    child.once("exit", () => this.started.delete(child));
    return child;
  }

  /** For an `afterEach` hook. */
  async stopAll(): Promise<void> {
    await Promise.all([...this.started].map(async (child) => (child.kill("SIGKILL"), once(child, "exit"))));
  }
}
