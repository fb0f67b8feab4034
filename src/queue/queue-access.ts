/** What every method of a queue passes through: who reads needs a queue that is there, who writes makes what is missing. */
import type { Steps } from "./disk/steps.js";
import {
  assertReadable,
  assertWritable,
  openStore,
  prepareForWriting,
  queueExists,
  type Store,
  type StoreOptions,
} from "./disk/store.js";
import { asUnusable, orUnusable } from "./disk/unusable.js";

/** The outermost of what JobQueue is made of: access, then looking, then what people do to jobs, then claiming. */
export class QueueAccess {
  /** Absolute path. */
  readonly directory: string;
  /** @internal */
  protected readonly store: Store;
  /** The queue was there at an earlier write. */
  private seen = false;

  constructor(directory: string, options: StoreOptions = {}) {
    this.store = openStore(directory, options);
    this.directory = this.store.layout.directory;
  }

  /** Whether any of the four state folders is there. @throws DirqError QUEUE_UNUSABLE where that cannot be looked at */
  exists(): boolean {
    return orUnusable(this.store, () => queueExists(this.store));
  }

  /** Makes the directories of the queue; harmless where they are. @throws DirqError QUEUE_UNUSABLE, also where they may not be written to */
  create(): void {
    this.write(() => assertWritable(this.store));
  }

  /** What a look that nothing else puts into words was refused with. @internal */
  inWords(error: unknown): unknown {
    return asUnusable(error, this.store);
  }

  /** @internal */
  protected read<T>(action: () => T): T {
    return orUnusable(this.store, () => {
      assertReadable(this.store);
      return action();
    });
  }

  /** For what changes a queue that is there; reading it first keeps a wrong path from making one. @internal */
  protected change<T>(action: () => T): T {
    this.read(() => undefined);
    return this.write(action);
  }

  /** @internal */
  protected write<T>(action: () => T): T {
    prepareForWriting(this.store, { seen: this.seen });
    this.seen = true;
    return orUnusable(this.store, action);
  }

  /** @internal */
  protected async writeMeanwhile<T>(steps: Steps<T>): Promise<T> {
    this.write(() => undefined);
    try {
      return await this.store.disk.takeMeanwhile(steps);
    } catch (error) {
      throw this.inWords(error);
    }
  }

  /** As `change`, and waits for the disk; what fails does not keep the others from it. @internal */
  protected async changeTogether<T>(stepsOfEach: () => readonly Steps<T>[]): Promise<PromiseSettledResult<T>[]> {
    const ends = await this.store.disk.takeTogether(this.change(stepsOfEach));
    return ends.map((end) => (end.status === "fulfilled" ? end : { ...end, reason: this.inWords(end.reason) }));
  }
}
