/**
 * Watching a queue, for those who may wait for its disk. The extension may not: it enters through client.ts and
 * live-queue.ts, which reach neither the core nor a file. The engine behind them is a program of its own,
 * ../queue-host.ts.
 */
export { changes, type StateChange } from "./changes.js";
export { outputFile, outputFiles } from "./attempt-logs.js";
export { FilterError, parseFilter } from "./filter.js";
export { followOutput, type JobOutput } from "./follow-output.js";
export { rowOf } from "./job-row.js";
export { SORT_KEYS, type Counts, type JobRow, type SortKey } from "./live-queue.js";
export { LocalQueue } from "./local-queue.js";
export { readTail, withFile, type OpenFile } from "./bounded-file.js";
export { startOfLastLines } from "./line-starts.js";
export { Landmark } from "./landmark.js";
export { pulse, type PulseOptions } from "./pulse.js";
export { ranked, rankOf, type Order, type Rank } from "./sort-rows.js";
export { WatchedQueue, type WatchedStatus } from "./watched-queue.js";
export { asTheyEnd, looks, onceReadable, patiently, untilEnded } from "./until-ended.js";
