/** Sorting in pieces: to sort half a million things at once takes more than a second, in which nothing else is answered. */
import { Turn } from "./in-turns.js";

/** So many are sorted, or merged, in about a millisecond. */
const PIECE = 2_000;

export type Compare<T> = (a: T, b: T) => number;

/** As `toSorted` does: things of which none comes first stay in their order. */
export async function sortedInTurns<T extends object>(
  things: readonly T[],
  compare: Compare<T>,
): Promise<readonly T[]> {
  const turn = new Turn();
  let runs: T[][] = [];
  for (let at = 0; at < things.length; at += PIECE) {
    runs.push(things.slice(at, at + PIECE).sort(compare));
    if (turn.isOver) await turn.next();
  }
  while (runs.length > 1) {
    const longer: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      longer.push(await merged(runs[at] ?? [], runs[at + 1] ?? [], { compare, turn }));
    }
    runs = longer;
  }
  return runs[0] ?? [];
}

interface Merging<T> {
  readonly compare: Compare<T>;
  readonly turn: Turn;
}

async function merged<T extends object>(
  left: readonly T[],
  right: readonly T[],
  { compare, turn }: Merging<T>,
): Promise<T[]> {
  const all: T[] = [];
  let next = 0;
  for (const thing of left) {
    for (let other = right[next]; other !== undefined && compare(other, thing) < 0; other = right[++next]) {
      all.push(other);
      if (all.length % PIECE === 0 && turn.isOver) await turn.next();
    }
    all.push(thing);
    if (all.length % PIECE === 0 && turn.isOver) await turn.next();
  }
  return all.concat(right.slice(next));
}
