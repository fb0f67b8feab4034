/** Looking at the first of things that come one by one, before any of them is used. */

/** `all` can be gone through once. */
export function beginning<T>(things: Iterable<T>, most: number): { readonly first: readonly T[]; all: Iterable<T> } {
  const coming = things[Symbol.iterator]();
  const first: T[] = [];
  while (first.length < most) {
    const next = coming.next();
    if (next.done === true) return { first, all: first };
    first.push(next.value);
  }
  return { first, all: chained(first, coming) };
}

function* chained<T>(first: readonly T[], coming: Iterator<T>): Generator<T> {
  yield* first;
  for (let next = coming.next(); next.done !== true; next = coming.next()) yield next.value;
}
