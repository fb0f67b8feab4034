/**
 * What parsed JSON looks like. A schema library would say it as well, but takes two milliseconds to load, a good part
 * of a whole `dirq submit`.
 */

export type Check<T> = (value: unknown) => value is T;
/** One check for each key; keys that are not named are not looked at. */
export type Shape<T> = { readonly [K in keyof T]-?: Check<T[K]> };

export const isString = (value: unknown): value is string => typeof value === "string";
export const isNumber = (value: unknown): value is number => typeof value === "number" && !Number.isNaN(value);

/** Milliseconds since 1970 that a Date can hold. */
export const isTime = (value: unknown): value is number => isNumber(value) && !Number.isNaN(new Date(value).getTime());

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Python writes null where there is nothing. */
export function optional<T>(check: Check<T>): Check<T | null | undefined> {
  return (value): value is T | null | undefined => value === undefined || value === null || check(value);
}

export function arrayOf<T>(check: Check<T>): Check<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every((item) => check(item));
}

export function oneOf<const T>(values: readonly T[]): Check<T> {
  return (value): value is T => values.includes(value as T);
}

export function objectOf<T extends object>(shape: Shape<T>): Check<T> {
  return (value): value is T => isObject(value) && wrongKey(shape, value) === undefined;
}

/** The first key whose value is missing or of the wrong type. */
export function wrongKey<T extends object>(shape: Shape<T>, value: Record<string, unknown>): string | undefined {
  // No entries are made of it: of each of a hundred thousand jobs a dozen keys are looked at.
  for (const key in shape) if (!shape[key](value[key])) return key;
  return undefined;
}

/** The value of a JSON text that has this shape; undefined for any other text, also one that is cut off. */
export function parseShape<T extends object>(check: Check<T>, text: string): T | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return check(value) ? value : undefined;
  } catch {
    // Not JSON: half a file, or none of ours.
    return undefined;
  }
}
