/** How a job ended. */
import type { JsonObject } from "../job.js";
import type { JsonText } from "../json/exact-json.js";

/** How a job ended, as its worker reports it. @category Workers of your own */
export type Outcome = CompletedOutcome | FailedOutcome;

/** It ended well. @category Workers of your own */
export interface CompletedOutcome {
  readonly state: "completed";
  /** What becomes `result.json`. */
  readonly result: JsonObject | JsonText;
  /** Of a command. */
  readonly exitCode?: number;
}

/** It ended badly. @category Workers of your own */
export interface FailedOutcome {
  readonly state: "failed";
  /** One line: the job's `error`. */
  readonly error: string;
  /** What follows it in `error.txt`: a stack trace, or the last lines of stderr. */
  readonly details: string;
  /** Of a command. */
  readonly exitCode?: number;
  /** The signal that ended a command, for example `SIGKILL`. */
  readonly signal?: string;
  /** Not to be tried again, whatever the job was submitted with. */
  readonly final?: boolean;
}
