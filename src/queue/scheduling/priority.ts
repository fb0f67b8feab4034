/**
 * Priorities: an order among dirq's own workers, while Python workers take the oldest job as ever. A job's params say
 * what it has; an empty file named after both, `.dirq/priority/<id>~<n>`, says it to workers, which list the queue
 * without reading it. The file is written before the job is queued, and removed when the job has ended.
 */
import type { Store } from "../disk/store.js";
import { hasCode } from "../disk/system-errors.js";
import { isClaimableId } from "../format/job-id.js";
import type { Place } from "../format/place.js";
import type { JobParams } from "../job.js";
import { isObject } from "../json/shape.js";
import { readPlace } from "../reading/reader.js";

/** The priority that a job was submitted with; 0 where it says none. */
export function priorityOf({ dirq }: JobParams): number {
  const priority: unknown = isObject(dirq) ? dirq["priority"] : undefined;
  return isPriority(priority) ? priority : 0;
}

/** Every number that a name can hold digit by digit. */
export function isPriority(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

interface Prioritized {
  readonly id: string;
  readonly params: JobParams;
}

/** Makes the priority of a job that is about to be queued known; false where it has none. Durable once the folder is synced. */
export function notePriority({ disk, layout }: Store, { id, params }: Prioritized): boolean {
  const priority = priorityOf(params);
  if (priority === 0) return false;
  if (disk.makeDirectory(layout.priorities, { within: layout.directory })) disk.sync(layout.own);
  try {
    disk.close(disk.createOpen(layout.priority(id, priority), ""));
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  }
  return true;
}

/** Of a job that has ended, or is not queued after all. */
export function forgetPriority({ disk, layout }: Store, { id, params }: Prioritized): void {
  const priority = priorityOf(params);
  if (priority !== 0) disk.removeFile(layout.priority(id, priority));
}

/** The same of a job of which only the id is known. */
export function forgetPriorityOf(store: Store, id: string): void {
  const priority = prioritiesIn(store).get(id);
  if (priority !== undefined) store.disk.removeFile(store.layout.priority(id, priority));
}

const NO_PRIORITIES: ReadonlyMap<string, number> = new Map();

/** The priorities of all jobs that have one and have not ended, by their ids. */
export function prioritiesIn({ disk, layout }: Store): ReadonlyMap<string, number> {
  // Most queues have no such folder, and to look costs a tenth of the error that listing it would be.
  if (!disk.exists(layout.priorities)) return NO_PRIORITIES;
  const found = disk.names(layout.priorities).map(parseName);
  return new Map(found.filter((one) => one !== undefined));
}

/** The priorities of these jobs alone, reading each: a name among all others is found only by who knows it whole. */
export function prioritiesAt(store: Store, places: readonly Place[]): ReadonlyMap<string, number> {
  const { disk, layout } = store;
  const found = new Map<string, number>();
  if (places.length === 0 || !disk.exists(layout.priorities)) return found;
  for (const place of places) {
    const job = readPlace(store, place);
    const priority = job === undefined || job.state === "damaged" ? 0 : priorityOf(job.params);
    // A job that another program submitted may say what it likes: workers go by the name.
    if (priority !== 0 && disk.exists(layout.priority(place.id, priority))) found.set(place.id, priority);
  }
  return found;
}

/** The next to run first: by priority, then as they were submitted. `ids` are sorted. */
export function inOrderOfPriority(ids: readonly string[], priorities: ReadonlyMap<string, number>): readonly string[] {
  if (priorities.size === 0) return ids;
  const priority = (id: string): number => priorities.get(id) ?? 0;
  return ids.toSorted((a, b) => priority(b) - priority(a));
}

function parseName(name: string): readonly [id: string, priority: number] | undefined {
  const [, id = "", digits] = /^([^~]+)~(-?[1-9]\d*)$/.exec(name) ?? [];
  const priority = Number(digits);
  return isClaimableId(id) && isPriority(priority) ? [id, priority] : undefined;
}
