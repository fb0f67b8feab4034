/** What stands in the tab of a job's panel. */
import type { JobRow } from "../../live/live-queue.js";
import { titleLabel } from "../title-label.js";

export function titleOf(row: JobRow): string {
  const state = row.damaged === undefined ? row.state : "damaged";
  return `${titleLabel(row)} · ${state}`;
}
