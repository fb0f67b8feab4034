/** Locks that Python processes have left. A lock that stands makes a claim wait. */
import type { Store } from "../disk/store.js";
import { JOB_STATES } from "../job.js";
import { inWords, type Finding } from "./finding.js";

const STRAY_MS = 24 * 3_600_000;

/** Those of jobs that are there may be held, and are harmless. */
export function checkLocks({ disk, layout }: Store, now: number): Finding[] {
  return JOB_STATES.flatMap((state) => {
    const locks = disk.names(layout.folder(state)).filter((name) => name.endsWith(".lock"));
    return locks.flatMap((name): Finding[] => {
      const id = name.slice(0, -".lock".length);
      const path = layout.lock(state, id);
      const age = now - (disk.stat(path)?.mtimeMs ?? now);
      if (age < STRAY_MS || disk.exists(layout.job(state, id))) return [];
      const evidence = `${inWords(age)} old, and its job is not here`;
      return [{ kind: "stray-lock", id, path, evidence, remedy: "remove it", fixable: true }];
    });
  });
}
