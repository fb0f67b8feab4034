/**
 * Files in quarantine of which no failed job tells: another of that id had ended already, or has been removed since. Nothing
 * is ever deleted there, and nobody looks there.
 */
import { join } from "node:path";
import type { Store } from "../disk/store.js";
import { isClaimableId } from "../format/job-id.js";
import { isRecord } from "../reading/claim-key.js";
import { readJobFile } from "../reading/reader.js";
import { locate } from "../reading/scan.js";
import { mayComeBack } from "../trash/list.js";
import type { Finding } from "./finding.js";

export function checkQuarantine(store: Store): Finding[] {
  const { disk, layout } = store;
  const lost = new Map<string, Finding>();
  const others: Finding[] = [];
  for (const name of disk.names(layout.quarantine)) {
    const path = join(layout.quarantine, name);
    const id = name.split("~", 1)[0] ?? "";
    if (isTold(store, id, name) || mayComeBack(store, id)) continue;
    const isLost = isClaimableId(id) && !lost.has(id) && disk.isFile(path) && locate(store, id) === undefined;
    if (isLost) lost.set(id, lostFinding(store, id, path));
    else others.push(keptFinding(path));
  }
  return [...lost.values(), ...others];
}

/** Puts what is lost where it is shown; held, for a job of its id may have ended, and have been deleted, since. */
export function bringOutOfQuarantine(store: Store): void {
  const { disk, layout } = store;
  const lost = checkQuarantine(store).filter(({ fixable }) => fixable);
  for (const { id = "", path } of lost) disk.move(path, layout.waitingJob(id, "held"));
  if (lost.length > 0) disk.sync(layout.waiting);
}

/** The queue may have been moved with all that is in it: only the name counts. */
function isTold({ disk, layout }: Store, id: string, name: string): boolean {
  if (!isRecord(disk, layout.job("failed", id))) return false;
  return disk.readOwn(join(layout.resultDirectory(id), "error.txt"))?.includes(name) === true;
}

function lostFinding(store: Store, id: string, path: string): Finding {
  const job = readJobFile(store, path, { id, state: "queued" })?.job;
  const what = job?.state === "damaged" ? `is no job: ${job.reason}` : "had lost its place to another of its id";
  return {
    kind: "quarantined",
    id,
    path,
    evidence: `it was queued and ${what}; no job of that id stands in any state, and nothing else tells of it`,
    remedy: "put it among the waiting jobs, held: it is shown there, and does not run before somebody releases it",
    fixable: true,
  };
}

function keptFinding(path: string): Finding {
  return {
    kind: "quarantined",
    id: undefined,
    path,
    evidence: "it was queued and no job, or had lost its place to another of its id, and no failed job tells of it",
    remedy: "look at it, and delete it by hand if nobody needs it",
    fixable: false,
    harmless: true,
  };
}
