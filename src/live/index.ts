/**
 * Watching a queue, for those who may wait for its disk. The extension may not: it enters through client.ts and
 * live-queue.ts, which reach neither the core nor a file. The engine behind them is a program of its own,
 * ../queue-host.ts.
 */
export { changes, type StateChange } from "./changes.js";
export { LocalQueue } from "./local-queue.js";
export { readTail, withFile, type OpenFile } from "./bounded-file.js";
export { Landmark } from "./landmark.js";
export type { PulseOptions } from "./pulse.js";
export { asTheyEnd, looks, untilEnded } from "./until-ended.js";
