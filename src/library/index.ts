/** What programs import as `JobQueue`: the core's queue, typed, and waiting for its jobs. */
export { JobQueue, type JobChange, type JobQueueOptions } from "./job-queue.js";
export { LiveQueue, type JobPage, type LiveChange, type LiveOptions, type PageOptions } from "./live-queue.js";
export type { Schema } from "./schema.js";
