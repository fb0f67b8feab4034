/**
 * The errors of the core. Each message says what was attempted, on which path and what to do; `code` is for programs.
 * No node:*, so that every layer may import this file.
 */

/**
 * What went wrong, for programs:
 *
 * - `NO_QUEUE`: the directory holds no queue. Submitting a job, or `create`, makes one.
 * - `QUEUE_UNUSABLE`: the disk does not let it be used; `cause` is what the system said.
 * - `NOT_FOUND`: there is no such job, worker or thing in the trash, or none any more.
 * - `AMBIGUOUS_ID`: several jobs have an id that ends so.
 * - `WRONG_STATE`: the job is in a state in which this cannot be done.
 * - `CONFLICT`: somebody else was faster.
 * - `INVALID_JOB`: params or a result that no job can have, or a job's file that cannot be read.
 * - `INVALID_FILTER`: a filter that means nothing.
 * - `UNKNOWN_FORMAT`: a later version of dirq has written this queue.
 * @category Errors
 */
export type DirqErrorCode =
  | "NO_QUEUE"
  | "QUEUE_UNUSABLE"
  | "NOT_FOUND"
  | "AMBIGUOUS_ID"
  | "WRONG_STATE"
  | "CONFLICT"
  | "INVALID_JOB"
  | "INVALID_FILTER"
  | "UNKNOWN_FORMAT";

/**
 * Any failure that dirq foresees. What the operating system reports beyond these is thrown as `cause` or as it came.
 * @category Errors
 */
export class DirqError extends Error {
  constructor(
    /** What went wrong, for programs. */
    readonly code: DirqErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "DirqError";
  }
}

/** An id, or the ending of one, that several jobs share. @category Errors */
export class AmbiguousIdError extends DirqError {
  constructor(
    /** What was given for an id. */
    readonly ending: string,
    /** The ids that end so. */
    readonly candidates: readonly string[],
  ) {
    super(
      "AMBIGUOUS_ID",
      `${candidates.length} jobs have an id that ends in ${ending}: ${some(candidates)}. Give more of it.`,
    );
    this.name = "AmbiguousIdError";
  }
}

/** A job is in none of the states that it was meant in. */
export class MovedOnError extends DirqError {
  constructor(attempted: string, state: string) {
    super("WRONG_STATE", `${attempted}: it is ${state} by now.`);
    this.name = "MovedOnError";
  }
}

/** What was asked for has been done, and the disk does not confirm it: a power cut may undo it. */
export class UnconfirmedError extends DirqError {
  constructor(message: string, options: ErrorOptions) {
    super("QUEUE_UNUSABLE", message, options);
    this.name = "UnconfirmedError";
  }
}

/** A person reads no more; a program has them all. */
const SHOWN = 10;

function some(candidates: readonly string[]): string {
  const more = candidates.length - SHOWN;
  return more <= 1 ? candidates.join(", ") : `${candidates.slice(0, SHOWN).join(", ")} and ${more} more`;
}

/** What is wrong with a text that a person wrote, and where: both from 1 on. @category Errors */
export interface TextFault {
  /** From 1 on. */
  readonly line: number;
  /** From 1 on. */
  readonly column: number;
  /** Goes on from `Line 3: `. */
  readonly words: string;
}
