/** How often which lengths of time occur, in steps that people think in, and as bars. */

/** The ends of the steps, in milliseconds, and what they are called. */
const STEPS: readonly (readonly [end: number, name: string])[] = [
  [100, "0.1 s"],
  [300, "0.3 s"],
  [1_000, "1 s"],
  [3_000, "3 s"],
  [10_000, "10 s"],
  [30_000, "30 s"],
  [60_000, "1 min"],
  [180_000, "3 min"],
  [600_000, "10 min"],
  [1_800_000, "30 min"],
  [3_600_000, "1 h"],
  [10_800_000, "3 h"],
  [36_000_000, "10 h"],
  [86_400_000, "1 day"],
  [259_200_000, "3 days"],
  [864_000_000, "10 days"],
];

export interface Step {
  /** In milliseconds; from 0 for the first, without an end for the last. */
  readonly from: number;
  readonly to: number | undefined;
  /** `0.3 s to 1 s`. */
  readonly label: string;
  readonly count: number;
}

/** The steps from the shortest length to the longest, empty ones between them too. */
export function histogram(lengths: readonly number[]): Step[] {
  const counts = new Array<number>(STEPS.length + 1).fill(0);
  for (const length of lengths) {
    const step = STEPS.findIndex(([end]) => length < end);
    const index = step < 0 ? STEPS.length : step;
    counts[index] = (counts[index] ?? 0) + 1;
  }
  const first = counts.findIndex((count) => count > 0);
  const last = counts.findLastIndex((count) => count > 0);
  return counts.flatMap((count, index) => (index < first || index > last || first < 0 ? [] : [stepAt(index, count)]));
}

function stepAt(index: number, count: number): Step {
  const [from, low] = STEPS[index - 1] ?? [0, undefined];
  const [to, high] = STEPS[index] ?? [undefined, undefined];
  const label = low === undefined ? `under ${high ?? ""}` : high === undefined ? `over ${low}` : `${low} to ${high}`;
  return { from, to, label, count };
}

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

interface BarOptions {
  readonly most: number;
  readonly width: number;
  /** Drawn with blocks of Unicode, to an eighth of a column; else with `#`. */
  readonly blocks: boolean;
}

/** As long in proportion as `most` is to the width; what is there at all is seen. */
export function bar(count: number, { most, width, blocks }: BarOptions): string {
  if (count <= 0) return "";
  const length = (width * count) / most;
  if (!blocks) return "#".repeat(Math.max(1, Math.round(length)));
  const eighths = Math.max(1, Math.round(8 * length));
  return "█".repeat(Math.trunc(eighths / 8)) + (EIGHTHS[eighths % 8] ?? "");
}

const LEVELS = "▁▂▃▄▅▆▇█";

/** How many of the moments fall into each of so many equal parts of a span, as one line of columns. */
export function sparkline(
  moments: readonly number[],
  { from, to }: { from: number; to: number },
  width: number,
): string {
  const counts = new Array<number>(width).fill(0);
  for (const moment of moments) {
    const part = Math.min(width - 1, Math.max(0, Math.floor((width * (moment - from)) / Math.max(1, to - from))));
    counts[part] = (counts[part] ?? 0) + 1;
  }
  const most = counts.reduce((max, count) => Math.max(max, count), 1);
  return counts
    .map((count) => (count === 0 ? " " : (LEVELS[Math.ceil((LEVELS.length * count) / most) - 1] ?? "")))
    .join("");
}
