/**
 * Presence: one file per worker that says who it is and which processes it runs, so that others can tell whether it
 * lives and end what a dead one left running. Rewritten in place, without fsync: it may be lost, never relied upon.
 */
import { hostname } from "node:os";
import type { Store } from "../disk/store.js";
import { arrayOf, isNumber, isString, isTime, objectOf, parseShape } from "../json/shape.js";
import { livenessOf } from "./identity.js";

/** A process group that runs a job. */
export interface RecordedProcess {
  readonly claim: string;
  readonly id: string;
  /** The group's leader and its start time as /proc tells it, so that a reused pid is never signalled. */
  readonly pid: number;
  readonly start_time: string;
}

/** What a worker says of itself once and for all. */
export interface WorkerRecord {
  readonly worker: string;
  readonly name: string;
  readonly host: string;
  readonly pid: number;
  readonly slots: number;
  readonly started_ms: number;
}

export interface PresenceRecord extends WorkerRecord {
  /** Counts up while the worker lives; others watch whether it moves. */
  readonly beat: number;
  readonly jobs: readonly RecordedProcess[];
}

const isRecordedProcess = objectOf<RecordedProcess>({
  claim: isString,
  id: isString,
  pid: isNumber,
  start_time: isString,
});
const isPresence = objectOf<PresenceRecord>({
  worker: isString,
  name: isString,
  host: isString,
  pid: isNumber,
  slots: isNumber,
  started_ms: isTime,
  beat: isNumber,
  jobs: arrayOf(isRecordedProcess),
});

export function newWorkerRecord(
  worker: string,
  { name, slots }: { readonly name: string; readonly slots: number },
): WorkerRecord {
  return { worker, name, host: hostname(), pid: process.pid, slots, started_ms: Date.now() };
}

/** One beat: tells everybody that this worker lives, and what it runs. */
export function writePresence({ disk, layout }: Store, record: PresenceRecord): void {
  disk.overwrite(layout.presence(record.worker), `${JSON.stringify(record, null, 2)}\n`);
}

/** Forgets a worker, and what it was asked. */
export function removePresence({ disk, layout }: Store, worker: string): void {
  for (const path of [layout.presence(worker), layout.stopRequest(worker), layout.stopNowRequest(worker)]) {
    disk.removeFile(path);
  }
}

/** What a worker says of itself now; undefined when its file is gone, being rewritten or no such file. */
export function readPresence({ disk, layout }: Store, worker: string): PresenceRecord | undefined {
  const text = disk.readOwn(layout.presence(worker));
  return text === undefined ? undefined : parseShape(isPresence, text);
}

/** Names of the workers that have a presence file. */
export function workersPresent({ disk, layout }: Store): string[] {
  return disk
    .names(layout.workers)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length));
}

/** Whether a worker is here that is not known to be dead. Python workers leave no trace. */
export function hasWorker(store: Store): boolean {
  return workersPresent(store).some((worker) => livenessOf(worker) !== "dead");
}
