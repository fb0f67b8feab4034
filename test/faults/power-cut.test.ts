import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { JobQueue } from "../../src/queue/index.js";
import { say } from "../setup/say.js";
import { assertPromiseKept, oneMoreWorker } from "./aftermath.js";
import { BusyQueue, type Promises } from "./busy-queue.js";
import { DiskImage, needDiskImage, unmountAll } from "./disk-image.js";
import { until } from "../setup/until.js";
import { builtProgram } from "./programs.js";
import { scaled } from "./scale.js";
import { chance } from "./seed.js";
import { seenJobs } from "./seen-jobs.js";

/** The power is cut so often while one disk is in use; then the next one begins empty. */
const CUTS_OF_A_DISK = 5;
const MORE_LINES = 10;
const LONGEST_PAUSE_MS = 60;

interface Moment {
  readonly disk: DiskImage;
  readonly promises: Promises;
}

describe("a power cut at any moment, under four processes that use a queue", function () {
  this.timeout(600_000);
  const program = builtProgram("use-queue");
  before(function () {
    needDiskImage(this);
  });
  afterEach(unmountAll);

  it("loses nothing that was acknowledged, and one more worker ends all", async () => {
    const random = chance();
    const moments = scaled(5, 100);
    let submitted = 0;
    let ended = 0;
    for (let cuts = 0; cuts < moments; cuts += CUTS_OF_A_DISK) {
      for (const moment of await cutPower(random)) {
        check(moment);
        submitted += moment.promises.jobs.size;
        ended += moment.promises.ends.size;
      }
    }
    say(`    ${moments} power cuts; ${submitted} submitted jobs, ${ended} recorded ends`);
  });

  async function cutPower(random: (limit: number) => number): Promise<Moment[]> {
    const disk = DiskImage.make();
    const busy = BusyQueue.start({ directory: join(disk.directory, "jobs"), program, random });
    await until("a worker has ended a job", () => busy.promises().ends.size > 0);
    const moments: Moment[] = [];
    for (let n = 0; n < CUTS_OF_A_DISK; n++) {
      const before = busy.said();
      await until("more was done", () => busy.said() > before + MORE_LINES);
      await setTimeout(random(LONGEST_PAUSE_MS));
      busy.stop();
      const said = busy.said();
      moments.push({ disk: disk.copy(), promises: busy.promises() });
      assert.equal(busy.said(), said, "nobody did anything meanwhile");
      busy.goOn();
    }
    await busy.kill();
    disk.unmount();
    return moments;
  }

  function check({ disk, promises }: Moment): void {
    const untouched = disk.copy();
    const queue = new JobQueue(join(disk.mount().directory, "jobs"));
    try {
      assertWordsKept(queue, promises);
      // It also finishes what was being removed or restored.
      oneMoreWorker(queue.directory);
      assertPromiseKept(queue.directory, [...promises.jobs.keys()]);
      // The disk is small.
      const findings = queue.diagnose().filter(({ kind }) => kind !== "disk-full");
      assert.deepEqual(findings, [], "doctor finds nothing");
    } catch (cause) {
      const kept = join(tmpdir(), `dirq-power-cut-${process.pid}.img`);
      copyFileSync(untouched.file, kept);
      throw new Error(`${(cause as Error).message}\nThe disk as it was left: ${kept}`, { cause });
    } finally {
      disk.unmount();
    }
  }
});

/** What a reader sees at once, before any worker comes by. */
function assertWordsKept(queue: JobQueue, { jobs, ends }: Promises): void {
  const seen = seenJobs(queue.directory, [...jobs.keys()]);
  for (const [id, word] of jobs) {
    const job = seen.get(id);
    if (word === "asked" || job === undefined) continue;
    const end = ends.get(id);
    const isRight = {
      kept: job.state !== "lost" && job.state !== "in the trash" && (end === undefined || job.state === end),
      held: job.isHeld,
      cancelled: job.state === "failed",
      removed: job.state === "in the trash",
    }[word];
    assert.ok(isRight, `job ${id}, ${word}, its worker said ${end ?? "nothing"}: ${JSON.stringify(job)}`);
  }
  // The view of a running job is not synced: whoever brings the job back needs its claim alone.
  const damaged = queue.list().filter((job) => job.state === "damaged" && job.folder !== "running");
  assert.deepEqual(damaged, [], "nothing is empty, and nothing torn");
}
