import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { DirqError, JobQueue, JsonText } from "../../src/queue/index.js";
import { filesIn, jobFilesIn, readIn, temporaryDirectory, temporaryQueue } from "./temporary-queue.js";

describe("submit", () => {
  it("writes the file that Python would write", () => {
    const queue = temporaryQueue();
    const job = queue.submit({ command: "echo hi", type: "shell" });
    const created = /"created_at": "([^"]+)"/.exec(readIn(queue, `queued/${job.id}.json`))?.[1] ?? "";
    assert.match(created, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/);
    assert.equal(
      readIn(queue, `queued/${job.id}.json`),
      `{
  "id": "${job.id}",
  "state": "queued",
  "params": {
    "command": "echo hi",
    "type": "shell"
  },
  "created_at": "${created}",
  "started_at": null,
  "finished_at": null,
  "error": null,
  "worker_name": null,
  "progress": 0.0
}
`,
    );
  });

  it("makes the queue when there is none, hidden from git", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    assert.deepEqual(filesIn(queue.directory), [
      ".dirq/attempts/",
      ".dirq/claims/",
      ".dirq/quarantine/",
      ".dirq/queue.json",
      ".dirq/requests/",
      ".dirq/tmp/",
      ".dirq/trash/",
      ".dirq/workers/",
      ".gitignore",
      "completed/",
      "completed_results/",
      "failed/",
      `queued/${id}.json`,
      "running/",
      "waiting/",
    ]);
  });

  it("returns the job as a union on its state", () => {
    const queue = temporaryQueue();
    const job = queue.submit({ name: "train", epochs: 3 });
    assert.deepEqual(job, {
      id: job.id,
      state: "queued",
      params: { name: "train", epochs: 3 },
      name: "train",
      createdAt: job.createdAt,
      waiting: undefined,
    });
    assert.deepEqual(queue.get(job.id), job);
  });

  it("gives ids of 19 digits that sort in order of submission", () => {
    const jobs = temporaryQueue().submitMany(Array.from({ length: 500 }, (_, n) => ({ n })));
    const ids = jobs.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)].sort());
    assert.ok(ids.every((id) => /^\d{19}$/.test(id)));
  });

  it("keeps numbers as they are spelled", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit(JsonText.parse('{"a": 1.0, "b": NaN, "c": 12345678901234567890}'));
    assert.equal(queue.paramsText(id), '{\n  "a": 1.0,\n  "b": NaN,\n  "c": 12345678901234567890\n}');
  });

  it("refuses what a job's file cannot hold, and writes nothing", () => {
    const queue = temporaryQueue();
    const cycle: Record<string, never> = {};
    Object.assign(cycle, { cycle });
    for (const params of [{ big: "x".repeat(1024 * 1024) }, cycle]) {
      assert.throws(() => queue.submitMany([{ fine: true }, params]), { code: "INVALID_JOB" });
    }
    assert.equal(queue.exists(), false);
  });

  it("takes another id when one is taken", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const random = Math.random;
    const now = Date.now;
    try {
      // The same clock and the same dice as another process that was here before.
      Math.random = () => 0.5;
      Date.now = () => Number(id.slice(0, 13)) + 86_400_000;
      const taken = `${Date.now()}500000`;
      nodeFs.writeFileSync(`${queue.directory}/completed/${taken}.json`, "{}");
      assert.notEqual(queue.submit({}).id, taken);
    } finally {
      Math.random = random;
      Date.now = now;
    }
    assert.equal(jobFilesIn(queue).length, 3);
  });

  it("says so when the disk that holds the queue is gone, and creates nothing in its place", () => {
    const directory = temporaryDirectory();
    const queue = new JobQueue(`${directory}/jobs`);
    queue.submit({});
    nodeFs.rmSync(`${directory}/jobs`, { recursive: true });
    assert.throws(
      () => queue.submit({}),
      (error) => error instanceof DirqError && /still mounted/.test(error.message),
    );
    assert.deepEqual(nodeFs.readdirSync(directory), []);
  });
});
