/** Ids as Python makes them: nanoseconds since 1970 in decimal, so that file names sort in order of submission. */

/** Ids that dirq claims. Others may stand in hand-made files; they are shown and left alone. */
const CLAIMABLE = /^[0-9A-Za-z][0-9A-Za-z_-]{0,63}$/;
const NANOSECONDS = /^\d{19}$/;

export function isClaimableId(id: string): boolean {
  return CLAIMABLE.test(id);
}

/** Of the 255 bytes that a name may have, `.json` takes five. */
const LONGEST_ID = 250;

/** Whether an id can be part of a path without leaving its folder. @throws as `checkedId` */
export function isFileName(id: string): boolean {
  checkedId(id);
  return id !== "" && id !== "." && id !== ".." && !/[/\\\0]/.test(id) && Buffer.byteLength(id) <= LONGEST_ID;
}

/** The id. @throws TypeError for what a program took for one */
export function checkedId(id: string): string {
  const given: unknown = id;
  if (typeof given !== "string") throw new TypeError(`A job is named by its id, a string, not by ${kindOf(given)}.`);
  return id;
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  return typeof value === "object" ? "an object, such as the job itself" : `a ${typeof value}`;
}

/** Whether an id says when its job was submitted. */
export function tellsTime(id: string): boolean {
  return NANOSECONDS.test(id);
}

/** When a job with this id was submitted; undefined for an id of another make. */
export function timeOfId(id: string): Date | undefined {
  return tellsTime(id) ? new Date(Number(id.slice(0, 13))) : undefined;
}

let last = 0n;

/**
 * A new id: the millisecond and six random digits, greater than any that this process made before. Unique among
 * processes only by chance; submit looks whether it is taken.
 */
export function newJobId(): string {
  const candidate = BigInt(Date.now()) * 1_000_000n + BigInt(Math.floor(Math.random() * 1_000_000));
  last = candidate > last ? candidate : last + 1n + BigInt(Math.floor(Math.random() * 1000));
  return last.toString();
}
