import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { claimAs, deadWorker, workerElsewhere } from "./other-workers.js";
import { jobFilesIn, leftOversIn, pythonJob, readIn, temporaryQueue, writeIn } from "./temporary-queue.js";

/** As the names of folders in the trash say it. */
const TODAY = new Date().toISOString().replace(/[-:]|\..*/g, "");

describe("recover", () => {
  let queue: JobQueue;
  let id: string;
  beforeEach(() => {
    queue = temporaryQueue();
    id = queue.submit({ n: 1 }).id;
  });
  const recover = (killed: string[] = []) =>
    new JobQueue(queue.directory).recovery((claim) => killed.push(claim)).run();

  it("brings back the job of a dead worker, and has its processes ended first", () => {
    const before = queue.document(id);
    const token = claimAs(queue, deadWorker(queue));
    const killed: string[] = [];
    assert.deepEqual(recover(killed), [id]);
    assert.deepEqual(killed, [token]);
    assert.equal(queue.document(id), before);
    assert.equal(queue.claimNext()?.attempt, 2);
  });

  it("leaves the job of a worker that lives", () => {
    queue.claimNext();
    assert.deepEqual(recover(), []);
    assert.equal(queue.get(id)?.state, "running");
  });

  it("brings back a job that this worker has claimed but not kept, and leaves the one it works on", () => {
    const other = queue.submit({ n: 2 }).id;
    const [forgotten, held] = [queue.claimNext(), queue.claimNext()];
    assert.ok(forgotten);
    queue.forget(forgotten);
    assert.deepEqual(queue.recovery(() => undefined).run(), [id]);
    assert.equal(queue.get(id)?.state, "queued");
    assert.equal(queue.get(other)?.state, "running");
    assert.equal(held?.isMine(), true);
  });

  it("never touches a job that Python runs", () => {
    rmSync(join(queue.directory, `queued/${id}.json`));
    writeIn(queue, `running/${id}.json`, pythonJob(id, { state: "running" }));
    assert.deepEqual(recover(), []);
    assert.equal(queue.get(id)?.state, "running");
  });

  it("fails a job whose worker died three times", () => {
    for (let death = 1; death <= 3; death++) {
      claimAs(queue, deadWorker(queue));
      recover();
    }
    const job = queue.get(id);
    assert.equal(job?.state === "failed" && job.error, "Worker died 3 times while running this job");
    assert.match(queue.errorText(id) ?? "", /^Worker died 3 times while running this job\n\n/);
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("cancels instead of running again what somebody asked to cancel", () => {
    claimAs(queue, deadWorker(queue));
    queue.cancel(id, { by: "ada" });
    recover();
    const job = queue.get(id);
    assert.equal(job?.state === "failed" && job.error, "Cancelled by ada");
  });

  it("waits for a worker out of sight as long as its beat moves, and 90 s longer", () => {
    const worker = workerElsewhere(queue);
    claimAs(queue, worker);
    let seconds = 0;
    let beat = 0;
    const clocks = { now: Date.now, monotonic: () => seconds * 1_000 };
    const recovery = new JobQueue(queue.directory).recovery(() => undefined, clocks);
    const look = (after: number, { beats }: { beats: boolean }) => {
      seconds += after;
      if (beats) beat++;
      const record = { worker, name: "w", host: "h", pid: 1, slots: 1, started_ms: 0, beat, jobs: [] };
      writeIn(queue, `.dirq/workers/${worker}.json`, JSON.stringify(record));
      return recovery.run();
    };
    for (let n = 0; n < 10; n++) assert.deepEqual(look(30, { beats: true }), []);
    assert.deepEqual(look(30, { beats: false }), []);
    assert.deepEqual(look(30, { beats: false }), []);
    assert.deepEqual(look(29, { beats: false }), []);
    assert.deepEqual(look(1, { beats: false }), [id]);
    assert.deepEqual(
      leftOversIn(queue).filter((path) => path.includes("workers")),
      [],
    );
  });

  it("does not take its own sleep for another's silence", () => {
    claimAs(queue, workerElsewhere(queue));
    let seconds = 0;
    const recovery = new JobQueue(queue.directory).recovery(() => undefined, {
      now: Date.now,
      monotonic: () => (seconds += 3_600) * 1_000,
    });
    assert.deepEqual([recovery.run(), recovery.run(), recovery.run()], [[], [], []]);
    assert.deepEqual(recovery.run(), [id]);
  });

  it("rebuilds a job from its view when somebody deleted .dirq while nothing ran", () => {
    claimAs(queue, deadWorker(queue));
    rmSync(join(queue.directory, ".dirq"), { recursive: true });
    let seconds = 0;
    const other = new JobQueue(queue.directory);
    other.create();
    const recovery = other.recovery(() => undefined, { now: Date.now, monotonic: () => seconds * 1_000 });
    assert.deepEqual(recovery.run(), []);
    seconds = 3;
    assert.deepEqual(recovery.run(), [id]);
    assert.deepEqual([jobFilesIn(other), other.claimNext()?.job.params], [[`queued/${id}.json`], { n: 1 }]);
  });

  it("keeps no result of the attempt from whose view it rebuilds a job: it would be taken for that of a Python worker", () => {
    claimAs(queue, deadWorker(queue));
    writeIn(queue, `completed_results/${id}/result.json`, "{}");
    rmSync(join(queue.directory, ".dirq"), { recursive: true });
    recoverTwice(new JobQueue(queue.directory));
    assert.deepEqual(jobFilesIn(queue), [`completed_results/${id}/result.1.json`, `queued/${id}.json`]);
  });

  it("rebuilds one that was queued beside the record of an unreadable file, which is no end of it", () => {
    claimAs(queue, deadWorker(queue));
    rmSync(join(queue.directory, ".dirq"), { recursive: true });
    writeIn(queue, `failed/${id}.json`, pythonJob(id, { state: "failed", claim: "quarantine" }));
    const other = new JobQueue(queue.directory);
    recoverTwice(other);
    assert.deepEqual(jobFilesIn(other), [`failed/${id}.json`, `queued/${id}.json`]);
  });

  it("rebuilds a job though the folder is in the trash from which it had been restored", () => {
    claimAs(queue, deadWorker(queue));
    rmSync(join(queue.directory, ".dirq"), { recursive: true });
    const manifest = JSON.stringify({ id, state: "queued", removed_ms: Date.now() });
    writeIn(queue, `.dirq/trash/${TODAY}-rm-0123456789ab/manifest.json`, manifest);
    const other = new JobQueue(queue.directory);
    recoverTwice(other);
    assert.deepEqual(jobFilesIn(other), [`queued/${id}.json`]);
  });

  it("takes away a view that stands beside its job in the queue, as a rebuilding that was cut short leaves it", () => {
    claimAs(queue, deadWorker(queue));
    rmSync(join(queue.directory, ".dirq"), { recursive: true });
    const queued = pythonJob(id, { params: { n: 1 } });
    writeIn(queue, `queued/${id}.json`, queued);
    const other = new JobQueue(queue.directory);
    recoverTwice(other);
    assert.deepEqual(jobFilesIn(other), [`queued/${id}.json`]);
    assert.equal(readIn(other, `queued/${id}.json`), queued, "it is the one that was there");
  });

  it("keeps the view of a job whose owner, taken for dead, is about to record its end", () => {
    const token = claimAs(queue, deadWorker(queue));
    rmSync(join(queue.directory, ".dirq"), { recursive: true });
    const staged = `.dirq/claims/${id}~${token}.result`;
    const openSync: typeof nodeFs.openSync = (path, flags, mode) => {
      // Right before the last look it wakes and stages its result, which it will not be able to decide.
      if (String(path).endsWith(".probe")) writeIn(queue, staged, "{}");
      return nodeFs.openSync(path, flags, mode);
    };
    recoverTwice(new JobQueue(queue.directory, { fileSystem: { ...nodeFs, openSync } }));
    assert.deepEqual(jobFilesIn(queue), [`running/${id}.json`]);
    rmSync(join(queue.directory, staged));
    recoverTwice(new JobQueue(queue.directory));
    assert.deepEqual(jobFilesIn(queue), [`queued/${id}.json`]);
  });

  it("leaves the view of a Python worker that takes a job as soon as it is rebuilt", () => {
    claimAs(queue, deadWorker(queue));
    rmSync(join(queue.directory, ".dirq"), { recursive: true });
    const theirs = pythonJob(id, { state: "running" });
    const renameSync: typeof nodeFs.renameSync = (from, to) => {
      nodeFs.renameSync(from, to);
      if (to !== join(queue.directory, `queued/${id}.json`)) return;
      rmSync(to);
      writeIn(queue, `running/${id}.json`, theirs);
    };
    const other = new JobQueue(queue.directory, { fileSystem: { ...nodeFs, renameSync } });
    recoverTwice(other);
    assert.deepEqual(jobFilesIn(other), [`running/${id}.json`]);
    assert.equal(readIn(other, `running/${id}.json`), theirs);
  });

  it("completes an outcome that a dead worker had decided, and drops one that it had only staged", () => {
    const token = claimAs(queue, deadWorker(queue));
    const claims = join(queue.directory, ".dirq/claims");
    const final = pythonJob(id, { state: "completed", claim: token, progress: 1 });
    writeFileSync(join(claims, `${id}~${token}.result`), "{}");
    writeFileSync(join(claims, `${id}~${token}.final`), final);
    renameSync(join(claims, `${id}~${token}`), join(claims, `${id}~${token}.done`));
    const [second] = queue.submitMany([{}]);
    const staged = claimAs(queue, deadWorker(queue));
    writeFileSync(join(claims, `${second?.id}~${staged}.result`), "{}");
    recover();
    assert.deepEqual([queue.get(id)?.state, queue.get(second?.id ?? "")?.state], ["completed", "queued"]);
    recover();
    assert.deepEqual(
      leftOversIn(queue).filter((path) => path.endsWith(".result")),
      [],
    );
  });

  it("leaves its priority and its earlier attempts to a job that it runs again, as the disk has lost its end", () => {
    const { id: important } = queue.submit({ n: 2 }, { priority: 3 });
    writeIn(queue, `.dirq/attempts/${important}~other.1.died`, "");
    const token = claimAs(queue, deadWorker(queue));
    const claim = `.dirq/claims/${important}~${token}`;
    renameSync(join(queue.directory, claim), join(queue.directory, `${claim}.done`));
    writeIn(queue, `${claim}.final`, "");
    recover();
    assert.deepEqual([queue.priorities().get(important), queue.get(important)?.state], [3, "queued"]);
    assert.deepEqual(leftOversIn(queue), [`.dirq/attempts/${important}~other.1.died`, `.dirq/priority/${important}~3`]);
    assert.equal(queue.claimNext()?.attempt, 2);
  });

  it("keeps no result of an attempt whose end the disk has lost where that of a Python worker would be looked for", () => {
    const token = claimAs(queue, deadWorker(queue));
    const claim = `.dirq/claims/${id}~${token}`;
    renameSync(join(queue.directory, claim), join(queue.directory, `${claim}.done`));
    writeIn(queue, `${claim}.result`, "{}");
    writeIn(queue, `${claim}.final`, "");
    recover();
    const results = ["result.1.json", "results.1.json"].map((name) => `completed_results/${id}/${name}`);
    assert.deepEqual(jobFilesIn(queue), [...results, `queued/${id}.json`]);
  });

  it("runs a job again whose decided end is a file too large to be read", () => {
    const token = claimAs(queue, deadWorker(queue));
    const claim = join(queue.directory, `.dirq/claims/${id}~${token}`);
    writeFileSync(`${claim}.final`, "");
    truncateSync(`${claim}.final`, 1024 ** 3);
    renameSync(claim, `${claim}.done`);
    recover();
    assert.equal(queue.get(id)?.state, "queued");
  });
});

/** So far apart that a view without a claim is believed. */
function recoverTwice(queue: JobQueue): void {
  let seconds = 0;
  queue.create();
  const recovery = queue.recovery(() => undefined, { now: Date.now, monotonic: () => seconds * 1_000 });
  for (seconds of [0, 3]) recovery.run();
}
