/** Sizes as people type them: `500M`, `2G`, `1GiB`. */
import { UsageError } from "../trouble.js";

/** As GNU's tools read them: M and MiB are 1024 * 1024, MB is a million. */
const SIZE = /^(\d+(?:\.\d+)?)\s*(?:([kmgt])(i?b)?|b)?$/i;
const UNITS = ["", "k", "m", "g", "t"];

export interface SizeLimits {
  readonly least: number;
}

/** In bytes; `none` and 0 are Infinity. @throws UsageError for what is no size, or less than what is allowed */
export function size(option: string, text: string, { least }: SizeLimits): number {
  const [, count, unit = "", suffix = ""] = SIZE.exec(text.trim()) ?? [];
  if (/^\s*none\s*$/i.test(text) || Number(count) === 0) return Infinity;
  const base = suffix.toLowerCase() === "b" ? 1000 : 1024;
  const bytes = Math.floor(Number(count) * base ** UNITS.indexOf(unit.toLowerCase()));
  if (bytes >= least) return bytes;
  throw new UsageError(
    `${option} ${text}: it has to be a size of ${least / 1024}K or more, for example 500M or 2G; or none.`,
  );
}
