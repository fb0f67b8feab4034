/** Waiting for jobs to end. */
import { join } from "node:path";
import {
  checkedId,
  DirqError,
  hasEnded,
  JOB_STATES,
  type DamagedJob,
  type EndedJob,
  type JobOrDamaged,
  type JobQueue,
} from "../../queue/index.js";
import { pulse, type PulseOptions, type Watched } from "./pulse.js";

/** A Python worker has a job in no folder for a moment when it moves it; one that is missed for longer is gone. */
export const MISSED = 2000;
/** A share may be away for a moment; whoever waits for hours is not to be thrown out by that. */
export const PATIENCE = 30_000;

export interface UntilEndedOptions extends PulseOptions {
  /** Sees the job on every look. */
  readonly onLook?: (job: JobOrDamaged) => void;
}

/** The job once it has ended. @throws DirqError NOT_FOUND when it is not there, or is removed; INVALID_JOB when it cannot be read */
export async function untilEnded(
  queue: JobQueue,
  id: string,
  { onLook = () => undefined, ...when }: UntilEndedOptions = {},
): Promise<EndedJob> {
  for await (const job of looksUntilEnded(queue, id, when)) {
    onLook(job);
    if (job.state === "completed" || job.state === "failed") return job;
  }
  throw new Error("A job is looked at until it has ended");
}

/** The job on every look; the last of them has ended. @throws as `untilEnded` */
export async function* looksUntilEnded(
  queue: JobQueue,
  id: string,
  when: PulseOptions = {},
): AsyncGenerator<JobOrDamaged> {
  /** Of the first look in a row that met it in no folder, or in half a file: the look before may be long ago. */
  let unsoundSince: number | undefined;
  let wasThere = false;
  for await (const job of looks(queue, id, when)) {
    const now = performance.now();
    unsoundSince ??= now;
    const unsoundFor = now - unsoundSince;
    if (job === undefined) {
      if (unsoundFor > MISSED) throw missing(queue, id, { wasThere });
      continue;
    }
    wasThere = true;
    yield job;
    if (job.state === "damaged") {
      // Python writes in place, so half a file may be met; one of a job that runs is written again and again.
      if (unsoundFor > (hasEnded({ state: job.folder }) ? MISSED : PATIENCE)) throw unreadable(job);
      continue;
    }
    if (hasEnded(job)) return;
    unsoundSince = undefined;
  }
}

export interface AsTheyEndOptions extends PulseOptions {
  /** Sees on every look the first of the jobs that have not ended. */
  readonly onFirst?: (job: JobOrDamaged) => void;
  /** What becomes of a job that was removed or cannot be read. Default: the error is thrown. */
  readonly onLost?: (id: string, error: DirqError) => void;
}

/** Each of the jobs once it has ended, in that order; reads the files of ended ones alone. @throws as `untilEnded` */
export async function* asTheyEnd(
  queue: JobQueue,
  ids: Iterable<string>,
  { onFirst, onLost = fail, ...when }: AsTheyEndOptions = {},
): AsyncGenerator<EndedJob> {
  /** By its id, since when looks have met each in no folder, or in half a file. */
  const waited = new Map<string, number | undefined>([...ids].map((id) => [checkedId(id), undefined]));
  const wereThere = new Set<string>();
  const folders = stateFolders(queue);
  for await (const places of patiently(() => queue.scan(), pulse({ folders }, when))) {
    for (const [id, unsoundSince = performance.now()] of waited) {
      const place = places.get(id);
      if (place !== undefined) wereThere.add(id);
      const job = place && hasEnded(place) ? await onceReadable(() => queue.readAt(place), when) : undefined;
      if (job?.state === "completed" || job?.state === "failed") {
        waited.delete(id);
        yield job;
      } else if (place !== undefined && job === undefined) {
        waited.set(id, undefined);
      } else if (performance.now() - unsoundSince <= MISSED) {
        waited.set(id, unsoundSince);
      } else {
        waited.delete(id);
        const wasThere = wereThere.has(id);
        onLost(id, job?.state === "damaged" ? unreadable(job) : missing(queue, id, { wasThere }));
      }
    }
    const [first] = waited.keys();
    if (first === undefined) return;
    const place = places.get(first);
    const job = onFirst && place && (await onceReadable(() => queue.readAt(place), when));
    if (job !== undefined) onFirst?.(job);
  }
}

/** The job as it is now, then again whenever something may have changed in its file, or in its results. */
async function* looks(queue: JobQueue, id: string, when: PulseOptions): AsyncGenerator<JobOrDamaged | undefined> {
  yield* patiently(() => queue.get(id), pulse(passages(queue, [id]), when));
}

/** What tells that something may have changed in the file of one of these jobs, or in its results. */
export function passages(queue: JobQueue, ids: readonly string[]): Watched {
  const folders = [...stateFolders(queue), ...ids.map((id) => queue.resultDirectory(id))];
  const concerns = (name: string | undefined): boolean =>
    name === undefined || name === "output.log" || ids.some((id) => name.startsWith(id));
  return { folders, concerns };
}

/** What each look brings. @throws DirqError when looks have failed for longer than a share may be away */
export async function* patiently<T>(look: () => T, pulses: AsyncIterable<number>): AsyncGenerator<T> {
  let lastSeen = performance.now();
  for await (const now of pulses) {
    let seen: T;
    try {
      seen = look();
      lastSeen = now;
    } catch (error) {
      if (!(error instanceof DirqError) || now - lastSeen > PATIENCE) throw error;
      continue;
    }
    yield seen;
  }
}

/** What the first look brings that does not fail. @throws as `patiently` */
export async function onceReadable<T>(look: () => T, when: PulseOptions): Promise<T> {
  for await (const seen of patiently(look, pulse({ folders: [] }, when))) return seen;
  throw new Error("A queue is looked at for ever");
}

/** Absolute paths of the folders through which a job passes. */
export function stateFolders({ directory }: JobQueue): readonly string[] {
  return JOB_STATES.map((state) => join(directory, state));
}

function fail(_id: string, error: DirqError): never {
  throw error;
}

function missing({ directory }: JobQueue, id: string, { wasThere }: { readonly wasThere: boolean }): DirqError {
  return new DirqError("NOT_FOUND", wasThere ? `Job ${id} was removed.` : `There is no job ${id} in ${directory}.`);
}

function unreadable({ path, reason }: DamagedJob): DirqError {
  return new DirqError("INVALID_JOB", `Cannot read ${path}: ${reason}`);
}
