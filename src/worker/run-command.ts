import type { Readable } from "node:stream";
import { afterSeconds } from "./after-seconds.js";
import { openOutputLog, type OutputLog } from "./output-log.js";
import { OutputTail } from "./output-tail.js";
import { Progress } from "./progress.js";
import { watchProgressFile } from "./progress-file.js";
import { ProgressInOutput } from "./progress-in-output.js";
import { startShell, type Shell } from "./start-shell.js";
import { startTimeOf } from "../queue/index.js";
import { stopProcesses } from "./terminate/stop-processes.js";

/** One shell command, and the world that it runs in. */
export interface CommandRun {
  readonly command: string;
  /** The program that reads the command; undefined: `/bin/sh`, or `cmd.exe` on Windows. */
  readonly shell: string | undefined;
  readonly cwd: string;
  /** As shellEnvironment() makes it; `DIRQ_CLAIM` and `DIRQ_PROGRESS` are added here. */
  readonly env: NodeJS.ProcessEnv;
  /** Holds `output.log` afterwards; must not hold one before, for what an earlier attempt left was moved aside. */
  readonly resultDir: string;
  /** Bytes that `output.log` may have; Infinity: no limit. */
  readonly maxLogSize: number;
  /** Becomes `DIRQ_CLAIM`, by which processes that left the group are found. Unique to this run. */
  readonly claim: string;
  /** Seconds; undefined: no limit. */
  readonly timeout: number | undefined;
  /** Aborting it stops the command with everything that it started: asked at once, forced after 5 s. */
  readonly signal: AbortSignal;
  /** The process group, and its leader's start time as the system states it (empty where it states none). */
  onStart(pid: number, startTime: string): void;
  /** 0 to 1; at most five times a second. Must not throw: it is called from timers and streams. */
  onProgress(progress: number): void;
}

/** How a command that was started came to its end. */
export interface EndedCommand {
  readonly exitCode: number | null;
  /** The signal that ended the shell, for example `SIGKILL`. */
  readonly signal: string | null;
  readonly timedOut: boolean;
  readonly aborted: boolean;
  /** The last MiB. */
  readonly stdoutTail: string;
  /** The last 64 KiB. */
  readonly stderrTail: string;
  /** Why `output.log` lacks a part of the output, in words; undefined: it lacks nothing. */
  readonly logGap: string | undefined;
}

export type CommandEnd = EndedCommand | { readonly couldNotStart: string };

const STDOUT_KEPT = 1024 * 1024;
const STDERR_KEPT = 64 * 1024;

/**
 * Runs one command to its end: its shell has exited and nobody holds its output any more, as `subprocess.run` of Python
 * waits; or it was stopped. Rejects only with what `onStart` threw, after stopping the command.
 */
export async function runCommand(run: CommandRun, openLog = openOutputLog): Promise<CommandEnd> {
  if (run.signal.aborted) return NEVER_STARTED;
  const opened = openLog(run.resultDir, run.maxLogSize);
  if ("couldNotStart" in opened) return opened;
  const progress = new Progress((value) => run.onProgress(value));
  const progressFile = watchProgressFile((value) => progress.hear("file", value));
  try {
    const shell = await startShell({
      ...run,
      env: { ...run.env, DIRQ_CLAIM: run.claim, DIRQ_PROGRESS: progressFile.path },
    });
    if ("couldNotStart" in shell) return shell;
    return await attend(shell, { run, log: opened, progress });
  } finally {
    progressFile.close();
    progress.close();
    opened.close();
  }
}

const NEVER_STARTED: EndedCommand = {
  exitCode: null,
  signal: null,
  timedOut: false,
  aborted: true,
  stdoutTail: "",
  stderrTail: "",
  logGap: undefined,
};

interface Attendance {
  readonly run: CommandRun;
  readonly log: OutputLog;
  readonly progress: Progress;
}

async function attend(shell: Shell, { run, log, progress }: Attendance): Promise<EndedCommand> {
  const stdout = collect(shell.stdout, { tail: new OutputTail(STDOUT_KEPT), log, progress });
  const stderr = collect(shell.stderr, { tail: new OutputTail(STDERR_KEPT), log, progress });
  const processes = { pid: shell.pid, startTime: startTimeOf(shell.pid), claim: run.claim, outputs: shell.outputs };
  const stop = async () => {
    await stopProcesses(processes, shell.ended);
    shell.letGo();
  };
  try {
    run.onStart(processes.pid, processes.startTime ?? "");
  } catch (error) {
    await stop();
    throw error;
  }
  const reason = await endOrReasonToStop(shell, run);
  if (reason !== "ended") await stop();
  log.close();
  return {
    ...shell.exit(),
    timedOut: reason === "timed out",
    aborted: reason === "aborted",
    stdoutTail: stdout.toString(),
    stderrTail: stderr.toString(),
    logGap: log.gap(),
  };
}

interface Collectors {
  readonly tail: OutputTail;
  readonly log: OutputLog;
  readonly progress: Progress;
}

/** The log is written before the next chunk is read: a job that prints faster than the disk takes it has to wait. */
function collect(stream: Readable, { tail, log, progress }: Collectors): OutputTail {
  const seen = new ProgressInOutput((source, value) => progress.hear(source, value));
  stream.on("data", (chunk: Buffer) => {
    log.write(chunk);
    tail.push(chunk);
    seen.push(chunk);
  });
  return tail;
}

async function endOrReasonToStop(shell: Shell, run: CommandRun): Promise<"ended" | "timed out" | "aborted"> {
  let forget = () => {};
  const reason = new Promise<"timed out" | "aborted">((resolve) => {
    const onAbort = () => resolve("aborted");
    const stopClock = run.timeout === undefined ? () => {} : afterSeconds(run.timeout, () => resolve("timed out"));
    run.signal.addEventListener("abort", onAbort);
    if (run.signal.aborted) onAbort();
    forget = () => {
      stopClock();
      run.signal.removeEventListener("abort", onAbort);
    };
  });
  const first = await Promise.race([shell.ended.then(() => "ended" as const), reason]);
  forget();
  return first;
}
