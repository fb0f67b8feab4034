/** What the icon of a job says of it: each face of dirq has icons of its own for that, and none says anything else. */
import { endOfRow, type RowFacts } from "./rows.js";
import { isHeld } from "./waiting.js";

/** `warning`: its file, its worker or its result is not as it has to be. */
export type Sign = "queued" | "held" | "waiting" | "running" | "completed" | "failed" | "cancelled" | "warning";

export function signOf(row: RowFacts): Sign {
  if (row.damaged !== undefined) return "warning";
  switch (row.state) {
    case "queued":
      if (isHeld(row)) return "held";
      return row.waiting === undefined ? "queued" : "waiting";
    case "running":
      return row.lostWorker === true ? "warning" : "running";
    case "completed":
      return row.resultMissing === true ? "warning" : "completed";
    case "failed":
      return endOfRow(row)?.kind === "cancelled" ? "cancelled" : "failed";
  }
}
