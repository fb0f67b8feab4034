/** Pieces of a job's log. */

/** A piece of a log as it is read from its end on. */
export interface OutputPiece {
  readonly text: string;
  /** True for the first piece, and when the log was replaced: the piece replaces what was read before. */
  readonly reset: boolean;
  /** Bytes of the log before this piece that were left out (pieces that reset only; the window is the last 256 KiB). */
  readonly skippedBytes: number;
  /** Where the piece ends in the log, in bytes. */
  readonly endByte: number;
}

/** A piece of a followed job's `output.log`, or of the log of an earlier attempt. */
export interface FollowedOutput extends OutputPiece {
  readonly id: string;
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
