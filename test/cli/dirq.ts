/**
 * Runs the command line that ships, as a person does: a process of its own, in a directory of its own. Only what a test
 * finds there is made in this process, by the same code.
 */
import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "../../src/cli/command.js";
import { commandParams, PARAMS_OPTIONS } from "../../src/cli/submitting/job-params.js";
import { SCHEDULE_OPTIONS, scheduleOf } from "../../src/cli/submitting/schedule.js";
import { JobQueue } from "../../src/queue/index.js";
import { ShellWorker } from "../../src/worker/index.js";
import { called } from "./called.js";

const ROOT = resolve(__dirname, "../..");
export const CLI = join(ROOT, "dist/cli.js");
const SUBMIT_OPTIONS = { ...PARAMS_OPTIONS, ...SCHEDULE_OPTIONS };

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface How {
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly uid?: number;
  /** The Node that runs it; by default this one. */
  readonly node?: string;
}

/** A directory for one test, gone after it, and the queue in its `jobs`. */
export class Place {
  readonly directory = realpathSync(mkdtempSync(join(tmpdir(), "dirq-cli-")));
  readonly jobs = join(this.directory, "jobs");
  readonly queue = new JobQueue(this.jobs);
  private readonly started = new Set<ChildProcess>();

  /** Runs `dirq` here until it ends. */
  dirq(args: readonly string[], how: How = {}): Ended {
    const { status, stdout, stderr } = spawnSync(how.node ?? process.execPath, [CLI, ...args], this.options(how));
    return { code: status, stdout, stderr };
  }

  /** Calls `dirq` here without a process: for the many cases of what the built program is seen to do in one of them. */
  called(...args: readonly string[]): Promise<Ended> {
    return called(this.directory, args);
  }

  /** Starts `dirq` here and leaves it running, until the test is over at the latest. */
  start(args: readonly string[], how: How = {}): ChildProcess {
    const stdin = how.input === undefined ? "ignore" : "pipe";
    const child = spawn(process.execPath, [CLI, ...args], { ...this.options(how), stdio: [stdin, "pipe", "pipe"] });
    child.stdin?.end(how.input);
    return this.own(child);
  }

  /** Ends a process with the test. */
  own(child: ChildProcess): ChildProcess {
    this.started.add(child);
    child.once("exit", () => this.started.delete(child));
    return child;
  }

  /** Puts the command into the queue that `dirq submit` would put there, in a hundredth of its time. Returns the id. */
  submit(...args: readonly string[]): string {
    const { options, words } = parse(args, SUBMIT_OPTIONS, { optionsEndAtFirstWord: true });
    const params = commandParams(words, { cwd: this.directory, "no-env": true, ...options });
    return this.queue.submit(params, scheduleOf(this.queue, options)).id;
  }

  /** Runs all that is queued, as `dirq worker --rm` would. */
  async work(): Promise<void> {
    await new ShellWorker(this.queue).run({ stopWhenEmpty: true });
  }

  async remove(): Promise<void> {
    const ends = [...this.started].map((child) => new Promise((resolve) => child.once("exit", resolve)));
    for (const child of this.started) child.kill("SIGKILL");
    await Promise.all(ends);
    rmSync(this.directory, { recursive: true, force: true });
  }

  private options({ input = "", env = {}, cwd = this.directory, uid }: How) {
    const options = { cwd, input, env: { ...cleanEnvironment(), ...env }, encoding: "utf8", timeout: 50_000 } as const;
    return uid === undefined ? options : { ...options, uid, gid: uid };
  }
}

/** A place for each test of a suite. */
export function places(): { readonly place: Place } {
  let place: Place | undefined;
  before(buildWhenStale);
  beforeEach(() => (place = new Place()));
  afterEach(() => place?.remove());
  return {
    get place() {
      if (place === undefined) throw new Error("There is a place only while a test runs");
      return place;
    },
  };
}

export function cleanEnvironment(): NodeJS.ProcessEnv {
  const own = /^(DIRQ_|WERQ_|VIRTUAL_ENV$|CONDA_PREFIX$|NO_COLOR$|FORCE_COLOR$|NODE_OPTIONS$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

/** `npm test` has built it; whoever runs these tests alone gets what the sources say now. */
function buildWhenStale(): void {
  const built = statSync(CLI, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const folders = ["cli", "queue", "worker", "live", "sweeps", "wording"].map((layer) => join(ROOT, "src", layer));
  const sources = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))),
  );
  const newest = Math.max(...sources.map((path) => statSync(path).mtimeMs));
  if (built < newest) execFileSync(process.execPath, ["esbuild.mjs"], { cwd: ROOT });
}

/** What a process prints until it ends, and its code. */
export async function ended(child: ChildProcess): Promise<Ended> {
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, stdout: stdout(), stderr: stderr() };
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = "";
  stream?.setEncoding("utf8").on("data", (piece: string) => (text += piece));
  return () => text;
}
