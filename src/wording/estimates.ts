/** How long a running job may still take, in words: from how long the same command took before. */

/** What is known of a running job; a row of the tree fits. */
export interface EstimateFacts {
  readonly startedMs?: number | undefined;
  /** How long earlier runs of the same command took, as far as they are known; their median. */
  readonly usualMs?: number | undefined;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What takes no longer is over before anybody has read it. */
const SHORTEST = 20_000;

/** `about 4 min left`; undefined where nothing is known, and for a job that takes longer than usual already. */
export function leftWords({ startedMs, usualMs }: EstimateFacts, now: number): string | undefined {
  if (startedMs === undefined || usualMs === undefined || usualMs < SHORTEST) return undefined;
  const left = usualMs - (now - startedMs);
  if (left <= 0) return undefined;
  if (left < MINUTE) return "under 1 min left";
  return left < HOUR ? `about ${Math.round(left / MINUTE)} min left` : `about ${hours(left)} h left`;
}

/** `1.5`, `12`. */
function hours(length: number): string {
  const exact = length / HOUR;
  return exact < 9.75 ? String(Math.round(exact * 2) / 2) : String(Math.round(exact));
}
