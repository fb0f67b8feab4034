/** Doing something to many, some of them at a time. */

/** How it ended for one of several: `status` "fulfilled" with its `value`, or "rejected" with the `reason`, an error. */
export type OneOfMany<T> = PromiseSettledResult<T> & {
  /** What it was named by. */
  readonly id: string;
};

/** Not more: a process may have few files open, and whoever asked can stop it only in between. */
const AT_ONCE = 16;

/** For so many it is looked together which ids stand in the queue, as each look reads the names of all jobs that wait. */
export const LOOKED_FOR_AT_ONCE = 512;

/** Each once, in their order. Whoever asks for no more leaves the others as they are. */
export async function* inGroups<T>(
  ids: readonly string[],
  operate: (some: readonly string[]) => Promise<readonly PromiseSettledResult<T>[]>,
): AsyncGenerator<readonly OneOfMany<T>[]> {
  for (const some of inParts([...new Set(ids)], AT_ONCE)) {
    const ends = await settled(operate, some);
    yield some.map((id, index) => ({ id, ...(ends[index] as PromiseSettledResult<T>) }));
  }
}

/** In their order, so many in each part but the last. */
export function* inParts<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

/** How it ended for each of several, where nothing has to be waited for. */
export function settleEach<T>(ids: readonly string[], act: (id: string) => T): PromiseSettledResult<T>[] {
  return ids.map((id) => settleOne(() => act(id)));
}

/** The same for one. */
export function settleOne<T>(act: () => T): PromiseSettledResult<T> {
  try {
    return { status: "fulfilled", value: act() };
  } catch (reason) {
    return { status: "rejected", reason };
  }
}

/** Nothing could be done to any of them: it is said of each. */
async function settled<T>(
  operate: (some: readonly string[]) => Promise<readonly PromiseSettledResult<T>[]>,
  some: readonly string[],
): Promise<readonly PromiseSettledResult<T>[]> {
  try {
    return await operate(some);
  } catch (reason) {
    return some.map(() => ({ status: "rejected", reason }));
  }
}
