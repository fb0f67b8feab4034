/** A process that runs the core's own code, stepped call by call, and gone on with where it was stopped. */
import { JobQueue } from "../../../src/queue/index.js";
import { fileSystemOf, valueOf, type Call, type Perform, type Reply } from "./calls.js";
import type { Process, Step } from "./interleavings.js";
import { inSimulatedTime } from "./simulated-time.js";

export const DIRECTORY = "/shared/jobs";

/** Who waits for something to change looks once more, not fifty times: what lies between these looks is the same. */
const HASTE = 50;

/** Thrown into the core at the call that is next. */
class Stopped extends Error {}

export interface CoreProcess<T> extends Process {
  /** Runs it with these replies, and then what follows, on a disk that answers at once. */
  goOn(replies: readonly Reply[], perform: Perform, then: (queue: JobQueue, result: T) => void): void;
}

/** `describe`: how its end differs from other ends. */
export function coreProcess<T>(
  name: string,
  run: (queue: JobQueue) => T,
  describe: (result: T) => string,
): CoreProcess<T> {
  const replay = <R>(perform: Perform, body: (queue: JobQueue) => R): R =>
    // The seed makes its name among workers, the same at each replay.
    inSimulatedTime(name.charCodeAt(0), () => body(queueOn(perform)), HASTE);
  return {
    name,
    next(replies): Step {
      let call: Call | undefined;
      const perform = replaying(replies, (next) => {
        // What the core still wants while it is being stopped was not to be.
        call ??= next;
        throw new Stopped();
      });
      try {
        return { kind: "end", what: replay(perform, (queue) => describe(run(queue))) };
      } catch (error) {
        if (call === undefined) return { kind: "end", what: `refused: ${String(error)}` };
        return { kind: "call", call };
      }
    },
    goOn(replies, perform, then) {
      replay(replaying(replies, perform), (queue) => then(queue, run(queue)));
    },
  };
}

export function queueOn(perform: Perform): JobQueue {
  return new JobQueue(DIRECTORY, { fileSystem: fileSystemOf(perform), resultsDirectory: "completed_results" });
}

function replaying(replies: readonly Reply[], perform: Perform): Perform {
  let made = 0;
  return (call) => {
    const reply = replies[made++];
    return reply === undefined ? perform(call) : valueOf(reply, call);
  };
}
