/** What stands in the tab of a job's panel. */
import type { JobRow } from "../../live/live-queue.js";
import { titleLabel } from "../title-label.js";

/** `isGone`: the row is what was last known of it. */
export function titleOf(row: JobRow, { isGone }: { readonly isGone: boolean }): string {
  const state = isGone ? "gone" : row.damaged === undefined ? row.state : "damaged";
  return `${titleLabel(row)} · ${state}`;
}
