/** A claim: the right to run one job and to say how it ended. Whoever holds it is the only one who can have made its name. */
import { basename, join } from "node:path";
import type { Disk } from "../disk/disk.js";
import { isAnotherFile, signatureOf } from "../disk/signature.js";
import type { Store } from "../disk/store.js";
import { hasCode } from "../disk/system-errors.js";
import { copiedTexts, documentText, type NewDocument } from "../format/document.js";
import { heal } from "../healing/heal.js";
import type { QueuedJob, RunningJob } from "../job.js";
import { formatJson } from "../json/exact-json.js";
import { attemptsOf } from "../reading/attempts.js";
import { ClaimsAfterSilence } from "./claims-after-silence.js";
import { setAsideEarlierResult } from "./earlier-attempt.js";

/** Characters of `error` in the job's file; error.txt has all of it. */
const LONGEST_ERROR = 2_000;

export interface NewClaim {
  readonly token: string;
  /** The text of the job's file, and the job that it means. */
  readonly text: string;
  readonly job: QueuedJob;
  /** Neither is set where the claim only moves the job on. */
  readonly workerName?: string;
  readonly startedAt?: Date;
  /** Why the job waits, where it is taken from `waiting/`: should its taker die, it goes back there. */
  readonly waiting?: string | undefined;
}

/** The right to run one job: `claimNext` gives it, `finish` or `release` ends it. @category Workers of your own */
export class Claim {
  /** The job as it was when it was claimed. */
  readonly job: RunningJob;
  /** Absolute path; made when the job is claimed. */
  readonly resultDirectory: string;
  /** Whether `running/<id>.json` has been written. @internal */
  published = false;
  /** Whether it was ever found gone since. @internal */
  viewWasGone = false;
  /** How the job has ended, once that is decided; what follows then can only be completed. @internal */
  decided: "completed" | "failed" | undefined;

  /** The job's. */
  readonly id: string;
  /** `<worker>.<counter>`: what the claim's files are named after. */
  readonly token: string;
  /** The claim's own file: the job's file as it was queued, never written, only moved. @internal */
  readonly file: string;

  private readonly texts: { readonly params: string; readonly createdAt: string };
  private readonly afterSilence: ClaimsAfterSilence;
  private progress = 0;
  private earlier: readonly string[] | undefined;
  /** Open descriptor of the view, as long as it is ours. */
  private view: number | undefined;

  /** Touches nothing. @internal */
  constructor(
    private readonly store: Store,
    { token, text, job, workerName, startedAt, waiting }: NewClaim,
  ) {
    const { id, params, name, createdAt } = job;
    this.id = id;
    this.token = token;
    this.file = store.layout.claimFile(id, token, waiting);
    this.texts = copiedTexts(text);
    this.afterSilence = new ClaimsAfterSilence(store);
    this.resultDirectory = store.layout.resultDirectory(id);
    this.job = { id, params, name, createdAt, state: "running", startedAt, workerName, progress: 0, claim: token };
  }

  /** Which attempt this is: 1 for the first. */
  get attempt(): number {
    return 1 + this.earlierRecords.length;
  }

  /** Names of the records of earlier attempts. Listed once: who runs the job adds none. @internal */
  get earlierRecords(): readonly string[] {
    return (this.earlier ??= attemptsOf(this.store, this.id));
  }

  /** @internal */
  isMine(): boolean {
    return this.afterSilence.stands(this.file);
  }

  /** Somebody has taken the job over. Not so while the whole queue is away: it may come back. @internal */
  isLost(): boolean {
    return this.afterSilence.isTaken(this.file);
  }

  /** Shows the job in `running/`. A file that is there already is left alone. @internal */
  publish(): void {
    const { disk, layout } = this.store;
    this.closeView();
    try {
      this.view = disk.createOpen(layout.job("running", this.id), this.viewText());
      this.published = true;
    } catch (error) {
      if (!hasCode(error, "EEXIST")) throw error;
    }
  }

  /** Takes the job out of `running/`, unless what stands there is another claim's. @internal */
  withdraw(): void {
    this.closeView();
    withdrawView(this.store, this.id, this.token);
  }

  /** Writes a new progress, 0 to 1, over the old one. @internal */
  updateProgress(progress: number): void {
    this.progress = progress;
    if (this.view !== undefined) this.store.disk.write(this.view, this.viewText(), 0);
  }

  /** @internal */
  closeView(): void {
    const { view } = this;
    // Whatever close says, the descriptor is free then, and may be another file's when it is closed again.
    this.view = undefined;
    if (view !== undefined) this.store.disk.close(view);
  }

  /** The text of the job's last file. @internal */
  finalText(end: FinalState): string {
    return this.text(end, end.state === "completed" ? 1 : this.progress, new Date());
  }

  private viewText(): string {
    return this.text({ state: "running" }, this.progress);
  }

  /** Spelled out: for each object that another is spread into, the engine makes a class of its own, which grows old. */
  private text({ state, error, exitCode, signal }: ClaimedState, progress: number, finishedAt?: Date): string {
    return documentText({
      id: this.id,
      state,
      params: this.texts.params,
      createdAt: this.texts.createdAt,
      startedAt: this.job.startedAt,
      finishedAt,
      // Python cannot print half of a character.
      error: error?.slice(0, LONGEST_ERROR).toWellFormed(),
      workerName: this.job.workerName,
      progress,
      claim: this.token,
      exitCode,
      signal,
    });
  }
}

/** What of a claimed job's file the claim alone does not tell. */
type ClaimedState = Pick<NewDocument, "state" | "error" | "exitCode" | "signal">;

type FinalState = ClaimedState & { readonly state: "completed" | "failed" };

/** Puts a claimed job back into the queue, as it was. */
export function giveBack(store: Store, claim: Claim): void {
  setAsideEarlierResult(store, claim);
  claim.withdraw();
  if (moveToQueue(store, claim.id, claim.file)) heal(store, claim.id);
}

/**
 * Moves what one has of a job into the queue. Where another file has the id there meanwhile, neither replaces the other.
 * False when somebody else was faster.
 */
export function moveToQueue({ disk, layout }: Store, id: string, from: string): boolean {
  const queued = layout.job("queued", id);
  return disk.move(from, isAnothers(disk, queued, from) ? join(layout.quarantine, basename(from)) : queued);
}

/**
 * Whether another file has a name that one's own is to have. A client of a network file system may still see its own
 * there, which was called so before; one of sshfs with another inode number, as it has one for each name.
 */
function isAnothers(disk: Disk, name: string, own: string): boolean {
  return isAnotherFile(disk, name, signatureOf(disk, own)) && disk.stands(name);
}

/** The same to where the job waited before it was taken, unless another file has its place there now. */
export function moveBack(
  store: Store,
  { id, waiting }: { readonly id: string; readonly waiting?: string | undefined },
  from: string,
): boolean {
  const { disk, layout } = store;
  const before = waiting === undefined ? undefined : layout.waitingJob(id, waiting);
  return before === undefined || isAnothers(disk, before, from)
    ? moveToQueue(store, id, from)
    : disk.move(from, before);
}

/** Removes `running/<id>.json` if it is the view of this claim; false where it is not. */
export function withdrawView({ disk, layout }: Store, id: string, token: string): boolean {
  const path = layout.job("running", id);
  return disk.readOwn(path)?.includes(formatJson(token)) === true && disk.remove(path);
}
