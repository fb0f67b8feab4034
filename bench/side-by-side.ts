/**
 * Compares two ways of doing the same thing. A machine is never as fast as it was a minute ago, so seconds alone prove
 * nothing: both run in turn, in pairs whose order alternates, and the ratio within each pair is what counts.
 */
import { takenByPrograms } from "./processor-time.js";

export interface Contender {
  /** As a person would call it, for example `node -e 0`. */
  readonly name: string;
  /** Makes ready what the next run needs; not measured. */
  prepare?(): void;
  run(): void | Promise<void>;
}

export interface Comparison {
  /** Name of the other. */
  readonly against: string;
  /** Milliseconds, the median of all runs. */
  readonly ours: number;
  readonly theirs: number;
  /** Ours by theirs, the median over the pairs: under 1 means that ours is faster. */
  readonly ratio: number;
  /** The same of the time that the programs took of the processors, in all runs; undefined where none was run. */
  readonly processor: number | undefined;
}

/** Milliseconds. */
interface Run {
  readonly passed: number;
  readonly processor: number;
}

interface Pair {
  readonly ours: Run;
  readonly theirs: Run;
}

/** Runs `pairs` pairs, after one that only warms the caches of the disk. */
export async function compare(ours: Contender, theirs: Contender, pairs: number): Promise<Comparison> {
  await pair(ours, theirs);
  const measured: Pair[] = [];
  for (let at = 0; at < pairs; at++) {
    if (at % 2 === 0) measured.push(await pair(ours, theirs));
    else {
      const [first, second] = [await time(theirs), await time(ours)];
      measured.push({ ours: second, theirs: first });
    }
  }
  return comparison(theirs.name, measured);
}

/** For what takes so long that one pair has to do, and is an average by itself. */
export async function compareOnce(ours: Contender, theirs: Contender): Promise<Comparison> {
  return comparison(theirs.name, [await pair(ours, theirs)]);
}

function comparison(against: string, pairs: readonly Pair[]): Comparison {
  const [ours, theirs] = [pairs.map((each) => each.ours), pairs.map((each) => each.theirs)];
  const processor = sum(ours) / sum(theirs);
  return {
    against,
    ours: median(ours.map((run) => run.passed)),
    theirs: median(theirs.map((run) => run.passed)),
    ratio: median(pairs.map((each) => each.ours.passed / each.theirs.passed)),
    processor: Number.isFinite(processor) ? processor : undefined,
  };
}

function sum(runs: readonly Run[]): number {
  return runs.reduce((all, { processor }) => all + processor, 0);
}

async function pair(ours: Contender, theirs: Contender): Promise<Pair> {
  return { ours: await time(ours), theirs: await time(theirs) };
}

async function time(contender: Contender): Promise<Run> {
  contender.prepare?.();
  const taken = takenByPrograms();
  const start = performance.now();
  await contender.run();
  return { passed: performance.now() - start, processor: takenByPrograms() - taken };
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
