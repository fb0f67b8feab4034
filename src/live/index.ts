/**
 * Watching a queue, for those who may wait for its disk. The extension may not: it enters through process/client.ts and
 * live-queue.ts, which reach neither the core nor a file. The engine behind them is a program of its own,
 * ../queue-host.ts.
 */
export { FilterError, parseFilter } from "./listing/filter.js";
export { ranked, rankOf, type Order, type Rank } from "./listing/sort-rows.js";
export { awaitsResult, RESULT_COMES_WITHIN_MS, rowOf } from "./live-index/job-row.js";
export { SORT_KEYS, type Counts, type JobRow, type SortKey } from "./live-queue.js";
export { LocalQueue } from "./local-queue.js";
export { outputFile, outputFiles } from "./logs/attempt-logs.js";
export { readTail, withFile, type OpenFile } from "./logs/bounded-file.js";
export { followOutput, type JobOutput } from "./logs/follow-output.js";
export { Landmark } from "./logs/landmark.js";
export { startOfLastLines } from "./logs/line-starts.js";
export { sizeLagIn } from "./logs/size-lag.js";
export { WatchedQueue, type WatchedStatus } from "./watched-queue.js";
export { changes, type StateChange } from "./watching/changes.js";
export { pulse, type PulseOptions } from "./watching/pulse.js";
export { asTheyEnd, MISSED, onceReadable, passages, PATIENCE, patiently, untilEnded } from "./watching/until-ended.js";
