/**
 * A process that holds one queue, forked by live/process/client.ts: `queue-host.js <directory> [--read-only]`. A jobs directory may
 * lie on a share that hangs for a minute; then this process hangs, and whoever asked it can say so and go on.
 */
import { createBirpc } from "birpc";
import { LocalQueue } from "./live/index.js";
import type { LiveQueue, LiveQueueEvents } from "./live/live-queue.js";
import { ChangingQueue } from "./queue/index.js";
import { killLeftBehind } from "./worker/index.js";

const [directory, ...flags] = process.argv.slice(2);
if (directory === undefined || process.send === undefined) {
  throw new Error("queue-host is started by the dirq extension, with a directory and an IPC channel.");
}
// The one that asked is gone, and nobody else can ask.
process.on("disconnect", () => process.exit(0));

const events: LiveQueueEvents = {
  changed: (status, states) => void client.changed(status, states),
  searched: (state) => void client.searched(state),
  ended: (jobs) => void client.ended(jobs),
  progressed: (task, count) => void client.progressed(task, count),
  workersChanged: () => void client.workersChanged(),
  output: (chunk) => client.output(chunk),
  jobChanged: (id, details) => void client.jobChanged(id, details),
};
const readOnly = flags.includes("--read-only");
const queue = new LocalQueue(new ChangingQueue(directory), events, { readOnly, killProcesses: killLeftBehind });
const client = createBirpc<LiveQueueEvents, LiveQueue>(queue, {
  post: (message) => process.send?.(message),
  on: (receive) => process.on("message", receive),
  eventNames: ["changed", "searched", "ended", "progressed", "workersChanged", "jobChanged"],
  bind: "functions",
  // Whoever follows a job's output may be held up for long, and is not sent more meanwhile.
  timeout: -1,
});
queue.start();
