/** What stands in the tab of a job's panel. */
import type { JobRow } from "../../live/live-queue.js";
import { printable } from "../../wording/index.js";

/** A tab takes the width of its title, and would push all others out of the window. */
const LONGEST = 60;

export function titleOf(row: JobRow): string {
  const label = printable(row.label);
  const state = row.damaged === undefined ? row.state : "damaged";
  return `${label.length > LONGEST ? `${label.slice(0, LONGEST)}…` : label} · ${state}`;
}
