/**
 * doctor: what is wrong with a queue, with the evidence and what would be done about it. Looking changes nothing and
 * creates nothing. Mending deletes no job, no result, and nothing in the trash before its time.
 */
import type { Clocks } from "../clocks.js";
import { sleep } from "../disk/sleep.js";
import type { Store } from "../disk/store.js";
import { checkClock } from "./clock-skew.js";
import { checkDamaged } from "./damaged.js";
import { isAmong, type Finding } from "./finding.js";
import { checkFolders, checkLinks } from "./folders.js";
import { checkFormat } from "./format.js";
import { checkHeadOfQueue } from "./head-of-queue.js";
import { checkLeftOvers } from "./left-overs.js";
import { checkOwners, isRunByPython } from "./owners.js";
import { checkQuarantine } from "./quarantined.js";
import { checkResults } from "./results.js";
import { checkPermissions, checkRoom } from "./room.js";
import { checkSetAside } from "./set-aside.js";
import { checkSilentWorkers } from "./silent-workers.js";
import { checkLocks } from "./stray-locks.js";
import { checkTrash } from "./trash.js";
import { checkTwoPlaces } from "./two-places.js";

/** Between the two looks: whatever moves has moved on by then. */
const BETWEEN_LOOKS_MS = 50;

/**
 * Looks, and looks again at what seems wrong: a job that moves on meanwhile may be seen in two places, or in none.
 * @throws DirqError NO_QUEUE, QUEUE_UNUSABLE
 */
export function diagnose(store: Store, now: Clocks["now"] = Date.now): Finding[] {
  return lookTwice(store, checkAll, now);
}

/**
 * What of it can be told without reading the jobs, and what keeps jobs from running or from being where they seem to be:
 * for whoever looks again and again. Damaged jobs are left out, and what only takes room.
 * @throws as `diagnose`
 */
export function glance(store: Store, now: Clocks["now"] = Date.now): Finding[] {
  return lookTwice(store, checkQuickly, now);
}

type Checks = (store: Store, now: number) => Finding[];

function lookTwice(store: Store, checks: Checks, now: Clocks["now"]): Finding[] {
  const look = (): Finding[] => {
    const forbidding = checkReadable(store);
    return forbidding.length > 0 ? forbidding : checks(store, now());
  };
  const first = look();
  if (first.length === 0) return [];
  sleep(BETWEEN_LOOKS_MS);
  return look().filter(isAmong(first));
}

function checkAll(store: Store, now: number): Finding[] {
  return [
    ...checkFolders(store),
    ...checkPermissions(store),
    ...checkRoom(store),
    ...checkClock(store, now),
    ...checkDamaged(store),
    ...checkTwoPlaces(store),
    ...checkResults(store),
    ...checkOwners(store, now),
    ...checkSilentWorkers(store, now),
    ...checkHeadOfQueue(store),
    ...checkLocks(store, now),
    ...checkTrash(store, now),
    ...checkLeftOvers(store, now),
    ...checkSetAside(store),
    ...checkQuarantine(store),
  ];
}

function checkQuickly(store: Store, now: number): Finding[] {
  return [
    ...checkFolders(store),
    ...checkPermissions(store),
    ...checkRoom(store),
    ...checkClock(store, now),
    ...checkTwoPlaces(store),
    // A job that Python runs is nothing wrong as long as it runs, and nobody can say whether it does.
    ...checkOwners(store, now).filter((finding) => !isRunByPython(store, finding)),
    ...checkSilentWorkers(store, now),
    ...checkTrash(store, now).filter(({ kind }) => kind === "half-done"),
  ];
}

/** What keeps from saying anything else. */
function checkReadable(store: Store): Finding[] {
  // What lies behind a link is somebody else's: nothing of it is read.
  const links = checkLinks(store);
  // Of a format that is not known nothing else can be said.
  return links.length > 0 ? links : checkFormat(store);
}
