/**
 * Compares two ways of doing the same thing. A machine is never as fast as it was a minute ago, so seconds alone prove
 * nothing: both run in turn, in pairs whose order alternates, and the ratio within each pair is what counts.
 */

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
}

/** Runs `pairs` pairs, after one that only warms the caches of the disk. */
export async function compare(ours: Contender, theirs: Contender, pairs: number): Promise<Comparison> {
  await pair(ours, theirs);
  const measured: { readonly ours: number; readonly theirs: number }[] = [];
  for (let at = 0; at < pairs; at++) {
    if (at % 2 === 0) measured.push(await pair(ours, theirs));
    else {
      const [first, second] = [await time(theirs), await time(ours)];
      measured.push({ ours: second, theirs: first });
    }
  }
  return {
    against: theirs.name,
    ours: median(measured.map((run) => run.ours)),
    theirs: median(measured.map((run) => run.theirs)),
    ratio: median(measured.map((run) => run.ours / run.theirs)),
  };
}

/** For what takes so long that one pair has to do, and is an average by itself. */
export async function compareOnce(ours: Contender, theirs: Contender): Promise<Comparison> {
  const once = await pair(ours, theirs);
  return { against: theirs.name, ...once, ratio: once.ours / once.theirs };
}

async function pair(ours: Contender, theirs: Contender): Promise<{ readonly ours: number; readonly theirs: number }> {
  return { ours: await time(ours), theirs: await time(theirs) };
}

async function time(contender: Contender): Promise<number> {
  contender.prepare?.();
  const start = performance.now();
  await contender.run();
  return performance.now() - start;
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
