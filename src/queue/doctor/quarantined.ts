/**
 * Files in quarantine of which no failed job tells: another of that id had ended already, or has been removed since. Nothing
 * is ever deleted there, and nobody looks there.
 */
import { join } from "node:path";
import { passThrough, PROBE } from "../disk/pass-through.js";
import { moveNew } from "../disk/put-new.js";
import { isOneFile } from "../disk/signature.js";
import type { Store } from "../disk/store.js";
import { isClaimableId } from "../format/job-id.js";
import { pathsOf, type Place } from "../format/place.js";
import { randomHex } from "../random.js";
import { isRecord } from "../reading/claim-key.js";
import { readJobFile } from "../reading/reader.js";
import { locate } from "../reading/scan.js";
import { idsThatMayComeBack } from "../trash/list.js";
import type { Finding } from "./finding.js";

export function checkQuarantine(store: Store): Finding[] {
  const { disk, layout } = store;
  const names = disk.names(layout.quarantine).filter((name) => !PROBE.test(name));
  if (names.length === 0) return [];
  const removed = idsThatMayComeBack(store);
  const lost = new Map<string, Finding>();
  const others: Finding[] = [];
  for (const name of names) {
    const path = join(layout.quarantine, name);
    const id = name.split("~", 1)[0] ?? "";
    if (isTold(store, id, name) || removed.has(id)) continue;
    const place = isClaimableId(id) ? locate(store, id) : undefined;
    if (isSecondName(store, place, path)) others.push(secondNameFinding(id, path));
    else if (place === undefined && canBeBroughtOut(store, id, path) && !lost.has(id))
      lost.set(id, lostFinding(store, id, path));
    else others.push(keptFinding(path));
  }
  return [...lost.values(), ...others];
}

/**
 * Puts what is lost where it is shown; held, for a job of its id may have ended, and have been deleted, since. A client of a
 * network file system asks the server anew where it has changed a folder itself: others may have brought out a file of the
 * same id, which nothing replaces.
 */
export function bringOutOfQuarantine(store: Store): void {
  const { disk, layout } = store;
  if (fixableIn(store).length === 0) return;
  passThrough(disk, [layout.quarantine, ...layout.passage], randomHex(6));
  const found = fixableIn(store);
  for (const { id = "", path } of found) {
    if (isSecondName(store, locate(store, id), path)) disk.remove(path);
    else moveNew(disk, path, layout.waitingJob(id, "held"));
  }
  if (found.length > 0) disk.sync(layout.waiting);
}

function fixableIn(store: Store): Finding[] {
  return checkQuarantine(store).filter(({ fixable }) => fixable);
}

function canBeBroughtOut({ disk }: Store, id: string, path: string): boolean {
  return isClaimableId(id) && disk.isFile(path);
}

/** Whoever brought it out was cut off between giving it the new name and taking the old one. `place`: the job's own. */
function isSecondName({ disk, layout }: Store, place: Place | undefined, path: string): boolean {
  return place !== undefined && pathsOf(layout, place).some((own) => isOneFile(disk, path, own));
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

function secondNameFinding(id: string, path: string): Finding {
  return {
    kind: "quarantined",
    id,
    path,
    evidence: "it is a second name of the job's own file: bringing it out was cut short",
    remedy: "remove the second name",
    fixable: true,
    harmless: true,
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
