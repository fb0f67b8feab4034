/**
 * Which jobs there are and in which state, from the names of files alone.
 *
 * Folders are listed in the order in which jobs flow, so that a job which moves on meanwhile is seen twice rather than
 * never; where places disagree the later one counts: completed > failed > decided > claimed > running > queued > waiting.
 */
import type { Store } from "../disk/store.js";
import { isFileName } from "../format/job-id.js";
import { parseClaimName, parseWaitingName, type ClaimName } from "../format/layout.js";
import { pathsOf, type Place, type Places } from "../format/place.js";
import type { JobState } from "../job.js";
import { isFailure } from "./failed-mark.js";

/** Of more failed jobs a listing of those that wait costs less than to read each. */
const MOST_READ = 100;

/** Lists every folder once. Nothing is read, but for a failed mark on a job that stands elsewhere too. */
export function scan(store: Store): Map<string, Place> {
  return placesOf(store, {
    isWanted: () => true,
    idsIn: (state) => idsIn(store, state),
    waiting: () => waitingIn(store),
  });
}

/**
 * What `scan` would say of these jobs, without listing the folders of the states: each job is looked for by its path, so
 * that this costs nothing for the others. The name of a job that waits says why, so these are listed, last of all and only
 * where one of the jobs may be among them: because it is nowhere else, or has a failed mark that may be none of its own.
 */
export function scanFor(store: Store, ids: readonly string[]): Places {
  const wanted = new Set(ids.filter(isFileName));
  const found = lookByPath(store, wanted, { waiting: () => [] });
  const failed = [...wanted].filter((id) => found.get(id)?.state === "failed");
  const { disk, layout } = store;
  const marked = failed.length > MOST_READ ? failed : failed.filter((id) => !isFailure(disk, layout.job("failed", id)));
  const mayWait = new Set([...[...wanted].filter((id) => !found.has(id)), ...marked]);
  if (mayWait.size === 0) return found;
  // In the order in which jobs flow again: one may have moved on since it was not found.
  return new Map([...found, ...lookByPath(store, mayWait, { waiting: () => waitingIn(store) })]);
}

/**
 * Where one job is, looking by path; twice, because one that is tried again moves against the flow. No folder is listed
 * for a job that is still at its place among the `known`.
 */
export function locate(store: Store, id: string, known?: Places): Place | undefined {
  const place = known?.get(id);
  if (place !== undefined && isStillAt(store, place)) return place;
  return lookFor(store, id) ?? lookFor(store, id);
}

/** Of a claimed job the claim tells, not the view. */
function isStillAt({ disk, layout }: Store, place: Place): boolean {
  const view = layout.job("running", place.id);
  const paths = pathsOf(layout, place).filter((path) => place.claim === undefined || path !== view);
  return paths.some((path) => disk.exists(path));
}

/** Where one job is, at one look. */
export function lookFor(store: Store, id: string): Place | undefined {
  return scanFor(store, [id]).get(id);
}

interface Names {
  readonly isWanted: (id: string) => boolean;
  readonly idsIn: (state: JobState) => readonly string[];
  readonly waiting: () => readonly WaitingName[];
}

export type WaitingName = { readonly id: string; readonly why: string };

function lookByPath(store: Store, wanted: ReadonlySet<string>, { waiting }: Pick<Names, "waiting">): Places {
  const { disk, layout } = store;
  return placesOf(store, {
    isWanted: (id) => wanted.has(id),
    idsIn: (state) => [...wanted].filter((id) => disk.exists(layout.job(state, id))),
    waiting,
  });
}

function placesOf(store: Store, { isWanted, idsIn, waiting }: Names): Map<string, Place> {
  const { disk, layout } = store;
  const places = new Map<string, Place>();
  const lostRaces = new Map<string, Place>();
  const decided: ClaimName[] = [];

  for (const name of waiting()) if (isWanted(name.id)) places.set(name.id, placeOfWaiting(name));
  for (const id of idsIn("queued")) places.set(id, { id, state: "queued" });
  for (const claim of claimsIn(store)) {
    if (!holdsJob(claim) || !isWanted(claim.id)) continue;
    places.set(claim.id, placeOfClaim(claim));
    if (claim.part === "done") decided.push(claim);
  }
  for (const id of idsIn("running")) {
    const place = places.get(id);
    if (place?.claim === undefined) places.set(id, { id, state: "running" });
  }
  for (const id of idsIn("failed")) {
    // A Python worker that lost a race leaves a failed mark on a job that is elsewhere; only the text can tell.
    const elsewhere = places.get(id);
    if (elsewhere !== undefined) lostRaces.set(id, elsewhere);
    places.set(id, { id, state: "failed" });
  }
  for (const id of idsIn("completed")) places.set(id, { id, state: "completed" });
  for (const [id, elsewhere] of lostRaces) {
    if (places.get(id)?.state === "failed" && !isFailure(disk, layout.job("failed", id))) places.set(id, elsewhere);
  }
  for (const { id, claim } of decided)
    if (places.get(id)?.claim === claim && wasRemoved(store, id, claim)) places.delete(id);
  return places;
}

/**
 * All of its end was published and is gone since: a person has removed the job, and only the tidying is left. Looked at by
 * path, for a listing may show the one and not the other while it is being published.
 */
function wasRemoved({ disk, layout }: Store, id: string, claim: string): boolean {
  if (disk.exists(layout.claim(id, claim, "final")) || !disk.exists(layout.claim(id, claim, "done"))) return false;
  return !(["queued", "failed", "completed"] as const).some((state) => disk.exists(layout.job(state, id)));
}

/** Every file of a claim, in whichever part of its life. */
export function claimsIn({ disk, layout }: Store): ClaimName[] {
  return disk.names(layout.claims).flatMap((name) => parseClaimName(name) ?? []);
}

/** Ids of the files in the folder of a state, sorted. */
export function idsIn({ disk, layout }: Store, state: JobState): string[] {
  const ids: string[] = [];
  for (const name of disk.names(layout.folder(state)))
    if (name.endsWith(".json")) ids.push(name.slice(0, -".json".length));
  return ids;
}

/** Every job that waits, with what for. */
export function waitingIn({ disk, layout }: Store): readonly WaitingName[] {
  return disk.names(layout.waiting).flatMap((name) => parseWaitingName(name) ?? []);
}

function holdsJob({ part }: ClaimName): boolean {
  return part === "claim" || part === "done";
}

function placeOfWaiting({ id, why }: WaitingName): Place {
  return { id, state: "queued", waiting: why };
}

/** An r-claim only moves a job on; for everybody else the job is still queued. */
function placeOfClaim({ id, claim, movesOn, why }: ClaimName): Place {
  return movesOn ? { id, state: "queued", waiting: why, claim } : { id, state: "running", claim };
}
