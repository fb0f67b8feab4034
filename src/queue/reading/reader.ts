/** Reading jobs. What cannot be read is returned as a damaged job with its reason; nothing is moved or created. */
import { UnreadableFile } from "../disk/disk-reader.js";
import { sleep } from "../disk/sleep.js";
import type { Store } from "../disk/store.js";
import { isSystemError } from "../disk/system-errors.js";
import { AmbiguousIdError, DirqError } from "../errors.js";
import { NotAJob, parseJob } from "../format/document.js";
import { pathsOf, type Place, type Places } from "../format/place.js";
import type { DamagedJob, JobOrDamaged, JobState } from "../job.js";
import { locate, scan } from "./scan.js";

/** Stands for bytes of a file's name that are no text: such a file is seen in a listing and cannot be opened by its name. */
const NOT_UTF8 = "\uFFFD";

/** A job as it was read. */
export interface JobWithText {
  readonly job: JobOrDamaged;
  /** Where. */
  readonly place: Place;
  /** What its file held; absent where that could not be read. */
  readonly text?: string;
}

/** @throws what the system says when the queue cannot be read at all */
export function getJob(store: Store, id: string, known?: Places): JobOrDamaged | undefined {
  return findWithText(store, id, known)?.job;
}

/** Wherever it lies. @throws as `getJob` */
export function findWithText(store: Store, id: string, known?: Places): JobWithText | undefined {
  const place = locate(store, id, known);
  return place && readWithText(store, place);
}

/** The ids of one state in the order of their names. */
export function idsOf(places: Places, state: JobState): string[] {
  return [...places.values()]
    .filter((place) => place.state === state)
    .map(({ id }) => id)
    .sort();
}

/** The job whose file lies at this place; undefined when it lies there no more. */
export function readPlace(store: Store, place: Place): JobOrDamaged | undefined {
  return readWithText(store, place)?.job;
}

/** The same, with what the file held. */
export function readWithText(store: Store, place: Place): JobWithText | undefined {
  for (let tries = 1; ; tries++) {
    const read = readOnce(store, place);
    // Python writes in place, and so do we while a job runs: a reader can meet half a file for a moment.
    if (tries === 2 || read === undefined || read.job.state !== "damaged") return read;
    sleep(1);
  }
}

function readOnce(store: Store, place: Place): JobWithText | undefined {
  let unreadable: DamagedJob | undefined;
  for (const path of pathsOf(store.layout, place)) {
    const read = readJobFile(store, path, place);
    // A view that was cut short says nothing against the claim's own file.
    if (read?.job.state === "damaged") unreadable ??= read.job;
    else if (read !== undefined) return read;
  }
  if (unreadable === undefined) return undefined;
  const job = isBeingWritten(store, place) ? { ...unreadable, reason: "being written just now" } : unreadable;
  return { job, place };
}

/** A Python worker empties the file of its job to write its progress; should it die just then, the file stays empty. */
const WRITING_MS = 60_000;

/** Whether the file of a job that Python runs was touched so recently that being unreadable says nothing. */
export function isBeingWritten({ disk, layout }: Store, { id, state, claim }: Place): boolean {
  if (state !== "running" || claim !== undefined) return false;
  const stat = disk.stat(layout.job("running", id));
  return stat?.isFile() === true && Date.now() - stat.mtimeMs < WRITING_MS;
}

/** What a file says of the job that is, or was, at this place; undefined when it is not there. */
export function readJobFile({ disk }: Store, path: string, place: Place): JobWithText | undefined {
  const damaged = { state: "damaged", id: place.id, folder: place.state, path } as const;
  if (place.id.includes(NOT_UTF8)) return { job: { ...damaged, reason: "its name is not valid UTF-8" }, place };
  try {
    const text = disk.read(path);
    return text === undefined ? undefined : { job: parseJob(text, place), place, text };
  } catch (error) {
    if (!(error instanceof NotAJob || error instanceof UnreadableFile || isSystemError(error))) throw error;
    return { job: { ...damaged, reason: error.message }, place };
  }
}

/**
 * The whole id that ends in `ending`; an exact id always means itself.
 * @throws DirqError NOT_FOUND; AmbiguousIdError
 */
export function resolveId(store: Store, ending: string, known?: Places): string {
  if (known?.has(ending) ?? locate(store, ending) !== undefined) return ending;
  const candidates = [...(known ?? scan(store)).keys()].filter((id) => ending !== "" && id.endsWith(ending)).sort();
  const [only] = candidates;
  if (only === undefined) {
    // It may have come since the others were found.
    if (known !== undefined && locate(store, ending) !== undefined) return ending;
    throw notFound(store, ending);
  }
  if (candidates.length > 1) throw new AmbiguousIdError(ending, candidates);
  return only;
}

export function notFound({ layout }: Store, id: string): DirqError {
  return new DirqError(
    "NOT_FOUND",
    `There is no job ${id === "" ? "''" : id} in ${layout.directory}. dirq list shows the jobs there are.`,
  );
}
