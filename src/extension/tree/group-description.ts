/** What stands beside the name of a state. */
import { percent } from "../../wording/index.js";
import type { StateNode } from "./nodes.js";

export interface Group extends Pick<StateNode, "matching" | "held" | "unsearched"> {
  /** How many jobs the state has. */
  readonly count: number;
  /** Its jobs wait because all workers have enough to do. */
  readonly allBusy: boolean;
}

export function groupDescription({ count, matching, held, unsearched, allBusy }: Group): readonly string[] {
  const counted = count.toLocaleString("en");
  return [
    matching === undefined || count === 0 ? counted : `${matching.toLocaleString("en")} of ${counted}`,
    ...(unsearched > 0 ? [`${matching === undefined ? "sorting" : "searching"} ${searched(count, unsearched)}`] : []),
    ...(held > 0 ? [`${held.toLocaleString("en")} held`] : []),
    ...(allBusy ? ["all slots busy"] : []),
  ];
}

/** The two were counted at different moments. */
function searched(count: number, unsearched: number): string {
  return percent(count === 0 ? 0 : Math.max(0, count - unsearched) / count);
}
