/** Who has the jobs that run: workers that have died, that cannot be seen from here, and Python's. */
import type { Store } from "../disk/store.js";
import { retryOf } from "../ending/retry.js";
import { asWord } from "../format/as-word.js";
import type { ClaimName } from "../format/layout.js";
import { LEASE_MS } from "../processes/beat-observer.js";
import { livenessOf } from "../processes/identity.js";
import { readPresence, workersPresent } from "../processes/presence.js";
import { claimKeyOf, workerOf } from "../reading/claim-key.js";
import { readPlace } from "../reading/reader.js";
import { claimsIn, idsIn } from "../reading/scan.js";
import { inWords, type Finding } from "./finding.js";

export function checkOwners(store: Store, now: number): Finding[] {
  const claims = claimsIn(store);
  const claimed = new Set(claims.map(({ id }) => id));
  const unclaimed = idsIn(store, "running").filter((id) => !claimed.has(id));
  return [
    ...ofTheDead(store, claims),
    ...claims.flatMap((claim) => claimOutOfSight(store, claim, now)),
    ...unclaimed.flatMap((id) => runningWithoutClaim(store, id)),
  ];
}

/** A worker that died is one thing to a person, with all the jobs that it had. One that has left no word of itself is known by them alone. */
function ofTheDead(store: Store, claims: readonly ClaimName[]): Finding[] {
  const present = workersPresent(store).filter((worker) => livenessOf(worker) === "dead");
  const left = claims.filter(({ worker }) => livenessOf(worker) === "dead");
  const found = left.flatMap((claim) => deadClaim(store, claim).map((finding) => ({ finding, worker: claim.worker })));
  const lost = found.filter(({ finding, worker }) => finding.kind === "dead-worker" && present.includes(worker));
  return [
    ...found.filter((one) => !lost.includes(one)).map(({ finding }) => finding),
    ...present.map((worker) => {
      const jobs = lost.filter((one) => one.worker === worker).flatMap(({ finding }) => finding.id ?? []);
      return deadWorker(store, worker, jobs);
    }),
  ];
}

/** One finding for each claim, however many files it has. */
function deadClaim(store: Store, { id, claim, part, why, movesOn }: ClaimName): Finding[] {
  const { disk, layout } = store;
  const path = part === "claim" ? layout.claimFile(id, claim, why) : layout.claim(id, claim, part);
  const found = (kind: "dead-worker" | "half-done", evidence: string, remedy: string): Finding[] => [
    { kind, id, path, evidence, remedy, fixable: true },
  ];
  if (part === "done")
    return found("half-done", "how it ended was decided by a worker that died before it was published", "publish it");
  if (part !== "claim") {
    const stands = disk.exists(layout.claimFile(id, claim, why)) || disk.exists(layout.claim(id, claim, "done"));
    if (stands) return [];
    return found(
      "half-done",
      "an end was prepared by a worker that died, and never decided",
      "remove what was prepared",
    );
  }
  if (movesOn)
    return found("half-done", "a process that has ended had begun to move it on", "give it back, or record its end");
  if (retryOf(store, id, claim) !== undefined)
    return found("half-done", "its attempt had failed when its worker died", "let it wait for its next attempt");
  return found(
    "dead-worker",
    "the process of the worker that had claimed it has ended",
    "give the job back to the queue, or bring its end to an end",
  );
}

/** On another machine, or in a container: only its beat can tell, and that only to who watches for a while. */
function claimOutOfSight(store: Store, { id, worker, claim, part, why }: ClaimName, now: number): Finding[] {
  const { disk, layout } = store;
  if (part !== "claim" || livenessOf(worker) !== "unknown") return [];
  const record = readPresence(store, worker);
  const age = now - (disk.stat(layout.presence(worker))?.mtimeMs ?? -Infinity);
  if (record !== undefined && age < LEASE_MS) return [];
  const evidence =
    record === undefined
      ? "its worker cannot be seen from here and has no presence file"
      : `its worker ${record.name} on ${record.host} cannot be seen from here; last beat ${record.beat}, ${inWords(age)} ago by the file's time`;
  const remedy = "if it has died, any running dirq worker brings the job back after 90 s: dirq worker";
  return [{ kind: "unknown-owner", id, path: layout.claimFile(id, claim, why), evidence, remedy, fixable: false }];
}

/** The view of a claim is shown, and no claim is there. */
function runningWithoutClaim(store: Store, id: string): Finding[] {
  const path = store.layout.job("running", id);
  const dead = deadView(store, id);
  if (dead !== undefined) {
    const evidence = "it is shown as running, its worker has died, and its claim is gone: somebody deleted it";
    return [{ kind: "half-done", id, path, evidence, remedy: "queue it again from what is shown", fixable: true }];
  }
  if (claimKeyOf(store.disk, path) !== undefined) {
    const evidence = "it is shown as running under a claim that is gone: somebody deleted it";
    const remedy = "nothing at once: its worker ends it, or any worker queues it again when that one has died";
    return [{ kind: "unknown-owner", id, path, evidence, remedy, fixable: false }];
  }
  const job = readPlace(store, { id, state: "running" });
  const who = job?.state === "running" && job.workerName !== undefined ? ` ${job.workerName}` : "";
  return [
    {
      kind: "unknown-owner",
      id,
      path,
      evidence: `it runs without a claim: a Python worker${who} has it, or had it when it died`,
      remedy: `nothing while that works; if it is gone, dirq resubmit ${asWord(id)} and dirq rm --force ${asWord(id)}`,
      fixable: false,
    },
  ];
}

/** Whether it says no more than that a job runs without a claim. */
export function isRunByPython({ disk, layout }: Store, { kind, id, path }: Finding): boolean {
  return (
    kind === "unknown-owner" &&
    id !== undefined &&
    path === layout.job("running", id) &&
    claimKeyOf(disk, path) === undefined
  );
}

/** The claim that a view names whose worker is known to be dead; to be asked of a job without a claim. */
export function deadView({ disk, layout }: Store, id: string): string | undefined {
  const claim = claimKeyOf(disk, layout.job("running", id));
  return claim !== undefined && livenessOf(workerOf(claim)) === "dead" ? claim : undefined;
}

/** More jobs than these are counted. */
const MOST_NAMED = 3;

function deadWorker(store: Store, worker: string, jobs: readonly string[]): Finding {
  const more = jobs.length > MOST_NAMED ? ` and ${jobs.length - MOST_NAMED} more` : "";
  const named = `${jobs.length === 1 ? "job" : "jobs"} ${jobs.slice(0, MOST_NAMED).join(", ")}${more}`;
  return {
    kind: "dead-worker",
    id: undefined,
    jobs,
    path: store.layout.presence(worker),
    evidence:
      `the process of worker ${readPresence(store, worker)?.name ?? worker} has ended without taking leave` +
      (jobs.length === 0 ? "" : `, with ${named} in its hands`),
    remedy: jobs.length === 0 ? "forget it" : `bring back its ${jobs.length === 1 ? "job" : "jobs"} and forget it`,
    fixable: true,
  };
}
