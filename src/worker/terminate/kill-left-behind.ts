import type { KillProcesses } from "../../queue/index.js";
import { isGroupOf, send, signalGroup } from "./process-group.js";
import { straysOf } from "./strays.js";

/** A process may start another while the others are being looked for. */
const ROUNDS = 5;

/** Ends at once what a dead worker left running, by its recorded group and by the claim in the environment of each. */
export const killLeftBehind: KillProcesses = (claim, group) => {
  const job = { pid: group?.pid ?? 0, startTime: group?.start_time ?? "", claim, outputs: [] };
  for (let round = 0; round < ROUNDS; round++) {
    if (group !== undefined && isGroupOf(job)) signalGroup(job, "SIGKILL");
    const strays = straysOf(job);
    if (strays.length === 0) return;
    for (const { pid } of strays) send(pid, "SIGKILL");
  }
};
