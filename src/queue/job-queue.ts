/** The queue as a program sees it: all that can be done with one. */
import { ClaimingQueue } from "./claiming-queue.js";
import type { StoreOptions } from "./disk/store.js";
import { asUnusable } from "./disk/unusable.js";
import { diagnose } from "./doctor/diagnose.js";
import type { Finding } from "./doctor/finding.js";
import { mend } from "./doctor/mend.js";
import { tryDisk } from "./doctor/try-disk.js";
import type { JobParams } from "./job.js";
import type { KillProcesses } from "./recovering/recover.js";

export type JobQueueOptions = StoreOptions;

/**
 * A job queue that is a directory.
 *
 * Constructing one touches nothing. `create`, `submit` and `claimNext` create what is missing. Whatever else looks for jobs or
 * changes them throws NO_QUEUE where there is no queue; a text of one is undefined there. Every error that is foreseen is
 * a DirqError with a `code`.
 */
export class JobQueue<P extends object = JobParams> extends ClaimingQueue<P> {
  /** What is wrong with this queue. Looking changes nothing. @throws DirqError NO_QUEUE where nothing speaks for one */
  diagnose(): Finding[] {
    try {
      return diagnose(this.store);
    } catch (error) {
      throw asUnusable(error, this.store);
    }
  }

  /**
   * Mends what `diagnose` calls fixable, deleting no job and no result, and tries whether the disk keeps to what a queue
   * needs; returns what is wrong with it. @throws DirqError QUEUE_UNUSABLE; UNKNOWN_FORMAT
   * @internal
   */
  mend(killProcesses: KillProcesses): Finding[] {
    // Mending makes missing folders, but no queue.
    if (!this.store.disk.exists(this.store.layout.marker)) this.read(() => undefined);
    return this.write(() => {
      mend(this.store, this.recovery(killProcesses));
      return tryDisk(this.store, Date.now);
    });
  }
}
