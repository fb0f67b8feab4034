/** Who works on a queue, and how that is known. */
import type { Store } from "../disk/store.js";
import type { JobOrDamaged } from "../job.js";
import { workerOf } from "../reading/claim-key.js";
import { claimsIn } from "../reading/scan.js";
import { livenessOf, pidOf, type Liveness } from "./identity.js";
import { readPresence, workersPresent, type PresenceRecord } from "./presence.js";
import { readStopRequest, type StopRequest } from "./stop-request.js";

/** A worker of dirq's. Python workers leave no trace of themselves but the names in their jobs' files. */
export interface WorkerStatus {
  /** Unique among all workers that ever were. */
  readonly worker: string;
  /** What it calls itself. */
  readonly name: string;
  /** The machine on which it runs, by its name. */
  readonly host: string;
  /** Its process there. */
  readonly pid: number;
  /** How many jobs it runs at the same time. */
  readonly slots: number;
  /** When it started. */
  readonly since: Date;
  /** Ids of the jobs that it has claimed. */
  readonly jobs: readonly string[];
  /** Whether it lives. */
  readonly liveness: Liveness;
  /** Why it is taken for alive or dead, in words. */
  readonly evidence: string;
  /** What it was asked, by a request or by a signal; undefined for one that was told nothing. */
  readonly stopping: StopRequest | undefined;
}

/** Whether a job still counts as running although its worker is known to have ended: another worker brings it back. */
export function lostItsWorker(job: JobOrDamaged): boolean {
  return job.state === "running" && job.claim !== undefined && livenessOf(workerOf(job.claim)) === "dead";
}

/** Workers with a presence file, the oldest first. */
export function listWorkers(store: Store): WorkerStatus[] {
  const claims = claimsIn(store);
  const workers = workersPresent(store).flatMap((worker) => {
    const record = readPresence(store, worker);
    if (record === undefined) return [];
    const jobs = claims.filter((claim) => claim.worker === worker && claim.part === "claim").map(({ id }) => id);
    return [{ ...statusOf(worker, record, jobs), stopping: readStopRequest(store, worker) }];
  });
  return workers.sort((a, b) => a.since.getTime() - b.since.getTime());
}

/** Of a process on this machine the name of the file says which it is, and only of that one is known whether it lives. */
function statusOf(worker: string, record: PresenceRecord, jobs: readonly string[]): Omit<WorkerStatus, "stopping"> {
  const { name, host, slots, started_ms: startedMs } = record;
  const liveness = livenessOf(worker);
  const pid = liveness === "unknown" ? record.pid : pidOf(worker);
  return {
    worker,
    name,
    host,
    pid,
    slots,
    since: new Date(startedMs),
    jobs,
    liveness,
    evidence: evidenceOf({ ...record, pid }, liveness),
  };
}

function evidenceOf({ host, pid, beat }: PresenceRecord, liveness: Liveness): string {
  switch (liveness) {
    case "alive":
      return `process ${pid} runs on this machine`;
    case "dead":
      return `process ${pid} has ended on this machine`;
    case "unknown":
      return `cannot be seen from here (${host}); last beat ${beat}`;
  }
}
