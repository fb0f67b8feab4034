/**
 * The real Python package, stopped at the exact step that a race needs. Everything here blocks, so that a test reads as
 * what happens one after the other, and Python can be let go in the middle of a call of ours.
 */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pythonWerq } from "../../scripts/toolchain/python.js";
import { sleep } from "../../src/queue/disk/sleep.js";
import { hasCode } from "../../src/queue/disk/system-errors.js";
import { need } from "../setup/needs.js";

const DEADLINE_MS = 30_000;

/** `ready` once, then `at` a step, or what it printed when the command has ended. */
type Answer = { readonly ready: true } | { readonly at: string } | { readonly printed: string };

/** For a `describe`: one process for all its tests, and another after a test that left it standing at some step. */
export function stoppingPython(): { readonly python: StoppingPython; startAgain(): Promise<void> } {
  let interpreter: string;
  let python: StoppingPython | undefined;
  const startAgain = async (): Promise<void> => {
    await python?.kill();
    python = new StoppingPython(interpreter);
  };
  before(async function () {
    interpreter = (await need(this, pythonWerq)).python;
    await startAgain();
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await startAgain();
  });
  after(() => python?.kill());
  return {
    get python() {
      if (python === undefined) throw new Error("Python runs only while a test does");
      return python;
    },
    startAgain,
  };
}

class StoppingPython {
  private readonly folder = mkdtempSync(join(tmpdir(), "dirq-test-"));
  private readonly commands: number;
  private readonly answers: number;
  private readonly child: ChildProcess;
  private received = "";

  constructor(interpreter: string) {
    const pipes = ["commands", "answers"].map((name) => join(this.folder, name));
    execFileSync("mkfifo", pipes);
    // Open for both, neither side waits for the other to open it.
    const [commands = 0, answers = 0] = pipes.map((pipe) => openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK));
    this.commands = commands;
    this.answers = answers;
    this.child = spawn(interpreter, [join(__dirname, "stopping_python.py"), ...pipes], {
      stdio: ["ignore", "ignore", "inherit"],
      // Wide enough for a path in one line.
      env: { ...process.env, COLUMNS: "1000", NO_COLOR: "1" },
    });
    this.answer();
  }

  /** Runs a `werq` command to its end; what it printed. */
  run(jobs: string, ...args: readonly string[]): string {
    this.send({ jobs, args, stop: null });
    return this.untilItsEnd();
  }

  /** Runs a `werq` command up to a step, `remove queued/*.json`: just before it. Which one that is, in full. */
  runUntil(stop: string, jobs: string, ...args: readonly string[]): string {
    this.send({ jobs, args, stop });
    return this.untilAt(stop);
  }

  /** Runs a `werq` command and looks before each of its steps. */
  stepByStep(look: (step: string) => void, jobs: string, ...args: readonly string[]): void {
    this.send({ jobs, args, stop: "*" });
    for (let answer = this.answer(); "at" in answer; answer = this.answer()) {
      look(answer.at);
      this.send("*");
    }
  }

  /** On to the end of the command; what it printed. */
  goOn(): string {
    this.send(null);
    return this.untilItsEnd();
  }

  goOnUntil(stop: string): string {
    this.send(stop);
    return this.untilAt(stop);
  }

  /** What `werq monitor` prints at its first look at a job; then somebody presses Ctrl-C, unless it has ended itself. */
  monitorOnce(jobs: string, id: string): string {
    this.send({ jobs, args: ["monitor", id], stop: "sleep" });
    const answer = this.answer();
    if ("printed" in answer) return answer.printed;
    this.send("Ctrl-C");
    return this.untilItsEnd();
  }

  /** Ends it where it stands. */
  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await once(this.child, "exit");
    for (const pipe of [this.commands, this.answers]) closeSync(pipe);
    rmSync(this.folder, { recursive: true });
  }

  private untilAt(stop: string): string {
    const answer = this.answer();
    if (!("at" in answer)) throw new Error(`Python never came to ${stop}: ${JSON.stringify(answer)}`);
    return answer.at;
  }

  private untilItsEnd(): string {
    const answer = this.answer();
    if (!("printed" in answer)) throw new Error(`Python did not come to its end: ${JSON.stringify(answer)}`);
    return answer.printed;
  }

  private send(message: unknown): void {
    writeSync(this.commands, `${JSON.stringify(message)}\n`);
  }

  private answer(): Answer {
    const end = performance.now() + DEADLINE_MS;
    const bytes = Buffer.alloc(65_536);
    while (!this.received.includes("\n")) {
      if (performance.now() > end) throw new Error("Python did not answer");
      try {
        this.received += bytes.toString("utf8", 0, readSync(this.answers, bytes));
      } catch (error) {
        if (!hasCode(error, "EAGAIN")) throw error;
        sleep(1);
      }
    }
    const [line = "", ...rest] = this.received.split("\n");
    this.received = rest.join("\n");
    return JSON.parse(line) as Answer;
  }
}
