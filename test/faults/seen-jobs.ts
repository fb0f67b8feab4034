import { JobQueue } from "../../src/queue/index.js";

/** What a reader sees of a job. */
export interface SeenJob {
  /** `lost`: nowhere. */
  readonly state: string;
  readonly isHeld: boolean;
  readonly result: string | undefined;
  readonly error: string | undefined;
}

/** What a reader sees of these jobs: each in the queue, or in the trash, or nowhere. */
export function seenJobs(directory: string, ids: readonly string[]): ReadonlyMap<string, SeenJob> {
  const queue = new JobQueue(directory);
  const trashed = queue.exists() ? queue.trash().map(({ id }) => id) : [];
  return new Map(ids.map((id) => [id, seenJob(queue, id, trashed)]));
}

function seenJob(queue: JobQueue, id: string, trashed: readonly string[]): SeenJob {
  const job = queue.exists() ? queue.get(id) : undefined;
  return {
    state: job?.state ?? (trashed.includes(id) ? "in the trash" : "lost"),
    isHeld: job?.state === "queued" && job.waiting?.startsWith("held") === true,
    result: queue.resultText(id),
    error: queue.errorText(id),
  };
}
