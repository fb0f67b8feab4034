import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** What a job's command is told about itself; `DIRQ_CLAIM` and `DIRQ_PROGRESS` come from runCommand. */
export interface JobFacts {
  readonly jobId: string;
  readonly jobName: string | undefined;
  /** Absolute. */
  readonly jobsDir: string;
  /** Absolute. */
  readonly resultDir: string;
  readonly workerName: string;
  /** 0 … slots - 1: no two jobs that run at the same time in one worker have the same, so it can pick a GPU. */
  readonly slot: number;
  /** 1 for the first. */
  readonly attempt: number;
}

/** The environment of a job: its worker's, changed by what it was submitted with (`params.env`), and the facts. */
export function shellEnvironment(
  facts: JobFacts,
  submitted: Readonly<Record<string, string>>,
  worker: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    // Or a Python job shows nothing before it ends, because its output is not a terminal.
    PYTHONUNBUFFERED: "1",
    ...withoutEditor(worker),
    ...submitted,
    DIRQ_JOB_ID: facts.jobId,
    // A name may hold what no variable can; that is no reason not to run the job.
    DIRQ_JOB_NAME: facts.jobName?.replaceAll("\0", "") ?? "",
    DIRQ_JOBS_DIR: facts.jobsDir,
    DIRQ_RESULT_DIR: facts.resultDir,
    DIRQ_WORKER_NAME: facts.workerName,
    DIRQ_SLOT: String(facts.slot),
    DIRQ_ATTEMPT: String(facts.attempt),
  };
  const programs = activatedPrograms(submitted);
  if (programs.length === 0) return env;
  const path = pathKey(env);
  return { ...env, [path]: [...programs, ...(env[path] ? [env[path]] : [])].join(delimiter) };
}

/** A worker that VS Code started runs on VS Code's own Node, by variables which would change what a job's programs do. */
function withoutEditor(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept: NodeJS.ProcessEnv = {};
  for (const key of Object.keys(env)) {
    if (key !== "ELECTRON_RUN_AS_NODE" && !key.startsWith("VSCODE_")) kept[key] = env[key];
  }
  return kept;
}

/**
 * `python` is to be the one of whoever submitted the job, so the virtual environment that was active then comes first,
 * where this machine has it. A venv made inside a conda environment is the inner one.
 */
function activatedPrograms(submitted: Readonly<Record<string, string>>): string[] {
  const bin = process.platform === "win32" ? "Scripts" : "bin";
  return [submitted["VIRTUAL_ENV"], submitted["CONDA_PREFIX"]]
    .filter((prefix): prefix is string => prefix !== undefined && prefix !== "")
    .map((prefix) => join(prefix, bin))
    .filter((folder) => existsSync(folder));
}

/** Windows spells it `Path`, and once copied an environment is no longer blind to case. */
function pathKey(env: NodeJS.ProcessEnv): string {
  return process.platform === "win32"
    ? (Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH")
    : "PATH";
}
