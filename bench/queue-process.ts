/** A queue read by a process of its own, as the extension has it. */
import { fileURLToPath } from "node:url";
import { QueueClient, type QueueClientEvents } from "../src/live/process/client.js";

const script = fileURLToPath(new URL("../dist/queue-host.js", import.meta.url));

/** Starts it, to change nothing. Of what it tells only that is heard for which there is a listener. */
export function startReading(directory: string, events: Partial<QueueClientEvents> = {}): QueueClient {
  return new QueueClient({
    script,
    directory,
    readOnly: () => true,
    events: {
      changed() {},
      searched() {},
      ended() {},
      workersChanged() {},
      progressed() {},
      output() {},
      jobChanged() {},
      answering() {},
      log: (text) => process.stderr.write(text),
      ...events,
    },
  });
}
