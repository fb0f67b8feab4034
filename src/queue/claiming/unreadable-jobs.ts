/**
 * Queued files that are not jobs. Python writes a job in place, so half of one may be met; what has not changed for 5 s
 * is not going to. It is then put into quarantine, where nothing is ever deleted, and a failed job says what was wrong.
 */
import { join } from "node:path";
import { UnreadableFile } from "../disk/disk-reader.js";
import { makeResultDirectory, setAside } from "../disk/set-aside.js";
import type { Store } from "../disk/store.js";
import { documentText } from "../format/document.js";
import type { NotAJob } from "../format/document.js";
import { formatLocalTime } from "../format/local-time.js";
import { randomHex } from "../random.js";

const UNCHANGED_MS = 5_000;

interface Sighting {
  readonly signature: string;
  /** Of this process's monotonic clock: clocks of file servers do not matter. */
  readonly since: number;
}

export class UnreadableJobs {
  private readonly sightings = new Map<string, Sighting>();

  constructor(private readonly store: Store) {}

  /** Notes that a queued file could not be read as a job, and moves it out of the way when it has been so for 5 s. */
  met(id: string, reason: NotAJob | UnreadableFile): void {
    // A link, a pipe, a directory, a file too large: somebody put it there on purpose. It stays, and is shown.
    if (reason instanceof UnreadableFile) return;
    const signature = this.signature(id);
    const seen = this.sightings.get(id);
    const now = performance.now();
    if (seen?.signature !== signature) this.sightings.set(id, { signature, since: now });
    else if (now - seen.since > UNCHANGED_MS) this.quarantine(id, signature, reason.message);
  }

  /** It has become a job after all. */
  forget(id: string): void {
    this.sightings.delete(id);
  }

  any(): boolean {
    return this.sightings.size > 0;
  }

  /** Forgets what is no longer queued. */
  keepOnly(ids: readonly string[]): void {
    if (this.sightings.size === 0) return;
    const present = new Set(ids);
    for (const id of this.sightings.keys()) if (!present.has(id)) this.sightings.delete(id);
  }

  private signature(id: string): string {
    const { disk, layout } = this.store;
    const stat = disk.stat(layout.job("queued", id));
    return stat === undefined ? "gone" : `${stat.ino} ${stat.size} ${stat.mtimeMs}`;
  }

  /** The record first: a crash between the two leaves both, and the next worker does it again. */
  private quarantine(id: string, signature: string, reason: string): void {
    const { disk, layout } = this.store;
    const kept = join(layout.quarantine, `${id}~${randomHex(6)}.json`);
    // A job of that id may have ended already: its record stays.
    const hasEnded = disk.exists(layout.job("failed", id)) || disk.exists(layout.job("completed", id));
    if (!hasEnded) this.recordFailure(id, reason, kept);
    if (this.signature(id) === signature) disk.move(layout.job("queued", id), kept);
    else if (!hasEnded && disk.exists(layout.job("queued", id))) disk.remove(layout.job("failed", id));
    disk.sync(layout.folder("failed"));
    this.sightings.delete(id);
  }

  private recordFailure(id: string, reason: string, kept: string): void {
    const { disk, layout } = this.store;
    const error = `Unreadable job file: ${reason}`;
    const now = new Date();
    const record = documentText({
      id,
      state: "failed",
      params: "{}",
      createdAt: formatLocalTime(now),
      finishedAt: now,
      error,
      claim: "quarantine",
    });
    makeResultDirectory(this.store, id);
    const errorFile = join(layout.resultDirectory(id), "error.txt");
    setAside(disk, errorFile, () => true);
    disk.put(errorFile, `${error}\n\nThe file as it was: ${kept}\n`, {
      part: join(layout.resultDirectory(id), `.error.txt.${randomHex(6)}.part`),
    });
    disk.put(layout.job("failed", id), record, { part: join(layout.tmp, `${id}-${randomHex(6)}.part`) });
  }
}
