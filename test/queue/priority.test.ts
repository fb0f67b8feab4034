import assert from "node:assert/strict";
import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { claimJob } from "./claim-job.js";
import { leftOversIn, pythonJob, temporaryQueue, writeIn } from "./temporary-queue.js";

const DONE = { state: "completed", result: {} } as const;
const FAILURE = { state: "failed", error: "no", details: "" } as const;

describe("a job with a priority", () => {
  let queue: JobQueue;
  beforeEach(() => {
    queue = temporaryQueue();
  });

  const submit = (priority?: number) => queue.submit({ n: 1 }, { priority }).id;
  const claim = () => claimJob(queue);
  const claimed = (count: number) => Array.from({ length: count }, () => claim().id);

  it("is taken before those with a smaller one, and of several the oldest first", () => {
    const [plain, late, soon, next, zero] = [submit(), submit(-1), submit(10), submit(10), submit(0)];
    assert.deepEqual(claimed(5), [soon, next, plain, zero, late]);
  });

  it("is taken before those that its worker had listed when it came", () => {
    const [first] = [submit(), submit(), submit()];
    assert.equal(claim().id, first);
    const urgent = new JobQueue(queue.directory).submit({}, { priority: 1 }).id;
    assert.equal(claim().id, urgent);
  });

  it("keeps it when it is held, given back, tried again, and brought back from the trash", () => {
    submit();
    const { id } = queue.submit({}, { priority: 5, retries: 1, retryDelay: 0 });
    queue.hold(id);
    queue.unhold(id);
    queue.release(claim());
    queue.restore(queue.remove(id).name);
    const again = claim();
    assert.deepEqual([again.id, queue.retryLater(again, FAILURE)], [id, true]);
    queue.waitingMover().run();
    assert.equal(claim().id, id);
  });

  it("hands it on when it is submitted again, and says in its file what it is", () => {
    submit();
    const { id, params } = queue.submit({ dirq: { priority: 3 } });
    assert.deepEqual(params, { dirq: { priority: 3 } });
    queue.resubmit(id);
    queue.resubmitEdited(id, '{"dirq": {"priority": 4}}');
    assert.deepEqual([...queue.priorities().values()], [3, 3, 4]);
    assert.deepEqual(claim().job.params["dirq"], { priority: 4, resubmit_of: id });
  });

  it("leaves nothing behind when it has ended, in whichever way", () => {
    const [first, second] = [submit(1), submit(2), submit(3)];
    queue.finish(claim(), DONE);
    queue.finish(claim(), FAILURE);
    assert.deepEqual(queue.priorities(), new Map([[first, 1]]));
    queue.cancel(first);
    assert.deepEqual([leftOversIn(queue), queue.get(second)?.state], [[], "failed"]);
  });

  it("that another program has ended is forgotten in time", () => {
    const [ended, queued] = [submit(1), submit(1)];
    renameSync(join(queue.directory, "queued", `${ended}.json`), join(queue.directory, "completed", `${ended}.json`));
    queue.recovery(() => undefined).run();
    assert.deepEqual(queue.priorities(), new Map([[queued, 1]]));
  });

  it("is found by reading the job alone, where the name says it as well", () => {
    const [plain, urgent] = [submit(), submit(2)];
    const foreign = "9";
    writeIn(queue, `queued/${foreign}.json`, pythonJob(foreign, { params: { dirq: { priority: 3 } } }));
    const places = [...queue.scanFor([plain, urgent, foreign, "nowhere"]).values()];
    assert.deepEqual(queue.prioritiesAt(places), new Map([[urgent, 2]]));
  });

  it("makes no folder in a queue that has none", () => {
    queue.finish((submit(), submit(0), claim()), DONE);
    assert.equal(existsSync(join(queue.directory, ".dirq/priority")), false);
  });

  it("is refused where it is no whole number", () => {
    for (const priority of [1.5, NaN, Infinity, 2 ** 53])
      assert.throws(() => queue.submit({}, { priority }), { code: "INVALID_JOB" });
    submit();
    const fault = { line: 1, column: 11, words: "priority has to be a whole number" };
    assert.deepEqual(queue.faultInEdited('{"dirq": {"priority": "high"}}'), fault);
  });

  it("that was not submitted by dirq has none, and odd names among the priorities mean nothing", () => {
    const [plain, second] = [submit(), submit()];
    for (const name of [`${second}~1.5`, `${second}~`, `${second}~01`, "..~1", "x", `${second}~1e3`])
      writeIn(queue, `.dirq/priority/${name}`, "");
    assert.deepEqual([queue.priorities().size, claim().id], [0, plain]);
  });
});
