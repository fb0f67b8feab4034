/** The built-in worker: runs shell jobs, each in the world that docs/protocol.md describes. */
import { isAbsolute } from "node:path";
import {
  checkedOptions,
  formatJson,
  isShellJob,
  type JobParams,
  type JobQueue,
  type QueuedJob,
  type RunningJob,
} from "../queue/index.js";
import { CommandResult } from "./command-result.js";
import { failureDetails, failurePhrase } from "./end-phrases.js";
import { JobFailure } from "./job-failure.js";
import { SHELL_WORKER } from "./option-rules.js";
import { MAX_LOG_SIZE } from "./output-log.js";
import { takeOwnResult } from "./own-result.js";
import { runCommand, type CommandEnd, type EndedCommand } from "./run-command.js";
import { shellEnvironment } from "./shell-environment.js";
import { Worker, type JobContext, type RunOptions } from "./worker.js";

/** How commands are run. @category Options */
export interface ShellWorkerOptions {
  /** The program that reads the command with `-c`. Default: `/bin/sh`; on Windows `cmd.exe`. */
  readonly shell?: string | undefined;
  /** Seconds that a job may run which says nothing of its own in `params.timeout`. Default: no limit. */
  readonly timeout?: number | undefined;
  /**
   * Bytes that a job's `output.log` may have, 256 KiB or more. One that would grow beyond loses its middle: its beginning
   * and its end stay, and a line says how much is left out. Default 1 GiB; Infinity: no limit.
   */
  readonly maxLogSize?: number | undefined;
}

/**
 * The worker that runs commands: jobs with `params.command`. What such a job finds, the README tells.
 * @category Where to begin
 */
export class ShellWorker extends Worker {
  private readonly maxLogSize: number;
  /** What all of its jobs inherit: Node asks the system for each variable by itself, which is too much for each job. */
  private inherited: NodeJS.ProcessEnv | undefined;

  /**
   * @param queue the queue whose jobs it runs, or its directory
   * @throws RangeError for a log size that is too small, or a timeout that is not above 0; TypeError for another option that
   * makes no sense
   */
  constructor(
    queue: JobQueue<object> | string,
    private readonly options: ShellWorkerOptions = {},
  ) {
    super(queue);
    this.maxLogSize = checkedOptions("ShellWorker", options, SHELL_WORKER).maxLogSize ?? MAX_LOG_SIZE;
  }

  /** As every worker's. Its commands inherit the environment that this process has when it is called. */
  override async run(options?: RunOptions): Promise<void> {
    this.inherited = { ...process.env };
    await super.run(options);
  }

  override accepts(job: QueuedJob): boolean {
    return isShellJob(job.params);
  }

  /** @throws JobFailure with one of the fixed phrases */
  override async processJob(job: RunningJob, context: JobContext): Promise<CommandResult> {
    const { params } = job;
    if (!isShellJob(params)) throw new JobFailure("Could not start: params.command is not a string");
    const timeout = timeoutOf(params) ?? this.options.timeout;
    const end = await runCommand({
      command: params.command,
      shell: this.options.shell,
      cwd: directoryOf(params, context),
      env: this.environment(job, context),
      resultDir: context.resultDir,
      maxLogSize: this.maxLogSize,
      claim: context.claim,
      timeout,
      signal: context.signal,
      onStart: (pid, startTime) => context.recordProcess(pid, startTime),
      onProgress: (progress) => context.reportProgress(progress),
    });
    const phrase = failurePhrase(end, timeout);
    if ("couldNotStart" in end || end.aborted || phrase !== undefined) {
      throw new JobFailure(phrase ?? "Stopped", {
        details: failureDetails(end),
        ...exitOf(end),
        final: "timedOut" in end && end.timedOut,
      });
    }
    const own = takeOwnResult(this.queue, job.id);
    if (own.kind === "result") return new CommandResult(own.json, 0);
    return new CommandResult(
      { ...resultOf(params.command, end), ...(own.kind === "set aside" && { note: own.note }) },
      0,
    );
  }

  private environment(job: RunningJob, context: JobContext): NodeJS.ProcessEnv {
    const facts = {
      jobId: job.id,
      jobName: job.name,
      jobsDir: this.queue.directory,
      resultDir: context.resultDir,
      workerName: context.workerName,
      slot: context.slot,
      attempt: context.attempt,
    };
    return shellEnvironment(facts, environmentOf(job.params), this.inherited);
  }
}

function resultOf(command: string, end: EndedCommand) {
  return { command, output: end.stdoutTail, exit_code: end.exitCode };
}

function exitOf(end: CommandEnd): { exitCode?: number; signal?: string } {
  if ("couldNotStart" in end) return {};
  if (end.signal !== null) return { signal: end.signal };
  return end.exitCode === null ? {} : { exitCode: end.exitCode };
}

function directoryOf(params: JobParams, { resultDir }: JobContext): string {
  const cwd = params["cwd"];
  if (cwd === undefined || cwd === null) return resultDir;
  if (typeof cwd !== "string" || !isAbsolute(cwd)) {
    throw new JobFailure(`Could not start: params.cwd must be an absolute path, not ${formatJson(cwd)}`);
  }
  return cwd;
}

function timeoutOf(params: JobParams): number | undefined {
  const timeout = params["timeout"];
  if (timeout === undefined || timeout === null) return undefined;
  if (typeof timeout !== "number" || !(timeout > 0)) {
    throw new JobFailure(`Could not start: params.timeout must be a number of seconds above 0`);
  }
  return timeout;
}

function environmentOf(params: JobParams): Record<string, string> {
  const env = params["env"] ?? {};
  if (typeof env !== "object" || Array.isArray(env) || Object.values(env).some((value) => typeof value !== "string")) {
    throw new JobFailure("Could not start: params.env must be an object of strings");
  }
  return env as Record<string, string>;
}
