/**
 * Steps, and between them points at which the disk has to hold what it was told before the next step may begin. Whoever
 * takes them decides how to wait there: standing still, or doing other work meanwhile. The steps and their order are the
 * same, so that what is shown of the one way holds for the other.
 */

/** Stops at open files that are to be synced. An error in doing so is thrown back into it. */
export type Steps<T> = Generator<readonly number[], T, void>;

/** Stands still until all is done. */
export function takeSteps<T>(steps: Steps<T>, sync: (file: number) => void): T {
  let step = steps.next();
  while (step.done !== true) {
    try {
      for (const file of step.value) sync(file);
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next();
  }
  return step.value;
}

/** Lets this thread do other work while the disk is waited for. */
export async function takeStepsMeanwhile<T>(steps: Steps<T>, sync: (file: number) => Promise<void>): Promise<T> {
  let step = steps.next();
  while (step.done !== true) {
    // All of them have come to an end before the steps go on: they may close the files.
    const syncs = await Promise.allSettled(step.value.map((file) => sync(file)));
    const failed = syncs.find((each) => each.status === "rejected");
    step = failed === undefined ? steps.next() : steps.throw(failed.reason);
  }
  return step.value;
}
