/** What follows a change that has been made: that the disk keeps it. */
import type { Steps } from "./disk/steps.js";
import type { Store } from "./disk/store.js";
import { asUnusable } from "./disk/unusable.js";
import { UnconfirmedError } from "./errors.js";

/** `made`: what is so by now, for whoever would take it for undone. @throws UnconfirmedError where the disk refuses */
export function* confirming(store: Store, made: string, syncing: Steps<void>): Steps<void> {
  try {
    yield* syncing;
  } catch (error) {
    throw unconfirmed(store, made, error);
  }
}

export function unconfirmed(store: Store, made: string, cause: unknown): UnconfirmedError {
  const { message } = asUnusable(cause, store) as Error;
  return new UnconfirmedError(`${made}: the disk does not confirm it. ${message}`, { cause });
}
