/**
 * Steps, and between them points at which the disk has to hold what it was told before the next step may begin. Whoever
 * takes them decides how to wait there: standing still, doing other work meanwhile, or waiting for several at a time. The
 * steps and their order are the same, so that what is shown of the one way holds for the others.
 */

/** What the disk is to hold: an open file, by its number, or the names in a directory, by its path. */
export type Unsynced = number | string;

/** Stops at what is to be synced. An error in doing so is thrown back into it. */
export type Steps<T> = Generator<readonly Unsynced[], T, void>;

/** Stands still until all is done. */
export function takeSteps<T>(steps: Steps<T>, sync: (what: Unsynced) => void): T {
  let step = steps.next();
  while (step.done !== true) {
    try {
      for (const what of step.value) sync(what);
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next();
  }
  return step.value;
}

/** Lets this thread do other work while the disk is waited for. */
export async function takeStepsMeanwhile<T>(steps: Steps<T>, sync: (what: Unsynced) => Promise<void>): Promise<T> {
  let step = steps.next();
  while (step.done !== true) {
    // All of it has come to an end before it goes on: it may close the files.
    const ends = await Promise.allSettled(step.value.map(sync));
    const failed = ends.find((end) => end.status === "rejected");
    step = failed === undefined ? steps.next() : steps.throw(failed.reason);
  }
  return step.value;
}

/**
 * Takes several, each as far as the next point at which it has to wait; then the disk is waited for on behalf of all, and
 * is asked but once for a directory that more than one of them has changed. One that fails leaves the others alone.
 */
export async function takeStepsTogether<T>(
  list: readonly Steps<T>[],
  sync: (what: Unsynced) => Promise<void>,
): Promise<PromiseSettledResult<T>[]> {
  const ends: PromiseSettledResult<T>[] = [];
  const waiting = new Map<number, readonly Unsynced[]>();
  const go = (index: number, next: () => IteratorResult<readonly Unsynced[], T>): void => {
    waiting.delete(index);
    try {
      const step = next();
      if (step.done === true) ends[index] = { status: "fulfilled", value: step.value };
      else waiting.set(index, step.value);
    } catch (reason) {
      ends[index] = { status: "rejected", reason };
    }
  };
  for (const [index, steps] of list.entries()) go(index, () => steps.next());
  while (waiting.size > 0) {
    // All of it has come to an end before any goes on: they may close the files.
    const failures = await failuresIn(new Set([...waiting.values()].flat()), sync);
    for (const [index, steps] of list.entries()) {
      const failed = waiting.get(index)?.find((what) => failures.has(what));
      if (failed !== undefined) go(index, () => steps.throw(failures.get(failed)));
      else if (waiting.has(index)) go(index, () => steps.next());
    }
  }
  return ends;
}

async function failuresIn(
  unsynced: ReadonlySet<Unsynced>,
  sync: (what: Unsynced) => Promise<void>,
): Promise<Map<Unsynced, unknown>> {
  const failures = new Map<Unsynced, unknown>();
  await Promise.all([...unsynced].map((what) => sync(what).catch((error: unknown) => failures.set(what, error))));
  return failures;
}
