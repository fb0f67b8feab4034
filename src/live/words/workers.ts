/** Those who run jobs. */

/** A worker of dirq's that has shown itself in the queue, or Python's, of which only the jobs that it runs are seen. */
export interface WorkerRow {
  readonly kind: "dirq" | "python";
  /** Unique among all workers that ever were. */
  readonly worker: string;
  readonly name: string;
  /** Of Python's nobody knows host, process id and slots. */
  readonly host: string | undefined;
  readonly pid: number | undefined;
  readonly slots: number | undefined;
  /** Milliseconds since 1970. */
  readonly sinceMs: number;
  /** Ids of the jobs that it has claimed. */
  readonly jobs: readonly string[];
  /** Alive and dead are known of this machine's own workers only. */
  readonly liveness: "alive" | "dead" | "unknown";
  /** Why it is taken for that, in words. */
  readonly evidence: string;
  /** What it was told; it finishes the jobs that it runs, or gives them back. */
  readonly stopping: StopRequest | undefined;
  /** Absolute path of what it says, for one that was started in the background. */
  readonly logFile?: string | undefined;
}

/** To finish the jobs that it runs and start no more; or to stop these as well and give them back to the queue. */
export type StopRequest = "after-jobs" | "now";
