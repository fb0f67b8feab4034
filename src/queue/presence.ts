/**
 * Presence: one file per worker that says who it is and which processes it runs, so that others can tell whether it
 * lives and end what a dead one left running. Rewritten in place, without fsync: it may be lost, never relied upon.
 */
import { hostname } from "node:os";
import * as z from "zod/mini";
import { livenessOf } from "./identity.js";
import type { Store } from "./store.js";

const PROCESS_GROUP = z.object({
  claim: z.string(),
  id: z.string(),
  /** The group's leader and its start time as /proc tells it, so that a reused pid is never signalled. */
  pid: z.number(),
  start_time: z.string(),
});
export type RecordedProcess = z.infer<typeof PROCESS_GROUP>;

const PRESENCE = z.object({
  worker: z.string(),
  name: z.string(),
  host: z.string(),
  pid: z.number(),
  slots: z.number(),
  started_ms: z.number(),
  /** Counts up while the worker lives; others watch whether it moves. */
  beat: z.number(),
  jobs: z.array(PROCESS_GROUP),
});
export type PresenceRecord = z.infer<typeof PRESENCE>;

/** What a worker says of itself once and for all. */
export type WorkerRecord = Omit<PresenceRecord, "beat" | "jobs">;

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

export function removePresence({ disk, layout }: Store, worker: string): void {
  disk.remove(layout.presence(worker));
}

/** What a worker says of itself now; undefined when its file is gone or being rewritten. */
export function readPresence({ disk, layout }: Store, worker: string): PresenceRecord | undefined {
  const text = disk.read(layout.presence(worker));
  const parsed = text === undefined ? undefined : PRESENCE.safeParse(parseOrUndefined(text));
  return parsed?.success === true ? parsed.data : undefined;
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half a file, met while it was rewritten.
    return undefined;
  }
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
