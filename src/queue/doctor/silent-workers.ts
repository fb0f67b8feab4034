/** Workers of this machine that live but do not beat: frozen, or by a server whose clock is behind. */
import type { Store } from "../disk/store.js";
import { livenessOf } from "../processes/identity.js";
import { readPresence, workersPresent } from "../processes/presence.js";
import { inWords, type Finding } from "./finding.js";

/** A beat comes every 5 s. */
const LONG_SILENCE_MS = 60_000;

export function checkSilentWorkers(store: Store, now: number): Finding[] {
  const alive = workersPresent(store).filter((worker) => livenessOf(worker) === "alive");
  return alive.flatMap((worker): Finding[] => {
    const path = store.layout.presence(worker);
    const age = now - (store.disk.stat(path)?.mtimeMs ?? now);
    if (age < LONG_SILENCE_MS) return [];
    const { name = "", pid = 0 } = readPresence(store, worker) ?? {};
    return [
      {
        kind: "silent-worker",
        id: undefined,
        path,
        evidence: `worker ${name} lives (process ${pid}), but its last beat is ${inWords(age)} old`,
        remedy:
          "it is frozen or cannot write, and keeps its jobs: wake it (kill -CONT) or end it (kill -KILL); or the file server's clock is behind",
        fixable: false,
      },
    ];
  });
}
