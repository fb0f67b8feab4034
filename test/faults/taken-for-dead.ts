import type { Store } from "../../src/queue/disk/store.js";
import { sweep } from "../../src/queue/doctor/sweep.js";
import { ClaimTokens } from "../../src/queue/owning/claim-tokens.js";
import { livenessOf } from "../../src/queue/processes/identity.js";
import { Recovery } from "../../src/queue/recovering/recover.js";

/** What a worker elsewhere does that has not seen this one's beat for the length of the lease. */
export function recoverFrom(silent: string, store: Store): void {
  const tokens = new ClaimTokens();
  const recovery = new Recovery(store, {
    newToken: () => tokens.toMoveOn(),
    killProcesses: () => undefined,
    own: { worker: tokens.worker, isHeld: () => true },
    sweep: (now) => sweep(store, now),
    judge: (worker) => (worker === silent ? "dead" : livenessOf(worker)),
  });
  recovery.run();
}
