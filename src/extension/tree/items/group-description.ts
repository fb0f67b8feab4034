/** What stands beside the name of a state. */
import { count, percent } from "../../../wording/index.js";
import type { StateNode } from "../nodes.js";

export interface Group extends Pick<StateNode, "matching" | "held" | "unsearched"> {
  /** How many jobs the state has. */
  readonly total: number;
  /** Its jobs wait because all workers have enough to do. */
  readonly allBusy: boolean;
}

export function groupDescription({ total, matching, held, unsearched, allBusy }: Group): readonly string[] {
  return [
    matching === undefined || total === 0 ? count(total) : `${count(matching)} of ${count(total)}`,
    ...(unsearched > 0 ? [`${matching === undefined ? "sorting" : "searching"} ${searched(total, unsearched)}`] : []),
    ...(held > 0 ? [`${count(held)} held`] : []),
    ...(allBusy ? ["all slots busy"] : []),
  ];
}

/** The two were counted at different moments. */
function searched(total: number, unsearched: number): string {
  return percent(total === 0 ? 0 : Math.max(0, total - unsearched) / total);
}
