/** A job's name where it stands in a tab: of a panel, or of a terminal. */
import type { JobRow } from "../live/live-queue.js";
import { printable, shortened } from "../wording/index.js";

/** A tab takes the width of its title, and would push all others out of the window. */
const LONGEST = 60;

export function titleLabel({ label }: Pick<JobRow, "label">): string {
  return shortened(printable(label), LONGEST);
}
