/** What the process ends with. `wait`, `monitor`, `submit --wait` and `submit --monitor` end with the job's own. */
import { constants } from "node:os";
import type { JobOrDamaged } from "../queue/index.js";
import { endOf } from "../wording/index.js";

export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  notFound: 3,
  /** A race was lost, or the job is in a state in which this cannot be done. */
  conflict: 4,
  timeout: 124,
  /** Trouble of a command whose codes say something else, such as how the job ended: as `timeout`, `env` and docker have it. */
  ownTrouble: 125,
  interrupted: 130,
} as const;

/** The code that a finished job's command ended with; 128 + signal as shells have it, 124 as `timeout` has it, else 1. */
export function exitCodeOf(job: JobOrDamaged): number {
  if (job.state !== "failed") return job.state === "completed" ? EXIT.ok : EXIT.failure;
  const end = endOf(job);
  if (end?.kind === "timeout") return EXIT.timeout;
  if (job.signal !== undefined) return 128 + signalNumber(job.signal);
  if (end?.kind === "signal") return 128 + signalNumber(end.signal);
  // A job can fail although its command ended with 0: a failure must not look like success.
  const code = end?.kind === "exit" ? end.code : job.exitCode;
  return isExitCode(code) ? code : EXIT.failure;
}

/** A file can hold any number; a process can end with these, and 0 would be no failure. */
function isExitCode(code: number | undefined): code is number {
  return code !== undefined && Number.isInteger(code) && code > 0 && code <= 255;
}

function signalNumber(name: string): number {
  return Object.entries(constants.signals).find(([signal]) => signal === name)?.[1] ?? 0;
}
