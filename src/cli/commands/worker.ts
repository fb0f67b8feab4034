import { spawnSync } from "node:child_process";
import { hostname } from "node:os";
import { JobQueue } from "../../queue/index.js";
import { printable } from "../../wording/index.js";
import { SMALLEST_LOG_SIZE, type ShellWorkerOptions } from "../../worker/index.js";
import type { Cli } from "../cli.js";
import { defineCommand, type Options, type Values } from "../command.js";
import { UsageError } from "../trouble.js";
import { seconds, wholeNumber } from "../typed/numbers.js";
import { size } from "../typed/size.js";
import { lengthOfTime } from "../typed/when.js";
import { startInBackground, workerLog } from "../workers/background-worker.js";
import { loadWorker } from "../workers/load-worker.js";
import { OwnLog } from "../workers/own-log.js";
import { keepHeapSmall } from "../workers/small-heap.js";
import { stopSignals } from "../workers/stop-signals.js";
import { WorkerReport } from "../workers/worker-report.js";

const OPTIONS = {
  rm: { type: "boolean", help: "end when nothing is left to run" },
  slots: { type: "string", value: "number", help: "how many jobs run at the same time; 1" },
  "poll-interval": { type: "string", value: "s", help: "seconds between looks where no hint comes; 1" },
  name: { type: "string", short: "n", value: "name", help: "its name in the records of its jobs" },
  shell: {
    type: "string",
    value: "program",
    help: "what reads commands, instead of /bin/sh",
    offers: { kind: "files" },
  },
  timeout: { type: "string", value: "duration", help: "for commands that were submitted without one" },
  "max-log-size": {
    type: "string",
    value: "size",
    help: "of a command's output.log, whose middle is left out beyond it; 1G, or none",
  },
  detach: { type: "boolean", help: "in the background, where it outlives the terminal; print its process id" },
  json: { type: "boolean", help: "print what happens as objects, one a line; with --detach, into its log" },
} as const satisfies Options;

type WorkerOptions = Values<typeof OPTIONS>;

export const worker = defineCommand({
  name: "worker",
  summary: "run what is queued",
  about:
    "Run what is queued, until told to stop: shell commands, or with a file the jobs that its worker accepts. Ctrl-C lets the running jobs finish; a second one stops them and puts them back into the queue. So does kill.",
  words: {
    usage: "[my-worker.mjs]",
    help: 'a module whose default export has accepts and processJob; import from "dirq"',
    offers: { kind: "files" },
  },
  options: OPTIONS,
  examples: [
    ["Four at a time, until all is done", "dirq worker --slots 4 --rm"],
    ["Go on when the terminal is closed", "dirq worker --detach"],
    ["Jobs of your own kind", "dirq worker ./my-worker.mjs"],
  ],
  async run(cli, [file], options) {
    const settings = settingsOf(file, options);
    await (options.detach ? detach(cli, file, options) : runWorker(cli, file, settings));
  },
});

interface Settings {
  readonly slots: number;
  readonly pollInterval: number;
  readonly stopWhenEmpty: boolean;
  readonly name: string;
  /** What a person called it. */
  readonly givenName: string | undefined;
  readonly shellOptions: ShellWorkerOptions;
  readonly json: boolean;
}

/** @throws UsageError before anything is begun */
function settingsOf(file: string | undefined, options: WorkerOptions): Settings {
  const { shell, timeout, slots, "poll-interval": pollInterval, "max-log-size": maxLogSize } = options;
  if (file !== undefined && (shell ?? timeout ?? maxLogSize) !== undefined) {
    throw new UsageError("--shell, --timeout and --max-log-size are for shell commands, not for a worker of your own.");
  }
  if (options.name?.trim() === "") throw new UsageError("--name needs a name.");
  if (shell !== undefined) assertRuns(shell);
  return {
    slots: slots === undefined ? 1 : wholeNumber("--slots", slots),
    pollInterval: pollInterval === undefined ? 1 : seconds("--poll-interval", pollInterval),
    stopWhenEmpty: options.rm === true,
    name: options.name ?? `${hostname()}-${process.pid}`,
    givenName: options.name,
    json: options.json === true,
    shellOptions: {
      ...(shell === undefined ? {} : { shell }),
      ...(timeout === undefined ? {} : { timeout: lengthOfTime("--timeout", timeout) }),
      ...(maxLogSize === undefined
        ? {}
        : { maxLogSize: size("--max-log-size", maxLogSize, { least: SMALLEST_LOG_SIZE }) }),
    },
  };
}

/** Better said once, now, than as the failure of every job in the queue. Given nothing to read, a shell ends at once. */
function assertRuns(shell: string): void {
  const { error } = spawnSync(shell, { stdio: "ignore" });
  if (error === undefined) return;
  throw new UsageError(
    `Cannot run --shell ${printable(shell)} (${error.message}). Name a shell that is installed here.`,
  );
}

async function runWorker(cli: Cli, file: string | undefined, settings: Settings): Promise<void> {
  const { shellOptions, givenName, json, ...how } = settings;
  if (file === undefined) keepHeapSmall();
  const runner = await loadWorker({ jobsDirectory: cli.jobsDirectory, file, options: shellOptions });
  const report = new WorkerReport(cli, json);
  const log = new OwnLog(workerLog(runner.queue, givenName ?? String(process.pid)));
  const stop = stopSignals({ onDrain: () => report.draining(), onKill: () => report.killing() });
  // Before anything is said: a directory that cannot be used is the first thing to know.
  runner.queue.create();
  report.begin(runner.queue.directory, how);
  try {
    await runner.run({
      ...how,
      signal: stop.drain,
      killSignal: stop.kill,
      onEvent: (event) => {
        report.tell(event);
        log.keepShort();
      },
    });
  } finally {
    stop.release();
  }
  cli.exitCode = stop.exitCode();
}

async function detach(cli: Cli, file: string | undefined, options: WorkerOptions): Promise<void> {
  const queue = new JobQueue(cli.jobsDirectory);
  const args = ["--jobs-dir", queue.directory, "worker", ...sameOptions(options), ...(file ? ["--", file] : [])];
  const { pid, log, isAtWork } = await startInBackground(queue, { name: options.name, args });
  cli.out.line(String(pid));
  cli.say(`Worker ${pid} ${isAtWork ? "runs in the background" : "has found nothing left to run, and ended"}.`);
  if (isAtWork) cli.say(`To let it finish its jobs and end: kill ${pid}; once more, to put them back.`);
  cli.say(`Its log: ${printable(log)}`);
}

/** The options that were given, for the process that is to heed them. */
function sameOptions(options: WorkerOptions): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    if (!(name in OPTIONS) || name === "detach" || value === undefined || value === false) return [];
    return value === true ? [`--${name}`] : [`--${name}=${value}`];
  });
}
