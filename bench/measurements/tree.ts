/**
 * The tree of a hundred thousand jobs, as VS Code's extension host meets it: a queue's process is started and asked for
 * counts and the first page, then by a filter that it was never asked before, and it sees one job move. What it costs the
 * one who asks is the longest stretch for which its event loop was held up.
 */
import { renameSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { ListView } from "../../src/live/live-queue.js";
import { addJobs } from "../filled-queue.js";
import { milliseconds, type Measurement } from "../measurement.js";
import { startReading } from "../queue-process.js";
import { median } from "../side-by-side.js";

const PAGE = 200;
/** Of the histogram below: it cannot tell shorter stretches from none. */
const RESOLUTION_MS = 1;

export const tree: Measurement = async function* ({ newDirectory, pairs }) {
  const directory = newDirectory();
  addJobs(directory, { completed: 90_000, failed: 9_900, queued: 98, running: 2 });
  const looks: Look[] = [];
  for (let count = 0; count < pairs; count++) looks.push(await look(directory));
  const row = (what: string, of: (look: Look) => number, goal = "") => ({
    what: `tree of 100,000 jobs, ${what}`,
    ours: milliseconds(median(looks.map(of))),
    goal,
  });
  yield row("first counts", ({ counts }) => counts, "< 200 ms");
  yield row(`first ${PAGE} rows`, ({ page }) => page, "< 500 ms");
  yield row("first rows of a filter by text", ({ byText }) => byText);
  yield row("a filter by text that finds nothing", ({ inVain }) => inVain);
  yield row("a job's move until it is told", ({ change }) => change);
  yield row("longest stretch in its host", ({ heldUp }) => heldUp, "≤ 16 ms");
};

/** Milliseconds; the first two from the start of the queue's process. */
interface Look {
  readonly counts: number;
  readonly page: number;
  readonly byText: number;
  readonly inVain: number;
  readonly change: number;
  readonly heldUp: number;
}

async function look(directory: string): Promise<Look> {
  const [name = ""] = await readdir(path.join(directory, "queued"));
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  loop.enable();
  const start = performance.now();
  let told: (queued: number) => void = () => undefined;
  const client = startReading(directory, {
    changed: (status) => status.kind === "ready" && told(status.counts.queued),
  });
  try {
    const status = await client.live.status();
    if (status.kind !== "ready") throw new Error(`The queue in ${directory} is ${status.kind}`);
    const counts = performance.now() - start;
    await client.live.page("completed", 0, PAGE);
    const page = performance.now() - start;
    const filtered = (view: ListView) => lasts(() => client.live.page("completed", 0, PAGE, view));
    const byText = await filtered({ filter: "true", sort: undefined });
    const inVain = await filtered({ filter: "nowhere to be found", sort: undefined, whole: true });
    await client.live.attention("active");
    const change = await lasts(async () => {
      const heard = new Promise<void>((resolve) => (told = (queued) => queued < status.counts.queued && resolve()));
      renameSync(path.join(directory, "queued", name), path.join(directory, "failed", name));
      await heard;
    });
    return { counts, page, byText, inVain, change, heldUp: loop.max / 1e6 - RESOLUTION_MS };
  } finally {
    loop.disable();
    client.dispose();
  }
}

async function lasts(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}
