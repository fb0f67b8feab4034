/** How far a job is: a bar where one can be drawn, `█████▌░░░░ 55 %`, else the number alone. */
import { percent } from "../../wording/index.js";
import type { Screen } from "../screen.js";
import { bar } from "../stats/histogram.js";

const BAR_WIDTH = 20;
/** Where there is less, the times behind it say more. */
const WIDE_ENOUGH = 60;

export function progressBar({ draws, width = 0 }: Screen, progress: number): string {
  if (!draws || width < WIDE_ENOUGH) return percent(progress);
  const filled = bar(Math.min(1, progress), { most: 1, width: BAR_WIDTH, blocks: true });
  return `${filled.padEnd(BAR_WIDTH, "░")} ${percent(progress)}`;
}
