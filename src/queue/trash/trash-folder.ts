/**
 * Folders in the trash, `<time>-<phase>-<random>`: they sort by time, and the name tells how far an operation has come,
 * so that one which was cut short can be finished by anyone.
 */
import { join } from "node:path";
import type { Steps } from "../disk/steps.js";
import type { Store } from "../disk/store.js";
import { isGone } from "../disk/system-errors.js";
import { isFileName } from "../format/job-id.js";
import { WAITING_REASON } from "../format/layout.js";
import type { Place } from "../format/place.js";
import { JOB_STATES, type JobState } from "../job.js";
import { isString, isTime, objectOf, oneOf, optional, parseShape } from "../json/shape.js";
import { randomHex } from "../random.js";

/**
 * `removing` becomes `rm` when all is in the folder, then `restoring` while it is taken out or `purging` while it is
 * deleted; `healing` holds what is being looked at, and becomes `heal` when that is a false mark.
 */
export type TrashPhase = "removing" | "rm" | "restoring" | "purging" | "healing" | "heal";

const NAME = /^(\d{8}T\d{6})-(removing|rm|restoring|purging|healing|heal)-([0-9a-f]{12})$/;

/** A folder in the middle of an operation is left to whoever works on it for so long. */
const ABANDONED_MS = 60_000;

/** Which job a folder holds, and where it was. */
export interface Manifest {
  readonly id: string;
  readonly state: JobState;
  readonly waiting?: string | null | undefined;
  readonly removed_ms: number;
  /** What was removed by one call has it in common. */
  readonly batch?: string | null | undefined;
}

/** Where the job was. */
export function placeOf({ id, state, waiting }: Manifest): Place {
  return { id, state, waiting: waiting ?? undefined };
}

// Paths are made of these: whoever wrote the file is not to choose where they lead.
const isId = (value: unknown): value is string => isString(value) && isFileName(value);
const isReason = (value: unknown): value is string => isString(value) && WAITING_REASON.test(value);
const isManifest = objectOf<Manifest>({
  id: isId,
  state: oneOf(JOB_STATES),
  waiting: optional(isReason),
  removed_ms: isTime,
  batch: optional(isString),
});

export class TrashFolder {
  private constructor(
    private readonly store: Store,
    private readonly time: string,
    readonly phase: TrashPhase,
    /** What makes its name unlike any other, in every phase. */
    readonly random: string,
  ) {}

  static make(store: Store, phase: TrashPhase): TrashFolder {
    const time = new Date().toISOString().replace(/[-:]|\..*/g, "");
    const folder = new TrashFolder(store, time, phase, randomHex(6));
    store.disk.makeDirectory(folder.path, { within: store.layout.directory });
    return folder;
  }

  /** Undefined for what is none of ours. */
  static parse(store: Store, name: string): TrashFolder | undefined {
    const [, time, phase, random] = NAME.exec(name) ?? [];
    if (time === undefined || random === undefined) return undefined;
    return new TrashFolder(store, time, phase as TrashPhase, random);
  }

  get name(): string {
    return `${this.time}-${this.phase}-${this.random}`;
  }

  get path(): string {
    return join(this.store.layout.trash, this.name);
  }

  get jobFile(): string {
    return join(this.path, "job.json");
  }

  get results(): string {
    return join(this.path, "results");
  }

  /** Where the results go when they are on another disk than the trash. */
  get resultsOnOtherDisk(): string {
    return join(this.store.layout.resultsTrash, `${this.time}-${this.random}`);
  }

  get hasResults(): boolean {
    return [this.results, this.resultsOnOtherDisk].some((path) => this.store.disk.exists(path));
  }

  /**
   * Whether others may finish what was begun on it. `now`: ms since 1970. The name tells only when the job was removed,
   * so a restoring or a deletion is open to others at once; each of its steps has one doer, whoever that is.
   */
  isAbandoned(now: number): boolean {
    return this.age(now) >= ABANDONED_MS;
  }

  /** Not so for a link of that name, which leads elsewhere. */
  isThere(): boolean {
    return this.store.disk.isDirectory(this.path);
  }

  /** To the second. */
  get madeAt(): Date {
    return new Date(this.time.replace(/(....)(..)(..)T(..)(..)(..)/, "$1-$2-$3T$4:$5:$6Z"));
  }

  /** Milliseconds since it was made. */
  age(now: number): number {
    return now - this.madeAt.getTime();
  }

  /** A step in it; false where that took so long that somebody else has taken the folder for abandoned, and goes on with it. */
  unlessOthersDo(step: () => boolean): boolean {
    try {
      return step();
    } catch (error) {
      if (isGone(error) && !this.isThere()) return false;
      throw error;
    }
  }

  /** Undefined when somebody else was faster. */
  enter(phase: TrashPhase): TrashFolder | undefined {
    const next = this.in(phase);
    return this.store.disk.move(this.path, next.path) ? next : undefined;
  }

  /** The same folder when it has come so far. */
  in(phase: TrashPhase): TrashFolder {
    return new TrashFolder(this.store, this.time, phase, this.random);
  }

  *writingManifest({ id, state, waiting }: Place, batch?: string): Steps<Manifest> {
    const manifest = { id, state, waiting, removed_ms: Date.now(), batch };
    yield* this.store.disk.creatingAll([[join(this.path, "manifest.json"), `${JSON.stringify(manifest)}\n`]]);
    return manifest;
  }

  /** Undefined for what is none of ours, or was cut off by a full disk: it names no job. */
  readManifest(): Manifest | undefined {
    const text = this.store.disk.readOwn(join(this.path, "manifest.json"));
    return text === undefined ? undefined : parseShape(isManifest, text);
  }
}

/** Every folder of the trash in one of these phases, the oldest first. */
export function trashFolders(store: Store, ...phases: readonly TrashPhase[]): TrashFolder[] {
  const folders = store.disk.names(store.layout.trash).flatMap((name) => TrashFolder.parse(store, name) ?? []);
  return folders.filter((folder) => phases.includes(folder.phase) && folder.isThere());
}
