/** A queue that is looked at all the time, as programs import it: for dashboards, bots, whatever shows jobs as they change. */
import {
  followOutput,
  SORT_KEYS,
  WatchedQueue,
  type JobOutput,
  type SortKey,
  type WatchedStatus,
} from "../live/index.js";
import {
  checkedOptions,
  isQueue,
  JOB_STATES,
  SIGNAL,
  TEXT,
  type JobOrDamaged,
  type JobParams,
  type JobState,
  type JsonLike,
  type JsonObject,
  type OptionRules,
} from "../queue/index.js";
import { JobQueue, untyped } from "./job-queue.js";
import { News } from "./news.js";
import { assertOneOf } from "./one-of.js";
import { COUNT, LIMIT } from "./option-rules.js";

/** What was found to be another than before. @category What changes */
export interface LiveChange {
  /** The queue as it is now: it has `counts` where its `kind` is "ready". */
  readonly status: WatchedStatus;
  /** The states whose jobs have changed: ask for their pages again. */
  readonly states: readonly JobState[];
}

/** Which jobs of a state a page shows. @category Options */
export interface PageOptions {
  /** How many jobs come before it. Default 0. */
  readonly offset?: number | undefined;
  /** How many it has at most; Infinity: all. Default 100. */
  readonly limit?: number | undefined;
  /**
   * Words that must all be found in name, command, id or error, and words with a key: `name:`, `command:`, `id:`, `error:`,
   * `worker:`, `before:2h`, `after:2026-11-25`. Double quotes keep spaces. Default: every job.
   */
  readonly filter?: string | undefined;
  /** The latest and the longest first; names from A to Z. Default: queued in the order of running, others newest first. */
  readonly sort?: SortKey | undefined;
}

/** Some jobs of a state. @category What changes */
export interface JobPage<P = JobParams> {
  /** Without those that have moved on since the last look: the next change tells of these. */
  readonly jobs: readonly JobOrDamaged<P>[];
  /** How many jobs the filter lets through. */
  readonly total: number;
}

/** When to stop. @category Options */
export interface LiveOptions {
  /** Aborted: the iteration ends at once, with its reason thrown. */
  readonly signal?: AbortSignal | undefined;
}

const LIVE: OptionRules<LiveOptions> = { signal: SIGNAL };
const PAGE: OptionRules<PageOptions> = {
  offset: COUNT,
  limit: LIMIT,
  filter: TEXT,
  // Judged with the state, in the same words.
  sort: TEXT,
};

/**
 * A queue that is looked at all the time, from this process: its counts at any moment, pages of its jobs under a filter,
 * and word of every change.
 *
 * It looks as soon as the system tells of a change, and every second, for what other machines do on a share; the larger
 * the queue, the rarer, so that looking takes a small part of the time. No job's file is read that no page has asked for.
 * Constructing one looks at once, standing still as long as that takes, and begins to watch, also where there is no queue
 * yet; it keeps the program running until `close`, which `using` and `await using` call. To change the queue, use the
 * `JobQueue` that it was made with.
 *
 * @typeParam P the params of its jobs
 * @typeParam R the results of its jobs
 * @category Where to begin
 */
export class LiveQueue<P extends JsonLike<P> = JobParams, R extends JsonLike<R> = JsonObject>
  implements Disposable, AsyncDisposable
{
  private readonly watched: WatchedQueue;
  private readonly news = new Set<News<JobState>>();
  private readonly closed = new AbortController();

  /** The queue that it looks at. */
  readonly queue: JobQueue<P, R>;

  /** @param queue the queue to look at, or its directory */
  constructor(queue: JobQueue<P, R> | string) {
    this.queue = isQueue(queue) ? queue : new JobQueue<P, R>(queue);
    this.watched = new WatchedQueue(untyped(this.queue), (states) => {
      for (const each of this.news) each.add(states);
    });
  }

  /** The queue as the last look found it: `counts` where its `kind` is "ready", else why there are none. */
  get status(): WatchedStatus {
    return this.watched.status;
  }

  /**
   * The queue as it is now, with all four states, then every change. Whoever is slow is told of several changes at once, and
   * never of one that is not true any more. Ends when this is closed.
   * @throws the signal's reason when that is aborted
   */
  async *changes(options: LiveOptions = {}): AsyncGenerator<LiveChange, void> {
    const { signal } = checkedOptions("changes", options, LIVE);
    const news = new News<JobState>(JOB_STATES);
    this.news.add(news);
    const stop = this.until(signal);
    try {
      for (;;) {
        await news.come(stop);
        signal?.throwIfAborted();
        if (this.closed.signal.aborted) return;
        yield { status: this.status, states: news.take() };
      }
    } finally {
      this.news.delete(news);
    }
  }

  /**
   * Some jobs of a state as the last look found it. A filter or an order needs the file of every job of that state to be
   * read once; that is done a little at a time, so that the program goes on meanwhile.
   * @throws DirqError INVALID_FILTER for a filter that means nothing; TypeError for a state or an order that there is not;
   * RangeError for an offset or a limit that is no whole number from 0 on
   */
  async page(state: JobState, options: PageOptions = {}): Promise<JobPage<P>> {
    const { offset = 0, limit = 100, filter = "", sort } = checkedOptions("page", options, PAGE);
    assertOneOf("state", state, JOB_STATES);
    if (sort !== undefined) assertOneOf("order", sort, SORT_KEYS);
    const ids = await this.watched.ids(state, { filter, sort });
    return { jobs: this.watched.jobs(ids.slice(offset, offset + limit)) as JobOrDamaged<P>[], total: ids.length };
  }

  /**
   * What a job prints: the end of its log, at most 256 KiB, then what comes, until the job has ended or this is closed. A job
   * that has not started is waited for.
   * @throws DirqError NO_QUEUE; NOT_FOUND when it is not there, or is removed; INVALID_JOB when its file cannot be read;
   * the signal's reason when that is aborted
   */
  async *follow(id: string, options: LiveOptions = {}): AsyncGenerator<JobOutput, void> {
    const { signal } = checkedOptions("follow", options, LIVE);
    try {
      yield* followOutput(untyped(this.queue), id, { signal: this.until(signal) });
    } catch (error) {
      if (this.closed.signal.aborted && signal?.aborted !== true) return;
      throw error;
    }
  }

  /** Looks now: `status` and pages are true when this returns. For a program that has just changed the queue itself. */
  refresh(): void {
    if (!this.closed.signal.aborted) this.watched.refresh();
  }

  /** Looks no more, and ends what iterates. What was found last can still be asked for. */
  close(): void {
    this.closed.abort();
    this.watched.close();
  }

  /** Closes it. */
  [Symbol.dispose](): void {
    this.close();
  }

  /** Closes it. */
  [Symbol.asyncDispose](): Promise<void> {
    this.close();
    return Promise.resolve();
  }

  private until(signal: AbortSignal | undefined): AbortSignal {
    return signal === undefined ? this.closed.signal : AbortSignal.any([this.closed.signal, signal]);
  }
}
