import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DirqError, JobQueue } from "../../src/queue/index.js";
import { Worker, type WorkerEvent } from "../../src/worker/index.js";
import { leftOversIn, temporaryDirectory } from "../queue/temporary-queue.js";
import { until } from "../setup/until.js";
import { needSmallDisk, SmallDisk } from "./small-disk.js";

const KIB = 1024;
const DISK_BYTES = 2 * KIB * KIB;
/** Room for the files of a job, but not for its result. */
const LITTLE = 32 * KIB;
const RESULT = { text: "x".repeat(256 * KIB) };

class WordyWorker extends Worker {
  override processJob() {
    return RESULT;
  }
}

describe("a disk that is full", function () {
  this.timeout(60_000);
  let disk: SmallDisk;
  let queue: JobQueue;
  before(function () {
    needSmallDisk(this);
  });
  beforeEach(() => {
    disk = SmallDisk.mount(temporaryDirectory(), DISK_BYTES);
    queue = new JobQueue(join(disk.directory, "jobs"));
  });
  afterEach(() => disk.unmount());

  it("a worker says that a result does not fit, and records it once there is room", async () => {
    const { id } = queue.submit({});
    disk.fill({ leaving: LITTLE });
    const events: WorkerEvent[] = [];
    const run = new WordyWorker(queue).run({
      stopWhenEmpty: true,
      pollInterval: 0.05,
      onEvent: (event) => events.push(event),
    });
    await until("the worker has trouble twice", () => troublesIn(events).length >= 2);
    for (const error of troublesIn(events)) assert.match(error.message, /no space is left on the disk/);
    assert.equal(queue.get(id)?.state, "running");
    assert.equal(queue.resultText(id), undefined);

    disk.free();
    await run;
    assert.equal(queue.get(id)?.state, "completed");
    assert.deepEqual(JSON.parse(queue.resultText(id) ?? ""), RESULT);
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("nothing is submitted, claimed or lost, and all works again once there is room", () => {
    const ids = queue.submitMany([{ n: 1 }, { n: 2 }]).map(({ id }) => id);
    disk.fill({ leaving: 0 });
    const isFull = (error: unknown): boolean =>
      error instanceof DirqError && error.code === "QUEUE_UNUSABLE" && /no space is left/.test(error.message);
    assert.throws(() => queue.submit({ n: 3 }), isFull);
    assert.throws(() => queue.claimNext(), isFull);
    for (const id of ids) assert.throws(() => queue.remove(id), isFull);
    assert.deepEqual(queue.ids("queued"), ids);
    assert.deepEqual(readdirSync(join(queue.directory, ".dirq/trash")), []);

    disk.free();
    const third = queue.submit({ n: 3 }).id;
    for (let claim = queue.claimNext(); claim !== undefined; claim = queue.claimNext()) {
      queue.finish(claim, { state: "completed", result: {} });
    }
    assert.deepEqual(queue.ids("completed"), [...ids, third]);
    assert.deepEqual(leftOversIn(queue), []);
  });
});

function troublesIn(events: readonly WorkerEvent[]): Error[] {
  return events.flatMap((event) => (event.kind === "trouble" && event.error instanceof Error ? [event.error] : []));
}
