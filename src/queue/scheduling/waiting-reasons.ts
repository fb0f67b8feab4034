/**
 * Jobs that must not run yet stand in `waiting/`, the reason in their name: a Python worker runs whatever stands in
 * `queued/`.
 */
import { parentsOf, type Bookkeeping } from "./bookkeeping.js";

/** The first thing that a new job waits for; undefined: nothing, it is queued. */
export function firstReason(
  bookkeeping: Bookkeeping,
  { hold, now }: { readonly hold: boolean; readonly now: number },
): string | undefined {
  const reason = reasonByTime(bookkeeping, now) ?? (parentsOf(bookkeeping).length > 0 ? "after" : undefined);
  if (!hold) return reason;
  return reason === undefined ? "held" : `held.${reason}`;
}

/** The last moment that a Date can hold; a greater number might be spelled with an exponent, which no name has. */
const END_OF_TIME = 8.64e15;

function reasonByTime({ not_before: notBefore }: Bookkeeping, now: number): string | undefined {
  return typeof notBefore === "number" && notBefore > now
    ? `at-${Math.min(Math.ceil(notBefore), END_OF_TIME)}`
    : undefined;
}

/** When a job with this reason is due, in milliseconds since 1970; undefined for a reason that is no time. */
export function dueTime(reason: string): number | undefined {
  const ms = /^(?:at|retry)-(\d+)$/.exec(reason)?.[1];
  return ms === undefined ? undefined : Number(ms);
}
