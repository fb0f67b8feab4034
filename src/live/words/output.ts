/** Pieces of a job's log. */

/** A piece of a job's `output.log`, or of the log of an earlier attempt. */
export interface OutputChunk {
  readonly id: string;
  readonly text: string;
  /** True for the first piece after `follow`, and when the log was replaced: the piece replaces what is shown. */
  readonly reset: boolean;
  /** Bytes of the log before this piece that were left out (pieces that reset only; the window is the last 256 KiB). */
  readonly skippedBytes?: number | undefined;
  /** Where the piece ends in the log, in bytes. */
  readonly endByte: number;
}

/** What somebody holds of a log. */
export interface HeldOutput {
  /** Of which attempt, as in `follow`. */
  readonly attempt?: number | undefined;
  /** Where it ends in the log, in bytes. */
  readonly endByte: number;
  /** How many ends of lines are in it. */
  readonly lineEnds: number;
}

/** Whole lines that stand before those. */
export interface EarlierOutput {
  readonly text: string;
  /** Bytes of the log before this piece; undefined where the lines are too long to find the place, and there is no text. */
  readonly skippedBytes: number | undefined;
}
