/** A watch on the folders of a queue's jobs. It tells the index which jobs changed, and the lookout that there is something to look at. */
import type { watch as watchFolder } from "node:fs";
import { join } from "node:path";
import { JOB_STATES, type JobState } from "../../queue/index.js";
import type { LiveIndex } from "../live-index/live-index.js";
import { hintedJob } from "./hinted-job.js";
import type { Lookout, Scope } from "./lookout.js";
import { RenewedWatch } from "./renewed-watch.js";

export class JobWatch {
  private readonly folders: RenewedWatch;

  constructor(
    directory: string,
    private readonly index: LiveIndex,
    private readonly lookout: Lookout,
    watch?: typeof watchFolder,
  ) {
    const folders = [...JOB_STATES, "waiting"].map((name) => join(directory, name));
    const hint = (fileName: string | undefined, folder: string): void => {
      const hinted = hintedJob(fileName, folder);
      if (hinted === undefined) return;
      if (hinted.id !== undefined) index.hint(hinted.id);
      lookout.hint(hinted.id === undefined ? "everything" : "hinted");
    };
    this.folders = new RenewedWatch(folders, hint, watch);
  }

  /**
   * Looks at the jobs that were hinted, or lists all of them. `wasReady`: the look before found the queue. Returns the states
   * whose jobs changed.
   */
  look(scope: Scope, wasReady: boolean): readonly JobState[] {
    // Nobody told what changed in a folder that was not watched, or in a queue that was away.
    const isKnown = !this.folders.renew() && wasReady;
    if (scope === "hinted" && isKnown) return this.index.lookAtHinted();
    return this.index.look({ reread: this.lookout.isSeen });
  }

  close(): void {
    this.folders.close();
  }
}
