/** What a job costs at each of its steps in calls to the system, and how many of them wait for the disk. */
import { JobQueue, type Claim } from "../../src/queue/index.js";
import { countingFileSystem, type CallCount } from "../counting-file-system.js";
import type { Measurement } from "../measurement.js";

export const calls: Measurement = function* ({ newDirectory }) {
  const counting = countingFileSystem();
  const count = (action: () => void): string => words(counting.count(action));
  const queue = new JobQueue(newDirectory(), { fileSystem: counting.fileSystem });
  queue.create();
  const claim = (): Claim => {
    const claimed = queue.claimNext({ workerName: "bench" });
    if (claimed === undefined) throw new Error("There was no job to claim");
    return claimed;
  };
  const params = { command: "true", type: "shell" };
  // The listing of the queue is made once for many jobs.
  queue.submitMany([params, params, params]);
  queue.release(claim());
  claim();

  yield { what: "calls: submit a job", ours: count(() => queue.submit(params)), goal: "2 fsyncs" };
  let claimed = undefined as Claim | undefined;
  yield { what: "calls: claim it", ours: count(() => (claimed = claim())), goal: "0 fsyncs" };
  yield {
    what: "calls: finish it well",
    ours: count(() => claimed && queue.finish(claimed, { state: "completed", result: {} })),
    goal: "5 fsyncs",
  };
  const other = claim();
  yield {
    what: "calls: finish one badly",
    ours: count(() => queue.finish(other, { state: "failed", error: "no", details: "" })),
    goal: "5 fsyncs",
  };
};

function words({ calls: all, fsyncs }: CallCount): string {
  return `${all}, ${fsyncs} fsync${fsyncs === 1 ? "" : "s"}`;
}
