/** Whether this machine's clock and that of the disk's server agree, as far as times of files tell without writing one. */
import type { Store } from "../disk/store.js";
import { workersPresent } from "../processes/presence.js";
import { inWords, type Finding } from "./finding.js";
import { nameIn } from "./folders.js";

/** Below this it harms nobody: half-done operations are left alone for so long. */
export const SKEW_MS = 60_000;

/** Nothing can have been changed later than now. */
export function checkClock(store: Store, now: number): Finding[] {
  const { disk, layout } = store;
  const paths = [...layout.directories, ...workersPresent(store).map((worker) => layout.presence(worker))];
  const times = paths.map((path) => ({ path, ahead: (disk.stat(path)?.mtimeMs ?? 0) - now }));
  const [latest] = times.sort((a, b) => b.ahead - a.ahead);
  if (latest === undefined || latest.ahead < SKEW_MS) return [];
  const evidence = `${nameIn(store, latest.path)} was changed ${inWords(latest.ahead)} from now, by this machine's clock`;
  return [clockFinding(latest.path, evidence)];
}

export function clockFinding(path: string, evidence: string): Finding {
  return {
    kind: "clock-skew",
    id: undefined,
    path,
    evidence,
    remedy: "set the clocks of this machine and of the file server; nothing is lost meanwhile, but times are wrong",
    fixable: false,
  };
}
