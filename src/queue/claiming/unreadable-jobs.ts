/**
 * Queued files that are not jobs. Python writes a job in place, so half of one may be met; what has not changed for 5 s
 * is not going to.
 */
import { UnreadableFile } from "../disk/disk-reader.js";
import { signatureOf } from "../disk/signature.js";
import type { Store } from "../disk/store.js";
import type { NotAJob } from "../format/document.js";
import type { ClaimTokens } from "../owning/claim-tokens.js";
import { quarantine } from "./quarantine.js";

const UNCHANGED_MS = 5_000;

interface Sighting {
  readonly signature: string;
  /** Of this process's monotonic clock: clocks of file servers do not matter. */
  readonly since: number;
}

export class UnreadableJobs {
  private readonly sightings = new Map<string, Sighting>();

  constructor(
    private readonly store: Store,
    private readonly tokens: ClaimTokens,
  ) {}

  /** Notes that a queued file could not be read as a job, and moves it out of the way when it has been so for 5 s. */
  met(id: string, reason: NotAJob | UnreadableFile): void {
    // A link, a pipe, a directory, a file too large: somebody put it there on purpose. It stays, and is shown.
    if (reason instanceof UnreadableFile) return;
    const signature = signatureOf(this.store.disk, this.store.layout.job("queued", id));
    const seen = this.sightings.get(id);
    const now = performance.now();
    if (seen?.signature !== signature) return void this.sightings.set(id, { signature, since: now });
    if (now - seen.since <= UNCHANGED_MS) return;
    this.sightings.delete(id);
    quarantine(this.store, { id, signature, reason: reason.message }, this.tokens.toMoveOn());
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
}
