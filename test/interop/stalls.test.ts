import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { until } from "../setup/until.js";
import { exitOf } from "../faults/processes.js";
import { scaled } from "../faults/scale.js";
import { filesIn, leftOversIn, temporaryDirectory } from "../queue/temporary-queue.js";
import { say } from "../setup/say.js";
import { MarkWatch } from "./mark-watch.js";
import { BothSides } from "./python.js";

interface Stall {
  /** Between a Python worker's read of a job and its unlink, in milliseconds. */
  readonly ms: number;
  readonly jobs: number;
  /** How long one job in three runs, in seconds: past the stall, so that the mark of the loser meets it running. */
  readonly longJob: number;
}

interface Running {
  readonly ids: readonly string[];
  /** Of the stall. */
  readonly seconds: number;
}

/** Within 250 ms dirq waits for a Python worker that is about to lose; of a longer stall it learns by the mark. */
const STALLS: readonly Stall[] = [
  { ms: 0, jobs: scaled(40, 1_000), longJob: 0.05 },
  { ms: 2, jobs: scaled(40, 1_000), longJob: 0.05 },
  { ms: 100, jobs: scaled(20, 200), longJob: 0.2 },
  // Few jobs, so that dirq is soon left with the one that Python stalls at, and wins it.
  ...Array<Stall>(scaled(1, 10)).fill({ ms: 5_000, jobs: 3, longJob: 5 }),
];

const DEADLINE_MS = scaled(60_000, 600_000);

describe("two Python workers that stall where races are lost, beside two of dirq's", function () {
  this.timeout(DEADLINE_MS);
  let sides: BothSides;
  before(async function () {
    sides = await BothSides.get(this);
  });
  afterEach(() => sides.stopAll());

  it("run each job once, lose none, and leave no false mark for longer than 10 s", async () => {
    await Promise.all(STALLS.map(run));
  });

  async function run({ ms, jobs, longJob }: Stall): Promise<void> {
    const queue = new JobQueue(join(temporaryDirectory(), "jobs"));
    const runs = join(temporaryDirectory(), "runs");
    writeFileSync(runs, "");
    const commands = Array.from(
      { length: jobs },
      (_, n) => `echo ${n} >> ${runs}${n % 3 === 0 ? `; sleep ${longJob}` : ""}`,
    );
    const ids = queue.submitMany(commands.map((command) => ({ command, type: "shell" }))).map(({ id }) => id);

    const marks = new MarkWatch(queue);
    try {
      await runSideBySide(queue, { ids, seconds: ms / 1_000 });
    } finally {
      marks.close();
    }
    sides.dirq(queue.directory, "worker", "--rm");

    const lines = readFileSync(runs, "utf8").trim().split("\n").map(Number);
    say(`    a stall of ${ms} ms: ${jobs} jobs, ${lines.length} runs, ${marks.words()}`);
    assert.deepEqual(
      lines.sort((a, b) => a - b),
      commands.map((_, n) => n),
    );
    assert.deepEqual(queue.ids("completed"), ids);
    assert.deepEqual(
      filesIn(queue.directory).filter((path) => /^(failed|running|queued)\/.*json/.test(path)),
      [],
    );
    assert.deepEqual(leftOversIn(queue), []);
    assert.ok(marks.oldestMs < 10_000, `a mark stood for ${marks.oldestMs} ms`);
  }

  async function runSideBySide(queue: JobQueue, { ids, seconds }: Running): Promise<void> {
    // dirq is ready, and comes when Python has read the first job.
    queue.pause();
    const dirq = [0, 1].map(() => sides.startDirqWorker(queue.directory));
    await until("dirq is ready", () => queue.workers().length === dirq.length);
    const python = [0, 1].map(() => sides.startStalledWorker(queue.directory, seconds));
    const firstLock = join(queue.directory, `queued/${ids[0]}.lock`);
    await until("Python is at work", () => existsSync(firstLock) || queue.counts().queued < ids.length);
    queue.resume();
    await Promise.all(python.map(exitOf));
    await until("all jobs have ended", () => queue.ids("completed").length === ids.length, DEADLINE_MS);
    // They stay for 10 s, for a mark that comes late. Sent away before that, they leave this to whoever comes next.
    if (scaled(1, 0) === 1) for (const worker of dirq) worker.kill("SIGTERM");
    await Promise.all(dirq.map(exitOf));
  }
});
