/** Amounts of data in words, in powers of ten as file managers and disks count them. */

const UNITS = ["kB", "MB", "GB", "TB", "PB"] as const;

/** `0 bytes`, `812 bytes`, `1.2 kB`, `34 MB`. */
export function bytes(count: number): string {
  if (count < 1000) return count === 1 ? "1 byte" : `${count} bytes`;
  let [value, unit] = [count / 1000, 0];
  // What would be rounded to a thousand is one of the next unit.
  while (value >= 999.5 && unit < UNITS.length - 1) [value, unit] = [value / 1000, unit + 1];
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit] ?? ""}`;
}
