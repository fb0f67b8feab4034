/** What stands in the tab of a terminal that follows a job's output. */
import type { JobRow } from "../../live/live-queue.js";
import { escapeIcons } from "../escape-icons.js";
import { titleLabel } from "../title-label.js";

/** VS Code draws icons in the titles of terminals. */
export function outputTitle(row: Pick<JobRow, "label">): string {
  return escapeIcons(`output of ${titleLabel(row)}`);
}
