/** What stands in the tab of a terminal that follows a job's output. */
import type { JobRow } from "../../live/live-queue.js";
import { escapeIcons } from "../escape-icons.js";
import { shortId } from "../../wording/index.js";
import { titleLabel } from "../title-label.js";

/**
 * Where one of the `others`, the titles of other jobs' terminals, is the same, the id's end tells which: in front, since the
 * list of terminals is narrow. VS Code draws icons in the titles of terminals.
 */
export function outputTitle({ label, id }: Pick<JobRow, "label" | "id">, others: readonly string[]): string {
  const title = escapeIcons(`output of ${titleLabel({ label })}`);
  return others.includes(title) ? `${escapeIcons(shortId(id))} ${title}` : title;
}
