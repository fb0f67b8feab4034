/** What a job threw, as its end: a program throws anything, and gives a JobFailure what no compiler has looked at. */
import { inspect } from "node:util";
import { shown, type FailedOutcome } from "../queue/index.js";
import type { JobFailure } from "./job-failure.js";

/** Never throws itself: what one job throws must not end the worker of all other jobs. */
export function failureOf(thrown: unknown): FailedOutcome {
  try {
    return thrown instanceof Error ? failureOfError(thrown) : failed(thrown, "");
  } catch {
    // A getter of it throws, or a proxy that it is: nothing can be asked of it.
    return failed("It threw something that cannot be put into words", "");
  }
}

function failureOfError(error: Error): FailedOutcome {
  const message = error.message === "" ? error.name : error.message;
  if (!isJobFailure(error)) return failed(message, error.stack);
  const exitCode: unknown = error.exitCode;
  const signal: unknown = error.signal;
  return {
    ...failed(message, error.details),
    final: error.final,
    // What is neither would make a file that is read as damaged: `err.code` of Node is a word at times.
    ...(Number.isInteger(exitCode) && { exitCode: exitCode as number }),
    ...(typeof signal === "string" && { signal }),
  };
}

/** Also one of another copy of this library, from a worker's own module. */
function isJobFailure(error: Error): error is JobFailure {
  return error.name === "JobFailure" && "details" in error;
}

/** Words as they are; all else as console.log would print it, the error in one line. */
function failed(error: unknown, details: unknown): FailedOutcome {
  return {
    state: "failed",
    error: typeof error === "string" ? error : shown(error),
    details: typeof details === "string" ? details : details === undefined ? "" : inspect(details),
  };
}
