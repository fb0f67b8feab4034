/** What a measurement is given, and what it gives back: rows of one table. */
import type { PythonWerq } from "../scripts/toolchain/python.js";
import type { Comparison } from "./side-by-side.js";

export interface Bench {
  /** An empty directory of its own, on the disk that is measured. */
  readonly newDirectory: () => string;
  /** How many pairs to take the median of. */
  readonly pairs: number;
  /** Missing where Python cannot be had; then there is nothing to compare with. */
  readonly python: PythonWerq | undefined;
}

export interface Row {
  readonly what: string;
  readonly ours: string;
  /** Absent for a figure that stands alone. */
  readonly against?: {
    readonly name: string;
    readonly theirs: string;
    readonly ratio: number;
    /** The ratio of the processor time, where programs were run. */
    readonly processor?: number | undefined;
  };
  /** What the project wants of it. Printed, never asserted: a busy machine must not fail a build. */
  readonly goal: string;
}

/** Measures one thing; the rows come as they are ready, since some take a minute. */
export type Measurement = (bench: Bench) => AsyncIterable<Row> | Iterable<Row>;

/** Of which not every one is of programs. */
type TimeComparison = Omit<Comparison, "processor"> & Partial<Comparison>;

/** The row of a comparison that took time. */
export function timeRow(what: string, { ours, theirs, against, ...ratios }: TimeComparison, goal: string): Row {
  return { what, ours: milliseconds(ours), against: { name: against, theirs: milliseconds(theirs), ...ratios }, goal };
}

export function milliseconds(value: number): string {
  return value < 10
    ? `${value.toFixed(1)} ms`
    : value < 10_000
      ? `${Math.round(value)} ms`
      : `${(value / 1000).toFixed(1)} s`;
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
