/**
 * The errors of the core. Each message says what was attempted, on which path and what to do; `code` is for programs.
 * No node:*, so that every layer may import this file.
 */

export type DirqErrorCode =
  | "NO_QUEUE"
  | "QUEUE_UNUSABLE"
  | "NOT_FOUND"
  | "AMBIGUOUS_ID"
  | "WRONG_STATE"
  | "CONFLICT"
  | "INVALID_JOB"
  | "UNKNOWN_FORMAT";

/** Any failure that dirq foresees. What the operating system reports beyond these is thrown as `cause` or as it came. */
export class DirqError extends Error {
  constructor(
    readonly code: DirqErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "DirqError";
  }
}

/** An id, or the ending of one, that several jobs share. */
export class AmbiguousIdError extends DirqError {
  constructor(
    readonly ending: string,
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

/** A person reads no more; a program has them all. */
const SHOWN = 10;

function some(candidates: readonly string[]): string {
  const more = candidates.length - SHOWN;
  return more <= 1 ? candidates.join(", ") : `${candidates.slice(0, SHOWN).join(", ")} and ${more} more`;
}

/** What is wrong with a text that a person wrote, and where: both from 1 on. */
export interface TextFault {
  readonly line: number;
  readonly column: number;
  /** Goes on from `Line 3: `. */
  readonly words: string;
}
