/** A queue that is looked at again and again: what its status is, and which events tell of it. */
import type { watch as watchFolder } from "node:fs";
import { DirqError, JOB_STATES, type ChangingQueue, type JobState } from "../queue/index.js";
import { errorWords } from "../wording/index.js";
import { Arrangement } from "./listing/arrangement.js";
import { LiveIndex } from "./live-index/live-index.js";
import { ReadAhead } from "./live-index/read-ahead.js";
import type {
  Attention,
  EndedJobs,
  JobDetails,
  LiveQueueEvents,
  Observing,
  QueueStatus,
  Staffing,
} from "./live-queue.js";
import { Followers } from "./one-job/followers.js";
import { readDetails } from "./one-job/job-details.js";
import { drainFacts } from "./status/drain-facts.js";
import { EndedJobsWatch } from "./status/ended-jobs.js";
import { OutputTimes } from "./status/output-times.js";
import { UsualTimes } from "./status/usual-times.js";
import { WorkerList } from "./status/worker-list.js";
import { CheckUp } from "./watching/check-up.js";
import { JobWatch } from "./watching/job-watch.js";
import { Lookout, type Scope } from "./watching/lookout.js";

export class ObservedQueue implements Observing {
  protected readonly index: LiveIndex;
  protected readonly arrangement: Arrangement;
  protected readonly lookout: Lookout;
  protected readonly workerList: WorkerList;
  protected readonly checkUp: CheckUp;
  protected readonly usualTimes: UsualTimes;
  protected readonly outputTimes: OutputTimes;
  protected readonly followers: Followers;
  private readonly watch: JobWatch;
  private readonly endedJobs: EndedJobsWatch;
  private readonly readAhead: ReadAhead;
  private current: QueueStatus | undefined;

  constructor(
    protected readonly queue: ChangingQueue,
    private readonly events: LiveQueueEvents,
    { watch }: { readonly watch?: typeof watchFolder | undefined },
  ) {
    const isSeen = (): boolean => this.lookout.isSeen;
    this.index = new LiveIndex(queue, (ids) => this.arrangement.touch(ids));
    this.arrangement = new Arrangement(this.index, { isSeen, searched: (state) => events.searched(state) });
    this.workerList = new WorkerList(queue);
    this.endedJobs = new EndedJobsWatch(this.index);
    this.usualTimes = new UsualTimes(this.index);
    this.outputTimes = new OutputTimes(queue, this.index);
    this.followers = new Followers({ queue, details: (id) => this.detailsOf(id) }, events);
    this.lookout = new Lookout((scope) => this.look(scope));
    this.readAhead = new ReadAhead(this.index, { isSeen, failed: () => this.lookout.hint("everything") });
    this.watch = new JobWatch(queue.directory, this.index, this.lookout, watch);
    this.checkUp = new CheckUp(
      () => queue.glance(),
      () => this.lookout.now("hinted"),
    );
  }

  /** Begins to watch; the first `changed` event has been sent when it returns. */
  start(): void {
    this.lookout.now("everything");
  }

  close(): void {
    this.lookout.close();
    this.watch.close();
    this.checkUp.close();
    this.readAhead.close();
    this.arrangement.close();
    this.followers.close();
  }

  status(): Promise<QueueStatus> {
    if (this.current === undefined) this.lookout.now("everything");
    return Promise.resolve(this.current ?? this.missing());
  }

  attention(level: Attention): Promise<void> {
    this.lookout.attention(level);
    if (this.lookout.isSeen) this.arrangement.goOn();
    this.checkUp.attend(this.lookout.isSeen);
    return Promise.resolve();
  }

  catchUp(): Promise<void> {
    this.lookout.catchUp();
    return Promise.resolve();
  }

  refresh(): Promise<QueueStatus> {
    this.index.forget();
    this.lookout.now("everything");
    this.events.changed(this.current ?? this.missing(), JOB_STATES);
    return this.status();
  }

  /** Of a job that somebody looks at, also while they do not see the view. */
  protected detailsOf(id: string): JobDetails | undefined {
    const details = readDetails({ queue: this.queue, index: this.index }, id);
    return details && { ...details, row: this.outputTimes.added(this.usualTimes.added(details.row)) };
  }

  protected get paused(): boolean {
    return this.current?.kind === "ready" && this.current.paused;
  }

  private look(scope: Scope): void {
    this.lookAtJobs(scope);
    if (!this.lookout.isSeen) return;
    if (this.workerList.hasChanged(this.index)) this.events.workersChanged();
    if (this.workerList.hasLostOne) this.checkUp.hurry();
  }

  private lookAtJobs(scope: Scope): void {
    const before = JSON.stringify(this.current);
    const { changed, ended } = this.lookAtStates(scope);
    if (ended !== undefined) this.events.ended(ended);
    if (changed.length === 0 && JSON.stringify(this.current) === before) return;
    this.events.changed(this.current ?? this.missing(), changed);
    this.followers.hint();
    if (this.lookout.isSeen) this.readAhead.begin();
  }

  private lookAtStates(scope: Scope): {
    readonly changed: readonly JobState[];
    readonly ended?: EndedJobs | undefined;
  } {
    try {
      const changed = new Set(this.watch.look(scope, this.current?.kind === "ready"));
      const { paused } = this.queue;
      const staffing = this.staffing();
      // What queued jobs wait for is told with them.
      if (paused !== this.paused || (staffing !== undefined && staffing !== this.lastStaffing)) changed.add("queued");
      const { count: problems } = this.checkUp;
      const counts = this.index.counts();
      const drain = paused ? undefined : drainFacts(this.index, this.workerList.living(this.index));
      this.current = {
        kind: "ready",
        counts,
        paused,
        ...(staffing && { staffing }),
        ...(drain && { drain }),
        ...(problems && { problems }),
      };
      return { changed: JOB_STATES.filter((state) => changed.has(state)), ended: this.endedJobs.look() };
    } catch (error) {
      this.current = this.trouble(error);
      this.endedJobs.forget();
      return { changed: this.index.clear() };
    }
  }

  /** Asked only while somebody looks. */
  private staffing(): Staffing | undefined {
    return this.lookout.isSeen ? this.workerList.staffing(this.index) : undefined;
  }

  private get lastStaffing(): Staffing | undefined {
    return this.current?.kind === "ready" ? this.current.staffing : undefined;
  }

  private trouble(error: unknown): QueueStatus {
    if (error instanceof DirqError && error.code === "NO_QUEUE") return this.missing();
    return {
      kind: "unusable",
      path: this.queue.directory,
      reason: errorWords(error),
    };
  }

  private missing(): QueueStatus {
    return { kind: "missing", path: this.queue.directory };
  }
}
