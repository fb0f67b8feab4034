/** The row below all jobs, kept as it is when it would say the same: VS Code knows rows by identity. */
import type { MoreNode, Node, NoJobsNode, SearchingNode } from "../nodes.js";

type EndNode = MoreNode | NoJobsNode | SearchingNode;

/** `before`: the rows of before, the last of which may be one. */
export function endRow(row: EndNode, before: readonly Node[] = []): EndNode {
  const last = before.at(-1);
  return last !== undefined && isSame(row, last) ? last : row;
}

function isSame(row: EndNode, last: Node): last is EndNode {
  if (row.kind === "searching") return last.kind === "searching";
  if (row.kind === "noJobs") return last.kind === "noJobs" && last.filtered === row.filtered;
  return last.kind === "more" && last.shown === row.shown && last.total === row.total;
}
