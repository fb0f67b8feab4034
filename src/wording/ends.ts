/** How a job ended. The worker records it in one of a few fixed phrases; here they become data, and data words again. */
import type { JobState } from "../queue/job.js";
import { printable } from "./printable.js";

export type End =
  | { readonly kind: "completed" }
  | { readonly kind: "exit"; readonly code: number }
  | { readonly kind: "signal"; readonly signal: string }
  | { readonly kind: "timeout" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed" };

/** What is known of a finished job; a `Job` of the core and a row of the tree both fit. */
export interface Ending {
  readonly state: JobState;
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  /** The job's `error`, or its first line. */
  readonly error?: string | undefined;
}

/** Undefined for a job that has not ended. */
export function endOf(job: Ending): End | undefined {
  if (job.state === "completed") return { kind: "completed" };
  if (job.state !== "failed") return undefined;
  // The phrase goes first: a job that ran out of time or was cancelled was ended by a signal of ours as well.
  const error = job.error ?? "";
  if (error.startsWith("Timed out after ")) return { kind: "timeout" };
  if (error.startsWith("Cancelled")) return { kind: "cancelled" };
  if (job.exitCode !== undefined) return { kind: "exit", code: job.exitCode };
  if (job.signal !== undefined) return { kind: "signal", signal: job.signal };
  return endInPhrase(error) ?? { kind: "failed" };
}

/** `exit 2`, `killed by SIGKILL`, `timed out`, `cancelled`, `failed`, `completed`. */
export function endWords(end: End): string {
  switch (end.kind) {
    case "exit":
      return `exit ${end.code}`;
    case "signal":
      return `killed by ${printable(end.signal)}`;
    case "timeout":
      return "timed out";
    case "completed":
    case "cancelled":
    case "failed":
      return end.kind;
  }
}

const FIXED_PHRASES = [
  /^Command failed with exit code -?\d+(?:: )?/,
  /^Killed by signal SIG[A-Z0-9+]+$/,
  /^Timed out after .*$/,
  /^Cancelled(?: by [^:]*(?:: )?)? ?/,
];

/** What an error says beyond its fixed phrase, which a row shows in fewer words: the last line of stderr, or nothing. */
export function errorBeyondPhrase(errorLine: string): string {
  const phrase = FIXED_PHRASES.find((pattern) => pattern.test(errorLine));
  return phrase === undefined ? errorLine : errorLine.replace(phrase, "");
}

/** Jobs that a Python worker ran hold no `exit_code`, but its words do. */
function endInPhrase(error: string): End | undefined {
  const code = /^Command failed with exit code (\d+)/.exec(error)?.[1];
  if (code !== undefined) return { kind: "exit", code: Number(code) };
  const signal = /^Killed by signal (SIG[A-Z0-9+]+)/.exec(error)?.[1];
  return signal === undefined ? undefined : { kind: "signal", signal };
}
