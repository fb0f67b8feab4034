/** Lists in their order, changed without sorting the many that stay. */

export interface ListChanges {
  /** In the list until now. */
  readonly gone: readonly string[];
  /** Not in the list until now. */
  readonly come: readonly string[];
}

/** Below 0: `a` stands before `b`. 0: they are the same. */
export type Comparison = (a: string, b: string) => number;

/** More changes than one in so many, and all are sorted anew: that costs less than to find the place of each. */
const FEW = 50;

export function areFew(changes: number, list: readonly string[]): boolean {
  return changes * FEW <= list.length;
}

/** Another list of names, which rise from the first to the last, or fall; the one that was given stays as it was. */
export function changedNames(
  names: readonly string[],
  { gone, come }: ListChanges,
  { falling }: { readonly falling: boolean },
): readonly string[] {
  if (gone.length + come.length === 0) return names;
  return areFew(gone.length + come.length, names)
    ? changedOneByOne(names, { gone, come }, falling ? byNameFalling : byName)
    : sortedAnew(names, { gone, come }, falling);
}

/** Another list in the order that `compare` tells, which has to be that of the list. */
export function changedOneByOne(
  list: readonly string[],
  { gone, come }: ListChanges,
  compare: Comparison,
): readonly string[] {
  const cuts = [
    ...gone.map((name) => ({ name, at: placeOf(name, list, compare), removed: 1 })),
    ...come.map((name) => ({ name, at: placeOf(name, list, compare), removed: 0 })),
  ].sort((a, b) => a.at - b.at || compare(a.name, b.name));
  const changed: string[] = [];
  let end = 0;
  for (const { name, at, removed } of cuts) {
    for (const stays of list.slice(end, at)) changed.push(stays);
    if (removed === 0) changed.push(name);
    end = at + removed;
  }
  for (const stays of list.slice(end)) changed.push(stays);
  return changed;
}

function sortedAnew(names: readonly string[], { gone, come }: ListChanges, falling: boolean): readonly string[] {
  const left = new Set(gone);
  const now = [...(left.size === 0 ? names : names.filter((name) => !left.has(name))), ...come].sort();
  return falling ? now.reverse() : now;
}

/** Where a name stands, or would. */
function placeOf(name: string, list: readonly string[], compare: Comparison): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(list[middle] ?? "", name) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byName(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function byNameFalling(a: string, b: string): number {
  return byName(b, a);
}
