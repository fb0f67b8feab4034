/**
 * Files in `running/` of dead workers, with no claim beside them. Either the job went back to the queue and its view was
 * left, or somebody deleted `.dirq/` and the view is all that is left of the job. A job that a Python worker runs has no
 * claim either, and is never touched.
 */
import { join } from "node:path";
import { passThrough } from "../disk/pass-through.js";
import type { Store } from "../disk/store.js";
import { copiedTexts, documentText, NotAJob, parseClaimKey } from "../format/document.js";
import { hasEnded } from "../job.js";
import { withdrawView } from "../owning/claim.js";
import { setAsideEarlierResult } from "../owning/earlier-attempt.js";
import { claimKeyOf, isRecord, workerOf } from "../reading/claim-key.js";
import { claimsIn, idsIn, lookFor, waitingIn } from "../reading/scan.js";
import { idsThatMayComeBack } from "../trash/list.js";

/** Such a view is looked at twice, so far apart, before it is believed. */
export const SECOND_LOOK_MS = 2_000;

/** What a view says of whose it is; undefined: it is Python's, or gone. */
type View = ClaimedView | { readonly kind: "torn" };

interface ClaimedView {
  readonly kind: "claimed";
  readonly claim: string;
  readonly text: string;
}

export class ViewsWithoutClaim {
  private readonly since = new Map<string, number>();

  constructor(
    private readonly store: Store,
    private readonly isDead: (worker: string) => boolean,
    private readonly newToken: () => string,
    private readonly clock: () => number,
  ) {}

  /** One look. Returns the ids of jobs that are queued again. */
  mend(): string[] {
    const now = this.clock();
    const views = idsIn(this.store, "running").flatMap((id) => {
      const view = this.leftView(id);
      return view === undefined ? [] : [{ id, view }];
    });
    const ids = new Set(views.map(({ id }) => id));
    for (const id of this.since.keys()) if (!ids.has(id)) this.since.delete(id);
    for (const id of ids) if (!this.since.has(id)) this.since.set(id, now);
    const believed = views.filter(({ id }) => now - (this.since.get(id) ?? now) >= SECOND_LOOK_MS);
    return believed.filter(({ id, view }) => this.removeOrRebuild(id, view)).map(({ id }) => id);
  }

  /** Whether something was seen that is believed only at a second look. */
  get areSuspected(): boolean {
    return this.since.size > 0;
  }

  /** The view of a job, if it has been left by somebody dead. */
  private leftView(id: string): View | undefined {
    if (claimsIn(this.store).some((claim) => claim.id === id)) return undefined;
    const view = viewOf(this.store, id);
    if (view === undefined) return undefined;
    // A torn one may be Python's, being written at this moment; unless the job stands where Python's would not.
    const isLeft = view.kind === "torn" ? standsElsewhere(this.store, id) : this.isDead(workerOf(view.claim));
    return isLeft ? view : undefined;
  }

  /** True when the job is queued again. */
  private removeOrRebuild(id: string, view: View): boolean {
    const { disk, layout } = this.store;
    this.since.delete(id);
    if (view.kind === "torn") {
      disk.removeFile(layout.job("running", id));
      return false;
    }
    let isRebuilt = false;
    if (!this.isElsewhere(id)) {
      // Claimed since; or its owner, who was taken for dead, is recording its end. It is theirs, and so is what shows it.
      if (claimsIn(this.store).some((claim) => claim.id === id)) return false;
      // It may have been claimed and have ended between the two looks.
      isRebuilt = !standsElsewhere(this.store, id);
      if (isRebuilt) this.rebuild(id, view);
    }
    // By now somebody else may run the job, and show it.
    withdrawView(this.store, id, view.claim);
    return isRebuilt;
  }

  /**
   * A client of a network file system may take an old listing for true: others may have claimed the job since, ended it, and
   * removed it. It asks the server again once it has changed the folder itself, as it does when a file is renamed through it.
   */
  private isElsewhere(id: string): boolean {
    if (standsElsewhere(this.store, id)) return true;
    passThrough(this.store.disk, this.store.layout.passage, this.newToken());
    return standsElsewhere(this.store, id);
  }

  private rebuild(id: string, view: ClaimedView): void {
    const { disk, layout } = this.store;
    const isMine = (): boolean => claimKeyOf(disk, layout.job("running", id)) === view.claim;
    setAsideEarlierResult(this.store, { resultDirectory: layout.resultDirectory(id), token: this.newToken(), isMine });
    const text = documentText({ id, state: "queued", ...copiedTexts(view.text) });
    disk.put(layout.job("queued", id), text, { part: join(layout.tmp, `${id}-${this.newToken()}.part`) });
    // Only then may the view go, which is all that there was of the job.
    disk.sync(layout.folder("queued"));
  }
}

/** In a state in which nobody runs it, or in the trash. */
function standsElsewhere(store: Store, id: string): boolean {
  const { disk, layout } = store;
  if (disk.exists(layout.job("queued", id))) return true;
  if (waitingIn(store).some((name) => name.id === id)) return true;
  const place = lookFor(store, id);
  const isOnlyRecorded = place?.state === "failed" && isRecord(disk, layout.job("failed", id));
  if (hasEnded(place) && !isOnlyRecorded) return true;
  return idsThatMayComeBack(store).has(id);
}

function viewOf({ disk, layout }: Store, id: string): View | undefined {
  try {
    const text = disk.readOwn(layout.job("running", id));
    const claim = text === undefined ? undefined : parseClaimKey(text);
    return text === undefined || claim === undefined ? undefined : { kind: "claimed", claim, text };
  } catch (error) {
    if (error instanceof NotAJob) return { kind: "torn" };
    throw error;
  }
}
