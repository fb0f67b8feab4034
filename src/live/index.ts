/**
 * A queue being watched, for those who must not wait for its disk. Nothing here reaches the core: the engine is bundled
 * from host-process.ts into a program of its own, and runs in a process of its own.
 */
export { QueueClient, type QueueClientEvents, type QueueClientOptions } from "./client.js";
export type * from "./live-queue.js";
export { FolderWatch } from "./folder-watch.js";
export { withFile } from "./bounded-file.js";
