/** The attempts at a job that has not ended: each that ended without an outcome has left a record, which goes with its end. */
import { join } from "node:path";
import type { Store } from "../disk/store.js";
import type { EarlierAttempt } from "../job.js";
import { isString, isTime, objectOf, optional, parseShape } from "../json/shape.js";

/** Names of the records of earlier attempts that ended without an outcome. */
export function attemptsOf({ disk, layout }: Store, id: string): string[] {
  return disk.names(layout.attempts).filter((name) => name.startsWith(`${id}~`));
}

/** How many attempts at a job that has not ended have failed already. */
export function failedAttempts(store: Store, id: string): number {
  return attemptsOf(store, id).filter((name) => name.endsWith(".failed")).length;
}

/** The attempts at a job that has not ended which ended without an outcome; the first of them first. */
export function earlierAttempts(store: Store, id: string): EarlierAttempt[] {
  const attempts = attemptsOf(store, id).flatMap((name) => readAttempt(store, name) ?? []);
  return attempts.sort((a, b) => (a.endedMs ?? 0) - (b.endedMs ?? 0));
}

function readAttempt({ disk, layout }: Store, name: string): EarlierAttempt | undefined {
  const path = join(layout.attempts, name);
  // The record of a death is empty: it was when its file came.
  if (name.endsWith(".died")) return { kind: "died", endedMs: disk.stat(path)?.mtimeMs };
  if (!name.endsWith(".failed")) return undefined;
  // Of one that was cut short nothing is known but that the attempt failed: its name says so.
  const record: Partial<FailureRecord> = parseShape(isFailureRecord, disk.readOwn(path) ?? "") ?? {};
  return {
    kind: "failed",
    error: record.error,
    startedMs: record.started_ms ?? undefined,
    endedMs: record.finished_ms ?? undefined,
  };
}

interface FailureRecord {
  readonly error: string;
  readonly started_ms?: number | null | undefined;
  readonly finished_ms?: number | null | undefined;
}

const isFailureRecord = objectOf<FailureRecord>({
  error: isString,
  started_ms: optional(isTime),
  finished_ms: optional(isTime),
});
