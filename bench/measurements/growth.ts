/** What a job and a look cost as finished jobs pile up, to a million: the figures of docs/scale.md. Takes minutes. */
import { JobQueue } from "../../src/queue/index.js";
import { addJobs } from "../filled-queue.js";
import { milliseconds, type Measurement } from "../measurement.js";
import { runDirq } from "../programs.js";
import { median } from "../side-by-side.js";

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
/** Of a disk that others use too, the median of so many calls. */
const CALLS = 100;
const LOOKS = 3;

export const growth: Measurement = function* ({ newDirectory }) {
  const directory = newDirectory();
  const queue = new JobQueue(directory);
  let finished = 0;
  for (const size of SIZES) {
    addJobs(directory, { completed: size - finished });
    finished = size;
    const row = (what: string, ms: number) => ({
      what: `beside ${size.toLocaleString("en")} that ended: ${what}`,
      ours: milliseconds(ms),
      goal: "",
    });
    yield row(
      "submit",
      timeOf(CALLS, () => queue.submit({ command: "true" })),
    );
    yield row(
      "claim and finish",
      timeOf(CALLS, () => claimAndFinish(queue)),
    );
    yield row(
      "counts of all states",
      timeOf(LOOKS, () => queue.counts()),
    );
    yield row(
      "one job by its id",
      timeOf(LOOKS, () => queue.get("1700000000000000000")),
    );
    yield row(
      "a pass of recovery",
      timeOf(LOOKS, () => queue.recovery(() => undefined).run()),
    );
    yield row(
      "dirq list -n 10",
      timeOf(LOOKS, () => runDirq(["--jobs-dir", directory, "list", "-n", "10"])),
    );
  }
};

function claimAndFinish(queue: JobQueue): void {
  const claim = queue.claimNext({ workerName: "bench" });
  if (claim !== undefined) queue.finish(claim, { state: "completed", result: {} });
}

/** Milliseconds, the median. */
function timeOf(times: number, action: () => unknown): number {
  const took = Array.from({ length: times }, () => {
    const start = performance.now();
    action();
    return performance.now() - start;
  });
  return median(took);
}
