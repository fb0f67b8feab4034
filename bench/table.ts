/** Prints rows as they come, in columns wide enough for what the measurements have to say. */
import type { Row } from "./measurement.js";

const WIDTHS = [50, 12, 26, 12, 8, 8];

export function header(): string {
  return columns(["", "dirq", "against", "", "ratio", "CPU", "goal"]);
}

export function line({ what, ours, against, goal }: Row): string {
  if (against === undefined) return columns([what, ours, "", "", "", "", goal]);
  return columns([
    what,
    ours,
    against.name,
    against.theirs,
    against.ratio.toFixed(2),
    against.processor?.toFixed(2) ?? "",
    goal,
  ]);
}

function columns(cells: readonly string[]): string {
  return cells
    .map((cell, at) => cell.padEnd(WIDTHS[at] ?? 0))
    .join(" ")
    .trimEnd();
}
