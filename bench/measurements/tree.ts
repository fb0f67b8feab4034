/**
 * The tree of ten thousand jobs, as VS Code's extension host meets it: a queue's process is started and asked for counts
 * and the first page. What it costs the one who asks is the longest stretch for which its event loop was held up.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { addJobs } from "../filled-queue.js";
import { milliseconds, type Measurement } from "../measurement.js";
import { startReading } from "../queue-process.js";
import { median } from "../side-by-side.js";

const PAGE = 200;
/** Of the histogram below: it cannot tell shorter stretches from none. */
const RESOLUTION_MS = 1;

export const tree: Measurement = async function* ({ newDirectory, pairs }) {
  const directory = newDirectory();
  addJobs(directory, { completed: 9_000, failed: 900, queued: 98, running: 2 });
  const looks: Look[] = [];
  for (let count = 0; count < pairs; count++) looks.push(await look(directory));
  const figure = (of: (look: Look) => number) => milliseconds(median(looks.map(of)));
  yield { what: "tree of 10,000 jobs, first counts", ours: figure((each) => each.counts), goal: "< 200 ms" };
  yield { what: `tree of 10,000 jobs, first ${PAGE} rows`, ours: figure((each) => each.page), goal: "" };
  yield {
    what: "tree of 10,000 jobs, longest stretch in its host",
    ours: figure((each) => each.heldUp),
    goal: "≤ 16 ms",
  };
};

/** Milliseconds, from the start of the queue's process. */
interface Look {
  readonly counts: number;
  readonly page: number;
  readonly heldUp: number;
}

async function look(directory: string): Promise<Look> {
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  loop.enable();
  const start = performance.now();
  const client = startReading(directory);
  try {
    const status = await client.live.status();
    if (status.kind !== "ready") throw new Error(`The queue in ${directory} is ${status.kind}`);
    const counts = performance.now() - start;
    await client.live.page("completed", 0, PAGE);
    const page = performance.now() - start;
    return { counts, page, heldUp: loop.max / 1e6 - RESOLUTION_MS };
  } finally {
    loop.disable();
    client.dispose();
  }
}
