/**
 * Which jobs there are and in which state, from the names of files alone.
 *
 * Folders are listed in the order in which jobs flow, so that a job which moves on meanwhile is seen twice rather than
 * never; where places disagree the later one counts: completed > failed > decided > claimed > running > queued > waiting.
 */
import type { Place } from "./document.js";
import { isFailure } from "./heal.js";
import { parseClaimName, parseWaitingName, type ClaimName } from "./layout.js";
import { isFileName } from "./job-id.js";
import type { JobState } from "./job.js";
import type { Store } from "./store.js";

/** Places of all jobs, each by its id. */
export type Scan = ReadonlyMap<string, Place>;

/** Lists every folder once. Nothing is read, but for a failed mark on a job that stands elsewhere too. */
export function scan(store: Store): Scan {
  const { disk, layout } = store;
  const places = new Map<string, Place>();
  const lostRaces = new Map<string, Place>();

  for (const name of disk.names(layout.waiting)) {
    const waiting = parseWaitingName(name);
    if (waiting !== undefined) places.set(waiting.id, placeOfWaiting(waiting));
  }
  for (const id of idsIn(store, "queued")) places.set(id, { id, state: "queued" });
  for (const claim of claimsIn(store)) {
    if (holdsJob(claim)) places.set(claim.id, placeOfClaim(claim));
  }
  for (const id of idsIn(store, "running")) {
    const place = places.get(id);
    if (place?.claim === undefined) places.set(id, { id, state: "running" });
  }
  for (const id of idsIn(store, "failed")) {
    // A Python worker that lost a race leaves a failed mark on a job that is elsewhere; only the text can tell.
    const elsewhere = places.get(id);
    if (elsewhere !== undefined) lostRaces.set(id, elsewhere);
    places.set(id, { id, state: "failed" });
  }
  for (const id of idsIn(store, "completed")) places.set(id, { id, state: "completed" });
  for (const [id, elsewhere] of lostRaces) {
    if (places.get(id)?.state === "failed" && !isFailure(disk, layout.job("failed", id))) places.set(id, elsewhere);
  }
  return places;
}

/** Where one job is, looking by path; twice, because one that is tried again moves against the flow. */
export function locate(store: Store, id: string): Place | undefined {
  return lookFor(store, id) ?? lookFor(store, id);
}

/** Where one job is, at one look. */
export function lookFor({ disk, layout }: Store, id: string): Place | undefined {
  if (!isFileName(id)) return undefined;
  const waiting = disk.names(layout.waiting).flatMap((name) => parseWaitingName(name) ?? []);
  let place = waiting.filter((name) => name.id === id).map(placeOfWaiting)[0];
  if (disk.exists(layout.job("queued", id))) place = { id, state: "queued" };
  const claims = claimsIn({ disk, layout });
  const claim = claims.find((name) => name.id === id && holdsJob(name));
  if (claim !== undefined) place = placeOfClaim(claim);
  else if (disk.exists(layout.job("running", id))) place = { id, state: "running" };
  if (disk.exists(layout.job("failed", id)) && (place === undefined || isFailure(disk, layout.job("failed", id)))) {
    place = { id, state: "failed" };
  }
  if (disk.exists(layout.job("completed", id))) place = { id, state: "completed" };
  return place;
}

/** Every file of a claim, in whichever part of its life. */
export function claimsIn({ disk, layout }: Store): ClaimName[] {
  return disk.names(layout.claims).flatMap((name) => parseClaimName(name) ?? []);
}

/** Ids of the files in the folder of a state, sorted. */
export function idsIn({ disk, layout }: Store, state: JobState): string[] {
  const names = disk.names(layout.folder(state));
  return names.filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -".json".length));
}

function holdsJob({ part }: ClaimName): boolean {
  return part === "claim" || part === "done";
}

function placeOfWaiting({ id, why }: { id: string; why: string }): Place {
  return { id, state: "queued", waiting: why };
}

/** An r-claim only moves a job on; for everybody else the job is still queued. */
function placeOfClaim({ id, claim, recovering, why }: ClaimName): Place {
  return recovering ? { id, state: "queued", waiting: why, claim } : { id, state: "running", claim };
}
