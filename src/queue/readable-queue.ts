/** Looking at a queue and its jobs. Nothing here changes anything. */
import type { KnownPlaces, Place, Places } from "./format/place.js";
import type { EarlierAttempt, JobOrDamaged, JobParams, JobState } from "./job.js";
import { hasWorker } from "./processes/presence.js";
import { listWorkers, type WorkerStatus } from "./processes/workers.js";
import { QueueAccess } from "./queue-access.js";
import { earlierAttempts, failedAttempts } from "./reading/attempts.js";
import { listJobs, readOrFind, walkJobs, type ListOptions, type WalkOptions } from "./reading/job-list.js";
import { newestPlaces, type NewestOptions } from "./reading/newest-places.js";
import { getJob, idsOf, readPlace, resolveId, type JobWithText } from "./reading/reader.js";
import { scan, scanFor } from "./reading/scan.js";
import {
  documentOf,
  errorTextOf,
  jobFileOf,
  lacksResult,
  paramsTextOf,
  resultTextOf,
  sizeOf,
} from "./reading/texts.js";
import { isPaused } from "./scheduling/pause.js";
import { prioritiesAt, prioritiesIn } from "./scheduling/priority.js";

/** @typeParam P the params of its jobs, by the word of whoever opens it: a job that is read holds what its file does. */
export class ReadableQueue<P extends object = JobParams> extends QueueAccess {
  /** The job with exactly this id; undefined where there is none. @throws DirqError NO_QUEUE */
  get(id: string): JobOrDamaged<P> | undefined {
    return this.read(() => getJob(this.store, id)) as JobOrDamaged<P> | undefined;
  }

  /** The whole id of the one job whose id ends in `ending`. @throws DirqError NOT_FOUND; AmbiguousIdError */
  resolve(ending: string, places: KnownPlaces = {}): string {
    return this.read(() => resolveId(this.store, ending, places.known));
  }

  /** Jobs, the newest first. Reads no more files than `limit` needs. @throws DirqError NO_QUEUE */
  list(options: ListOptions = {}): JobOrDamaged<P>[] {
    return this.read(() => listJobs(this.store, options)) as JobOrDamaged<P>[];
  }

  /**
   * The same one after the other, each with the text of its file, so that nobody need hold all of them.
   * @throws DirqError NO_QUEUE
   * @internal
   */
  walk(options: WalkOptions = {}): Iterable<JobWithText> {
    return this.read(() => walkJobs(this.store, options));
  }

  /** The same of one, wherever it has moved to since it was seen at this place. @internal */
  readOrFind(place: Place): JobWithText | undefined {
    return readOrFind(this.store, place);
  }

  /** Where every job is, from the names of files alone; another map at each call. @throws DirqError NO_QUEUE */
  scan(): Map<string, Place> {
    return this.read(() => scan(this.store));
  }

  /**
   * What `scan` would say of these jobs alone, looking for each by its path: the others cost nothing.
   * @throws DirqError NO_QUEUE
   * @internal
   */
  scanFor(ids: readonly string[]): Places {
    return this.read(() => scanFor(this.store, ids));
  }

  /** Where the newest jobs of some states lie, for who cannot wait for all to be listed. @throws DirqError NO_QUEUE */
  newest(options: NewestOptions): Place[] {
    return this.read(() => newestPlaces(this.store, options));
  }

  /** The job at a place that `scan` found, reading that one file; undefined when it lies there no more. */
  readAt(place: Place): JobOrDamaged<P> | undefined {
    return readPlace(this.store, place) as JobOrDamaged<P> | undefined;
  }

  /** Ids of one state in the order of their names. @throws DirqError NO_QUEUE */
  ids(state: JobState): string[] {
    return idsOf(this.scan(), state);
  }

  /** How many jobs each state has. @throws DirqError NO_QUEUE */
  counts(): Record<JobState, number> {
    const counts = { queued: 0, running: 0, completed: 0, failed: 0 };
    for (const { state } of this.scan().values()) counts[state]++;
    return counts;
  }

  /** The priorities of the jobs that have one and have not ended, by their ids. @throws DirqError NO_QUEUE @internal */
  priorities(): ReadonlyMap<string, number> {
    return this.read(() => prioritiesIn(this.store));
  }

  /** The same of these jobs alone, reading each. @throws DirqError NO_QUEUE @internal */
  prioritiesAt(places: readonly Place[]): ReadonlyMap<string, number> {
    return this.read(() => prioritiesAt(this.store, places));
  }

  /** The exact text of a job's file. Of a running job that is its view, unless that was cut short. */
  document(id: string, places: KnownPlaces = {}): string | undefined {
    return documentOf(this.store, id, places.known);
  }

  /**
   * The `params` of a job as indented JSON for a person's eyes, each number as it is spelled; undefined where the file is
   * not JSON.
   */
  paramsText(id: string): string | undefined {
    return paramsTextOf(this.store, id);
  }

  /** The text of `result.json`, else of `results.json`. */
  resultText(id: string): string | undefined {
    return resultTextOf(this.store, id);
  }

  /** Whether a job certainly has no such file; one that completed always left one. */
  lacksResult(id: string): boolean {
    return lacksResult(this.store, id);
  }

  /** The text of `error.txt`. */
  errorText(id: string): string | undefined {
    return errorTextOf(this.store, id);
  }

  /** Absolute path of the file of a job, where it lies now. @throws DirqError NOT_FOUND */
  jobFile(id: string): string {
    return jobFileOf(this.store, id);
  }

  /** Absolute path; whether it exists or not. */
  resultDirectory(id: string): string {
    return this.store.layout.resultDirectory(id);
  }

  /** Bytes of a job's file and its results. */
  sizeOf(id: string, places: KnownPlaces = {}): number {
    return sizeOf(this.store, id, places.known);
  }

  /** How many attempts at a job that has not ended have failed already, each to be followed by another. @throws DirqError NO_QUEUE */
  failedAttempts(id: string): number {
    return this.read(() => failedAttempts(this.store, id));
  }

  /** The attempts at a job that has not ended which ended without an outcome; the first of them first. @throws DirqError NO_QUEUE */
  earlierAttempts(id: string): EarlierAttempt[] {
    return this.read(() => earlierAttempts(this.store, id));
  }

  /** While a queue is paused, no worker of dirq's claims from it; running jobs go on, and so do Python workers. */
  get paused(): boolean {
    return isPaused(this.store);
  }

  /** Whether a worker is here that is not known to be dead. Python workers leave no trace. */
  hasWorker(): boolean {
    return hasWorker(this.store);
  }

  /** Workers of dirq's on this queue, and whether they live. @throws DirqError NO_QUEUE */
  workers(): WorkerStatus[] {
    return this.read(() => listWorkers(this.store));
  }
}
