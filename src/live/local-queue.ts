/** A queue being watched from inside this process: the engine behind `LiveQueue`. Its owner may wait for the disk. */
import type { watch as watchFolder } from "node:fs";
import {
  DirqError,
  JOB_STATES,
  type Finding,
  type JobParams,
  type ChangingQueue,
  type JobState,
  type KillProcesses,
  type TextFault,
} from "../queue/index.js";
import { Arrangement } from "./arrangement.js";
import { listArtifacts } from "./artifacts.js";
import { BulkVerbs } from "./bulk-verbs.js";
import { outputFile } from "./earlier-attempts.js";
import { readEarlier } from "./earlier-output.js";
import { checkDirectory } from "./check-directory.js";
import { CheckUp } from "./check-up.js";
import { drainFacts } from "./drain-facts.js";
import { EndedJobsWatch } from "./ended-jobs.js";
import { FilterError, parseFilter } from "./filter.js";
import { FailurePlaces } from "./failure-places.js";
import { findJobs } from "./find-jobs.js";
import { Follower } from "./follow.js";
import { readDetails } from "./job-details.js";
import { inQueue } from "./job-row.js";
import { JobWatch } from "./job-watch.js";
import { LiveIndex } from "./live-index.js";
import type {
  ArtifactList,
  Attention,
  BatchResult,
  BulkResult,
  EarlierOutput,
  EndedJobs,
  FailurePlace,
  HeldOutput,
  JobDetails,
  JobRow,
  ListView,
  LiveQueue,
  LiveQueueEvents,
  Page,
  Program,
  QueueStatus,
  SourceFile,
  Staffing,
  StopRequest,
  SubmitChoices,
  Trash,
  WorkerRow,
} from "./live-queue.js";
import { Lookout, type Scope } from "./lookout.js";
import { OutputTimes } from "./output-times.js";
import { readProgram } from "./program.js";
import { findSourceFile } from "./source-file.js";
import { Tasks, type TaskWatch } from "./tasks.js";
import { readTrash } from "./trash-rows.js";
import { UsualTimes } from "./usual-times.js";
import { WorkerList } from "./worker-list.js";

/** Reading ahead takes this much at a time and then rests, so that it is never in the way; in milliseconds. */
const READ_AHEAD = 8;
const READ_AHEAD_REST = 24;

const ALL_JOBS: ListView = { filter: "", sort: undefined };

/** Which jobs may be others after an operation, by what it returned; more than it knows of where it throws. */
type Touched<T> = "all" | ((result: T) => readonly string[]);

const theOne = (id: string): readonly string[] => [id];
const theDone = ({ done }: BulkResult): readonly string[] => done;
const nobody = (): readonly string[] => [];

export interface LocalQueueOptions {
  /** Refuses whatever would change the queue: the window does not trust the folder. */
  readonly readOnly: boolean;
  /** Ends what is left of a job whose worker has died, before it is queued again. */
  readonly killProcesses: KillProcesses;
  /** What to use instead of fs.watch, for tests. */
  readonly watch?: typeof watchFolder;
}

export class LocalQueue implements LiveQueue {
  private readonly index: LiveIndex;
  private readonly arrangement: Arrangement;
  private readonly watch: JobWatch;
  private readonly lookout: Lookout;
  private readonly workerList: WorkerList;
  private readonly failures: FailurePlaces;
  private readonly checkUp: CheckUp;
  private readonly endedJobs: EndedJobsWatch;
  private readonly usualTimes: UsualTimes;
  private readonly outputTimes: OutputTimes;
  private readonly verbs: BulkVerbs;
  private readonly tasks: Tasks;
  private readonly followers = new Map<string, Follower>();
  private current: QueueStatus | undefined;
  private readAheadTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly queue: ChangingQueue,
    private readonly events: LiveQueueEvents,
    private readonly options: LocalQueueOptions,
  ) {
    this.index = new LiveIndex(queue, (ids) => this.arrangement.touch(ids));
    this.arrangement = new Arrangement(this.index, {
      isSeen: () => this.lookout.isSeen,
      searched: (state) => this.events.searched(state),
    });
    this.workerList = new WorkerList(queue);
    this.failures = new FailurePlaces(queue, this.index);
    this.endedJobs = new EndedJobsWatch(this.index);
    this.usualTimes = new UsualTimes(this.index);
    this.outputTimes = new OutputTimes(queue, this.index);
    this.verbs = new BulkVerbs(queue);
    this.tasks = new Tasks((task, count) => events.progressed(task, count));
    this.lookout = new Lookout((scope) => this.look(scope));
    this.watch = new JobWatch(queue.directory, this.index, this.lookout, options.watch);
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
    clearTimeout(this.readAheadTimer);
    this.arrangement.close();
    for (const follower of this.followers.values()) follower.close();
  }

  status(): Promise<QueueStatus> {
    if (this.current === undefined) this.lookout.now("everything");
    return Promise.resolve(this.current ?? this.missing());
  }

  async page(state: JobState, offset: number, limit: number, view: ListView = ALL_JOBS): Promise<Page> {
    const { ids, unsearched } = await this.arrangement.ids(state, view, limit === 0 ? Infinity : offset + limit);
    const held = state === "queued" ? this.index.heldOf(ids) : 0;
    return {
      rows: await this.rows(ids.slice(offset, offset + limit)),
      total: ids.length,
      held,
      ...(unsearched > 0 && { unsearched }),
    };
  }

  async ids(state: JobState, view: ListView): Promise<readonly string[]> {
    const { ids } = await this.arrangement.ids(state, { ...view, whole: true });
    return ids;
  }

  checkFilter(filter: string): Promise<string | undefined> {
    try {
      parseFilter(filter, Date.now());
      return Promise.resolve(undefined);
    } catch (error) {
      if (error instanceof FilterError) return Promise.resolve(error.message);
      throw error;
    }
  }

  details(id: string): Promise<JobDetails | undefined> {
    return Promise.resolve(this.detailsOf(id));
  }

  artifacts(id: string, folder: readonly string[]): Promise<ArtifactList> {
    return Promise.resolve(listArtifacts(this.queue, id, folder));
  }

  async create(): Promise<void> {
    await this.change("create a jobs directory", () => this.queue.create());
  }

  submit(params: JobParams, { retries }: SubmitChoices = {}): Promise<string> {
    return this.change("submit a job", () => this.queue.submit(params, { retries }).id, theOne);
  }

  program(path: string): Promise<Program | undefined> {
    return Promise.resolve(readProgram(path));
  }

  checkDirectory(path: string): Promise<string | undefined> {
    return Promise.resolve(checkDirectory(path));
  }

  submitMany(jobs: readonly JobParams[], options: { readonly batch: string }, task?: string): Promise<BatchResult> {
    return this.changeMany("submit jobs", { task, touched: ({ ids }) => ids }, (watch) =>
      this.verbs.submit(jobs, options, watch),
    );
  }

  resubmit(ids: readonly string[], task?: string): Promise<BulkResult> {
    return this.changeMany("resubmit", { task, touched: theDone }, (watch) => this.verbs.resubmit(ids, watch));
  }

  textToEdit(id: string): Promise<string> {
    return Promise.resolve(this.queue.textToEdit(id));
  }

  faultInEdited(text: string): Promise<TextFault | undefined> {
    return Promise.resolve(this.queue.faultInEdited(text));
  }

  resubmitEdited(id: string, text: string): Promise<string> {
    return this.change("submit an edited job", () => this.queue.resubmitEdited(id, text).id, theOne);
  }

  remove(ids: readonly string[], task?: string): Promise<BulkResult & { readonly undo: readonly string[] }> {
    return this.changeMany("delete", { task, touched: () => ids }, (watch) => this.verbs.remove(ids, watch));
  }

  takeBack(ids: readonly string[], task?: string): Promise<BulkResult> {
    return this.changeMany("delete", { task, touched: () => ids }, (watch) => this.verbs.takeBack(ids, watch));
  }

  restore(undo: readonly string[], task?: string): Promise<BulkResult> {
    return this.changeMany("restore", { task, touched: theDone }, (watch) => this.verbs.restore(undo, watch));
  }

  trash(): Promise<Trash> {
    return Promise.resolve(readTrash(this.queue));
  }

  emptyTrash(task?: string): Promise<BulkResult> {
    return this.changeMany("empty the trash", { task, touched: nobody }, (watch) => this.verbs.emptyTrash(watch));
  }

  cancel(ids: readonly string[], task?: string): Promise<BulkResult> {
    return this.changeMany("cancel", { task, touched: () => ids }, (watch) => this.verbs.cancel(ids, watch));
  }

  hold(ids: readonly string[], task?: string): Promise<BulkResult> {
    return this.changeMany("hold", { task, touched: () => ids }, (watch) => this.verbs.hold(ids, watch));
  }

  release(ids: readonly string[], task?: string): Promise<BulkResult> {
    return this.changeMany("release", { task, touched: () => ids }, (watch) => this.verbs.release(ids, watch));
  }

  stop(task: string): Promise<void> {
    this.tasks.stop(task);
    return Promise.resolve();
  }

  async pause(): Promise<void> {
    await this.change("pause the queue", () => this.queue.pause(), nobody);
  }

  async resume(): Promise<void> {
    await this.change("resume the queue", () => this.queue.resume(), nobody);
  }

  follow(id: string, attempt?: number): Promise<void> {
    this.followers.get(id)?.close();
    const source = { queue: this.queue, details: (each: string) => this.detailsOf(each) };
    this.followers.set(id, new Follower(source, { id, attempt }, this.events));
    return Promise.resolve();
  }

  earlierOutput(id: string, held: HeldOutput): Promise<EarlierOutput> {
    return Promise.resolve(readEarlier(outputFile(this.queue.resultDirectory(id), held.attempt), held));
  }

  unfollow(id: string): Promise<void> {
    this.followers.get(id)?.close();
    this.followers.delete(id);
    return Promise.resolve();
  }

  attention(level: Attention): Promise<void> {
    this.lookout.attention(level);
    if (this.lookout.isSeen) this.arrangement.goOn();
    this.checkUp.attend(this.lookout.isSeen);
    return Promise.resolve();
  }

  hasWorker(): Promise<boolean> {
    return Promise.resolve(this.queue.hasWorker());
  }

  problems(): Promise<readonly Finding[]> {
    return Promise.resolve(this.checkUp.check());
  }

  async mend(problem: Finding): Promise<void> {
    await this.change("mend a queue", () => this.queue.mendOne(problem, this.options.killProcesses));
    this.checkUp.check();
  }

  workers(): Promise<readonly WorkerRow[]> {
    return Promise.resolve(this.workerList.rows(this.index));
  }

  async stopWorker(worker: string, request: StopRequest): Promise<void> {
    await this.change("stop a worker", () => this.queue.stopWorker(worker, request), nobody);
  }

  rows(ids: readonly string[]): Promise<readonly JobRow[]> {
    const rows = this.index.rowsOf(ids).map((row) => this.usualTimes.added(inQueue(row, { paused: this.paused })));
    return Promise.resolve(this.lookout.isSeen ? rows.map((row) => this.outputTimes.added(row)) : rows);
  }

  find(ids: readonly string[]): Promise<readonly JobRow[]> {
    return Promise.resolve(findJobs(this.queue, ids).map((row) => inQueue(row, { paused: this.paused })));
  }

  failurePlaces(folders: readonly string[]): Promise<readonly FailurePlace[]> {
    return Promise.resolve(this.failures.list(folders));
  }

  sourceFile(id: string, path: string, folders: readonly string[]): Promise<SourceFile> {
    return Promise.resolve(findSourceFile(this.queue, id, { path, folders }));
  }

  refresh(): Promise<QueueStatus> {
    this.index.forget();
    this.lookout.now("everything");
    this.events.changed(this.current ?? this.missing(), JOB_STATES);
    return this.status();
  }

  /** Of a job that somebody looks at, also while they do not see the view. */
  private detailsOf(id: string): JobDetails | undefined {
    const details = readDetails({ queue: this.queue, index: this.index }, id);
    return details && { ...details, row: this.outputTimes.added(this.usualTimes.added(details.row)) };
  }

  /**
   * Does what changes the queue, and looks at the jobs that it touched at once: whoever asked wants to see it. What touches
   * others than those that it says is seen because a watch tells of them, or at the next listing.
   */
  private async change<T>(attempt: string, operate: () => T | Promise<T>, touched: Touched<T> = "all"): Promise<T> {
    if (this.options.readOnly) {
      throw new Error(`Cannot ${attempt} in Restricted Mode. Trust this folder to change its jobs.`);
    }
    let ids: readonly string[] | "all" = "all";
    try {
      const result = await operate();
      if (touched !== "all") ids = touched(result);
      return result;
    } finally {
      if (ids !== "all") for (const id of ids) this.index.hint(id);
      this.lookout.now(ids === "all" ? "everything" : "hinted");
    }
  }

  private changeMany<T>(
    attempt: string,
    { task, touched }: { readonly task: string | undefined; readonly touched: (result: T) => readonly string[] },
    operate: (watch: TaskWatch) => Promise<T>,
  ): Promise<T> {
    return this.change(attempt, () => this.tasks.during(task, operate), touched);
  }

  private get paused(): boolean {
    return this.current?.kind === "ready" && this.current.paused;
  }

  private look(scope: Scope): void {
    this.lookAtJobs(scope);
    if (this.lookout.isSeen && this.workerList.hasChanged(this.index)) this.events.workersChanged();
  }

  private lookAtJobs(scope: Scope): void {
    const before = JSON.stringify(this.current);
    const { changed, ended } = this.lookAtStates(scope);
    if (ended !== undefined) this.events.ended(ended);
    if (changed.length === 0 && JSON.stringify(this.current) === before) return;
    this.events.changed(this.current ?? this.missing(), changed);
    for (const follower of this.followers.values()) follower.hint();
    if (this.lookout.isSeen) this.readAhead();
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
      reason: error instanceof Error ? error.message : String(error),
    };
  }

  private missing(): QueueStatus {
    return { kind: "missing", path: this.queue.directory };
  }

  private readAhead(): void {
    clearTimeout(this.readAheadTimer);
    this.readAheadTimer = setTimeout(() => {
      try {
        if (this.lookout.isSeen && this.index.readAhead(READ_AHEAD)) this.readAhead();
      } catch {
        // The queue went away between two looks: the next one meets it too, and says why.
        this.lookout.hint("everything");
      }
    }, READ_AHEAD_REST);
  }
}
