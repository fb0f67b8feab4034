/** Names in their order, changed without sorting the many that stay. */

export interface NameChanges {
  /** In the list until now. */
  readonly gone: readonly string[];
  /** Not in the list until now. */
  readonly come: readonly string[];
}

/** More changes than one in so many names, and all are sorted anew: that costs less than to find the place of each. */
const FEW = 50;

/** Another list; the one that was given stays as it was. Names rise from the first to the last, or fall. */
export function changedNames(
  names: readonly string[],
  { gone, come }: NameChanges,
  { falling }: { readonly falling: boolean },
): readonly string[] {
  if (gone.length + come.length === 0) return names;
  return (gone.length + come.length) * FEW > names.length
    ? sortedAnew(names, { gone, come }, falling)
    : spliced(names, { gone, come }, falling);
}

function sortedAnew(names: readonly string[], { gone, come }: NameChanges, falling: boolean): readonly string[] {
  const left = new Set(gone);
  const now = [...(left.size === 0 ? names : names.filter((name) => !left.has(name))), ...come].sort();
  return falling ? now.reverse() : now;
}

function spliced(names: readonly string[], { gone, come }: NameChanges, falling: boolean): readonly string[] {
  const cuts = [
    ...gone.map((name) => ({ name, at: placeOf(name, names, falling), removed: 1 })),
    ...come.map((name) => ({ name, at: placeOf(name, names, falling), removed: 0 })),
  ].sort((a, b) => a.at - b.at || order(a.name, b.name, falling));
  const pieces: (readonly string[])[] = [];
  let end = 0;
  for (const { name, at, removed } of cuts) {
    pieces.push(names.slice(end, at), removed === 1 ? [] : [name]);
    end = at + removed;
  }
  return pieces.concat([names.slice(end)]).flat();
}

/** Where a name stands, or would. */
function placeOf(name: string, names: readonly string[], falling: boolean): number {
  let [low, high] = [0, names.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (order(names[middle] ?? "", name, falling) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function order(a: string, b: string, falling: boolean): number {
  if (a === b) return 0;
  return a < b === falling ? 1 : -1;
}
