/** What is wrong with the calls of a run: each that reads or changes something through a link, or outside the queue. */
import { existsSync, readFileSync } from "node:fs";
import { sep } from "node:path";
import type { Call } from "./call.js";

/** Where a run may do what; real paths. */
export interface Bounds {
  /** The queue's directory, and the results' where that is a link. */
  readonly queue: readonly string[];
  /** What is not the queue's and must not even be read. */
  readonly forbidden: readonly string[];
  /** May be written to as well: the system's folder for temporary files. */
  readonly temporary: string;
}

export function callsIn(traceFile: string): Call[] {
  if (!existsSync(traceFile)) return [];
  const lines = readFileSync(traceFile, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Call);
}

/** In words, one for each call that is out of bounds. */
export function violations(calls: readonly Call[], bounds: Bounds): string[] {
  return calls.flatMap((call) => {
    const reason = violation(call, bounds);
    return reason === undefined ? [] : [`${call.name} ${call.path} ${reason} (${call.real})`];
  });
}

function violation(call: Call, { queue, forbidden, temporary }: Bounds): string | undefined {
  const { effect, path, real } = call;
  if (effect === "look" || effect === "start") return undefined;
  if (forbidden.some((folder) => isIn(real, folder))) return "leads out of the queue";
  const isOfQueue = queue.some((folder) => isIn(path, folder) || isIn(real, folder));
  // A change of the name itself, and an exclusive creation, never follow a link under that name.
  const follows = effect !== "change" && call.noFollow !== true && call.exclusive !== true;
  if (isOfQueue && call.isLink && follows) return "follows a link";
  if (effect === "open") return undefined;
  const allowed = [...queue, temporary].some((folder) => isIn(real, folder)) || real === "/dev/null";
  return allowed ? undefined : "changes what is not the queue's";
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}
