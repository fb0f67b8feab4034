/** hold and release: each is one rename whose result is the same whoever makes it, so that two who make it do no harm. */
import { dirname } from "node:path";
import { confirming } from "../disk/confirming.js";
import type { Steps } from "../disk/steps.js";
import type { Store } from "../disk/store.js";
import { DirqError } from "../errors.js";
import { asWord } from "../format/as-word.js";
import { isClaimableId } from "../format/job-id.js";
import { pathsOf, type KnownPlaces, type Place } from "../format/place.js";
import { notFound } from "../reading/reader.js";
import type { Taker } from "./taker.js";

/**
 * Holds a queued job until somebody releases it.
 * @throws DirqError NOT_FOUND; WRONG_STATE when it is not queued or held already; CONFLICT when it moved meanwhile
 */
export function* holding(taker: Taker, id: string, known: KnownPlaces = {}): Steps<void> {
  const { store } = taker;
  const { waiting, path } = queuedPlace(taker, id, { verb: "hold", ...known });
  if (waiting?.startsWith("held") === true) throw new DirqError("WRONG_STATE", `Job ${id} is held already.`);
  yield* movingOrConflict(store, {
    id,
    from: path,
    to: store.layout.waitingJob(id, waiting === undefined ? "held" : `held.${waiting}`),
    done: "held",
  });
}

/**
 * Gives a held job back to the queue, or to what it waited for before: to the place that is returned.
 * @throws DirqError NOT_FOUND; WRONG_STATE when it is not held; CONFLICT when it moved meanwhile
 */
export function* releasingHold(taker: Taker, id: string, known: KnownPlaces = {}): Steps<Place> {
  const { store } = taker;
  const { waiting, path } = queuedPlace(taker, id, { verb: "release", ...known });
  if (waiting === undefined || !waiting.startsWith("held"))
    throw new DirqError("WRONG_STATE", `Job ${id} is not held.`);
  const place = {
    id,
    state: "queued",
    waiting: waiting === "held" ? undefined : waiting.slice("held.".length),
  } as const;
  const [to] = pathsOf(store.layout, place);
  yield* movingOrConflict(store, { id, from: path, to, done: "released" });
  return place;
}

const REFUSALS = { hold: "only a queued job can be held", release: "only a held job can be released" } as const;

function queuedPlace(
  taker: Taker,
  id: string,
  { verb, known }: KnownPlaces & { readonly verb: keyof typeof REFUSALS },
): { readonly waiting: string | undefined; readonly path: string } {
  const { store } = taker;
  const place = taker.locate(id, known);
  if (place === undefined) throw notFound(store, id);
  const refuse = (why: string): DirqError => new DirqError("WRONG_STATE", `Cannot ${verb} job ${id}: ${why}.`);
  if (place.state !== "queued") throw refuse(`${REFUSALS[verb]}, and this one is ${place.state}`);
  if (!isClaimableId(id)) throw refuse("its name is not one that dirq gives to jobs");
  if (place.claim !== undefined) throw moved(id);
  return { waiting: place.waiting, path: pathsOf(store.layout, place)[0] };
}

function* movingOrConflict(
  store: Store,
  { id, from, to, done }: { readonly id: string; readonly from: string; readonly to: string; readonly done: string },
): Steps<void> {
  const { disk } = store;
  // Two files of one id: neither may replace the other.
  if (disk.exists(to)) throw new DirqError("CONFLICT", `Job ${id} cannot be moved: there is a ${to} already.`);
  if (!disk.move(from, to)) throw moved(id);
  yield* confirming(store, `Job ${id} is ${done}, but a power cut may undo that`, disk.syncing(dirname(to)));
}

function moved(id: string): DirqError {
  return new DirqError(
    "CONFLICT",
    `Job ${id} was moved on by somebody else meanwhile. Look again with dirq info ${asWord(id)}.`,
  );
}
