/** What follows a change that has been made: that the disk keeps it. */
import { UnconfirmedError } from "../errors.js";
import type { Steps } from "./steps.js";
import type { Store } from "./store.js";
import { asUnusable } from "./unusable.js";

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
