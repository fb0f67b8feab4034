/** What a job prints, as it prints it, until it has ended. */
import { setTimeout as sleep } from "node:timers/promises";
import type { JobOrDamaged, JobQueue } from "../../queue/index.js";
import type { PulseOptions } from "../watching/pulse.js";
import { looksUntilEnded } from "../watching/until-ended.js";
import { outputFile } from "./attempt-logs.js";
import { OutputTail } from "./output-tail.js";
import { sizeLagIn } from "./size-lag.js";

/** A piece of what a job printed. @category What changes */
export interface JobOutput {
  /** Both streams, in the order of arrival. */
  readonly text: string;
  /** It replaces what was read before: the first piece, and when another attempt has begun a log of its own. */
  readonly reset: boolean;
  /** Bytes of the log before a piece that resets which were left out. */
  readonly skippedBytes: number;
  /** The job as it was when this was read. */
  readonly job: JobOrDamaged;
}

/** The end of its log first, then what comes. @throws as `untilEnded` */
export async function* followOutput(queue: JobQueue, id: string, when: PulseOptions): AsyncGenerator<JobOutput, void> {
  const tail = new OutputTail(outputFile(queue.resultDirectory(id)));
  let hasText = false;
  for await (const job of looksPastTheEnd(queue, id, when)) {
    // After the look: what was printed before the job ended is read once it was seen to have ended.
    for (let piece = tail.read(); piece !== undefined; piece = tail.read()) {
      const { text, reset, skippedBytes } = piece;
      // A log that is empty or not there is no news to one who has nothing.
      if (text !== "" || hasText) yield { text, reset, skippedBytes, job };
      hasText = text !== "";
    }
  }
}

/** As `looksUntilEnded`; the last once more where it may be seen late what was printed before it. */
async function* looksPastTheEnd(queue: JobQueue, id: string, when: PulseOptions): AsyncGenerator<JobOrDamaged> {
  let last: JobOrDamaged | undefined;
  for await (const job of looksUntilEnded(queue, id, when)) yield (last = job);
  const lag = sizeLagIn(queue.resultDirectory(id));
  if (last === undefined || lag === 0) return;
  const { signal } = when;
  await sleep(lag, undefined, { signal }).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw error;
  });
  yield last;
}
