/** A request to stop a job: a file that asks whoever has the job, and says who asked and why. */
import type { Steps } from "../disk/steps.js";
import type { Store } from "../disk/store.js";
import { hasCode } from "../disk/system-errors.js";
import { isString, objectOf, parseShape } from "../json/shape.js";
import { attemptsOf } from "../reading/attempts.js";
import type { Outcome } from "./outcome.js";

export interface CancelRequest {
  /** Who asked. */
  readonly by: string;
  /** Empty where no reason was given. */
  readonly why: string;
}

const isRequest = objectOf<CancelRequest>({ by: isString, why: isString });

/** Leaves a request; one that stands already is left as it is. */
export function* leavingCancelRequest({ disk, layout }: Store, id: string, request: CancelRequest): Steps<void> {
  try {
    yield* disk.creatingAll([[layout.cancelRequest(id), `${JSON.stringify(request)}\n`]]);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  }
}

/** The request for a job. One that cannot be read, or is still being written, is a request all the same. */
export function readCancelRequest({ disk, layout }: Store, id: string): CancelRequest | undefined {
  const path = layout.cancelRequest(id);
  if (!disk.exists(path)) return undefined;
  // Whatever is wrong with it, somebody asked.
  return parseShape(isRequest, disk.readOwn(path) ?? "") ?? { by: "unknown", why: "" };
}

/** How every end of a cancelled job begins. */
export const CANCELLED = "Cancelled ";

/** The end of a running job that was stopped on request. */
export function cancelledWords({ by, why }: CancelRequest): string {
  return `${CANCELLED}by ${by}${why === "" ? "" : `: ${why}`}`;
}

/** The end of a job that is cancelled while nobody runs it, be it for the first time or after an attempt. */
export function cancelledUnstarted(store: Store, id: string, request: CancelRequest): Outcome {
  const words = cancelledWords(request);
  return attemptsOf(store, id).length > 0
    ? { state: "failed", error: words, details: "" }
    : { state: "failed", error: `${CANCELLED}before it started`, details: words };
}
