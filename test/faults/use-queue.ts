/**
 * A process that does with its own jobs whatever can be done with jobs, by chance and until it is killed:
 * `node use-queue.cjs <queue> <seed>`. Before and after each step it says so in a line of JSON.
 */
import { writeSync } from "node:fs";
import { DirqError, JobQueue } from "../../src/queue/index.js";
import { chanceFrom } from "./seed.js";

/** What it says: that it is about to do something with a job, and what then was true of it. */
export interface Said {
  readonly id: string;
  /** `asked`: it may be done or not. `kept`: the job stands in the queue, in whatever state. */
  readonly now: "asked" | "kept" | "held" | "cancelled" | "removed";
}

/** So many jobs of its own wait or run at most. */
const MOST_OPEN = 12;

const [, , directory = "", seed = ""] = process.argv;
const random = chanceFrom(Number(seed));
const queue = new JobQueue(directory);
const ids: string[] = [];

const STEPS: readonly ((id: string) => void)[] = [
  (id) => attempt(id, () => (queue.hold(id), "held")),
  (id) => attempt(id, () => (queue.unhold(id), "kept")),
  // Whoever is asked for it may have recorded the end before, and somebody removed the job since.
  (id) => attempt(id, () => (queue.cancel(id) === "cancelled" ? "cancelled" : "asked")),
  (id) => attempt(id, () => (queue.remove(id), "removed")),
  (id) => attempt(id, () => (restore(id), "kept")),
];

for (;;) {
  if (ids.length === 0 || (random(2) === 0 && queue.counts().queued < MOST_OPEN)) submit();
  else STEPS[random(STEPS.length)]?.(ids[Math.max(0, ids.length - 1 - random(20))] ?? "");
}

function submit(): void {
  const hold = random(8) === 0;
  const { id } = queue.submit({ fails: random(3) === 0 }, { hold, retries: random(2), retryDelay: 0.05 });
  ids.push(id);
  say({ id, now: hold ? "held" : "kept" });
}

function restore(id: string): void {
  const trashed = queue.trash().find((each) => each.id === id);
  if (trashed !== undefined) queue.restore(trashed.name);
}

function attempt(id: string, action: () => Said["now"]): void {
  say({ id, now: "asked" });
  try {
    say({ id, now: action() });
  } catch (error) {
    // It has ended, or others were faster.
    if (!(error instanceof DirqError)) throw error;
  }
}

function say(said: Said): void {
  writeSync(1, `${JSON.stringify(said)}\n`);
}
