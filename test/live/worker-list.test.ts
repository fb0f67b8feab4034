import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { LiveIndex } from "../../src/live/live-index/live-index.js";
import { WorkerList } from "../../src/live/status/worker-list.js";
import type { JobQueue } from "../../src/queue/index.js";
import { writePresence } from "../queue/other-workers.js";
import { pythonJob, temporaryQueue, writeIn } from "../queue/temporary-queue.js";
import { until } from "../setup/until.js";

const CLI = resolve(__dirname, "../../dist/cli.js");

const NO_JOBS = { runningWithoutClaim: [], rowsOf: () => [] };

describe("The workers of a queue", () => {
  const started: ChildProcess[] = [];
  afterEach(() => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
  });

  it("are none where there is no sign of one", () => {
    const workers = new WorkerList(temporaryQueue());
    assert.deepEqual(workers.rows(NO_JOBS), []);
    assert.equal(workers.hasChanged(NO_JOBS), false);
  });

  it("are read once for what a look asks of them", () => {
    const queue = temporaryQueue();
    writePresence(queue, "0-1-2-3-000000000000");
    let read = 0;
    const workers = queue.workers.bind(queue);
    queue.workers = () => {
      read++;
      return workers();
    };
    const list = new WorkerList(queue);
    for (const changed of [true, false]) {
      list.staffing(NO_JOBS);
      assert.equal(list.hasChanged(NO_JOBS), changed);
    }
    assert.equal(read, 2);
    assert.equal(list.rows(NO_JOBS).length, 1);
    assert.equal(read, 3);
  });

  it("are shown in a line, whatever they say of themselves", () => {
    const queue = temporaryQueue();
    writePresence(queue, "0-1-2-3-000000000000", { name: "long".repeat(50_000), host: "long".repeat(50_000) });
    assert.ok(JSON.stringify(new WorkerList(queue).rows(NO_JOBS)).length < 1500);
  });

  it("are seen to stop when one is asked to, also by another window", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ command: "until [ -e go ]; do sleep 0.05; done", cwd: queue.directory });
    const workers = new WorkerList(queue);
    const child = startWorker(queue);
    const row = await until("it runs the job", () => workers.rows(NO_JOBS).find(({ jobs }) => jobs.includes(id)));
    assert.equal(workers.hasChanged(NO_JOBS), true);
    assert.deepEqual(
      { name: row.name, pid: row.pid, slots: row.slots, liveness: row.liveness, stopping: row.stopping },
      { name: "lab", pid: child.pid, slots: 2, liveness: "alive", stopping: undefined },
    );
    queue.stopWorker(row.worker, "after-jobs");
    assert.equal(new WorkerList(queue).rows(NO_JOBS)[0]?.stopping, "after-jobs");
    writeIn(queue, "go", "");
    if (child.exitCode === null) await once(child, "exit");
    assert.deepEqual([child.exitCode, queue.ids("completed"), workers.rows(NO_JOBS)], [0, [id], []]);
  });

  it("are known of Python's by the jobs that they run, and cannot be told to live", () => {
    const queue = temporaryQueue();
    for (const [id, worker] of Object.entries({ 1: "py-1", 2: "py-2", 3: "py-1" }))
      writeIn(
        queue,
        `running/${id}.json`,
        pythonJob(id, { worker_name: worker, started_at: `2024-12-04T10:00:0${id}` }),
      );
    const index = new LiveIndex(queue);
    index.look({ reread: true });
    const rows = new WorkerList(queue).rows(index);
    assert.deepEqual(
      rows.map(({ kind, name, jobs, liveness, pid }) => ({ kind, name, jobs, liveness, pid })),
      [
        { kind: "python", name: "py-1", jobs: ["3", "1"], liveness: "unknown", pid: undefined },
        { kind: "python", name: "py-2", jobs: ["2"], liveness: "unknown", pid: undefined },
      ],
    );
    assert.equal(rows[0]?.sinceMs, new Date("2024-12-04T10:00:01").getTime());
    assert.match(rows[0]?.evidence ?? "", /without a claim/);
  });

  it("leave a queue without staff until one comes, and again when the only one is to leave", async () => {
    const queue = temporaryQueue();
    const workers = new WorkerList(queue);
    const staffing = (): string => workers.staffing(NO_JOBS);
    assert.equal(staffing(), "none");
    assert.equal(workers.staffing({ runningWithoutClaim: ["1"] }), "free");
    const command = "until [ -e go ]; do sleep 0.05; done";
    const submit = (): void => void queue.submit({ command, cwd: queue.directory });
    submit();
    const child = startWorker(queue);
    await until("it has one slot left", () => workers.rows(NO_JOBS)[0]?.jobs.length === 1 && staffing() === "free");
    submit();
    await until("it is busy", () => staffing() === "busy");
    queue.stopWorker(workers.rows(NO_JOBS)[0]?.worker ?? "", "now");
    assert.equal(staffing(), "none");
    // It ends the commands that it runs.
    if (child.exitCode === null) await once(child, "exit");
  });

  it("have a log where they were started in the background", () => {
    const queue = temporaryQueue();
    writePresence(queue, "elsewhere-1-17-1-abc", { pid: 17 });
    const workers = new WorkerList(queue);
    assert.equal(workers.rows(NO_JOBS)[0]?.logFile, undefined);
    const log = join(queue.directory, ".dirq", "workers", "17.log");
    writeFileSync(log, "Worker lab-1");
    assert.equal(workers.rows(NO_JOBS)[0]?.logFile, log);
  });

  function startWorker(queue: JobQueue): ChildProcess {
    const args = [CLI, "--jobs-dir", queue.directory, "worker", "--name=lab", "--slots=2"];
    const child = spawn(process.execPath, args, { stdio: "ignore" });
    started.push(child);
    return child;
  }
});
