import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { DirqError, JobQueue, JsonText } from "../../src/queue/index.js";
import { newJobId } from "../../src/queue/format/job-id.js";
import { tellingOfListings } from "./telling-of-listings.js";
import { filesIn, leftOversIn, readIn, temporaryDirectory, temporaryQueue, writeIn } from "./temporary-queue.js";

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

  it("names the jobs that are in the queue although the disk does not confirm it", () => {
    let fails = false;
    const fsyncSync: typeof nodeFs.fsyncSync = (file) => {
      if (fails && nodeFs.fstatSync(file).isDirectory())
        throw Object.assign(new Error("EIO: made up"), { code: "EIO", syscall: "fsync" });
      nodeFs.fsyncSync(file);
    };
    const queue = temporaryQueue({ fileSystem: { ...nodeFs, fsyncSync } });
    queue.create();
    fails = true;
    const before = new Set<string>();
    for (const count of [1, 3]) {
      const said = messageOf(() => queue.submitMany(Array.from({ length: count }, () => ({}))));
      const ids = queue.ids("queued").filter((id) => !before.has(id));
      const [first = "", last = ""] = [ids[0], ids.at(-1)];
      const named =
        count === 1
          ? `Job ${first} is in the queue, but a power cut may take it`
          : `3 of 3 jobs, ${first} to ${last}, are in the queue, but a power cut may take them`;
      assert.equal(said.split(" away: the disk does not confirm it. ")[0], named);
      for (const id of ids) before.add(id);
    }
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

  it("makes the queue also where another makes its directory at the same moment", () => {
    const directory = `${temporaryDirectory()}/jobs`;
    const mkdirSync = ((path: string) => {
      const isTooEarly = !nodeFs.existsSync(directory) && path !== directory;
      if (!isTooEarly) return nodeFs.mkdirSync(path);
      try {
        return nodeFs.mkdirSync(path);
      } finally {
        nodeFs.mkdirSync(directory);
      }
    }) as typeof nodeFs.mkdirSync;
    const { id } = new JobQueue(directory, { fileSystem: { ...nodeFs, mkdirSync } }).submit({});
    assert.equal(nodeFs.existsSync(`${directory}/queued/${id}.json`), true);
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

  it("shows letters of every script, which stand in the file as Python writes them", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ name: "超参数 🚀" });
    assert.equal(queue.paramsText(id), '{\n  "name": "超参数 🚀"\n}');
    assert.match(queue.document(id) ?? "", /"\\u8d85\\u53c2\\u6570 \\ud83d\\ude80"/);
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

  for (const place of [
    "waiting/ID~held.json",
    ".dirq/claims/ID~w.1",
    "running/ID.json",
    "completed_results/ID/x.txt",
  ]) {
    it(`takes other ids for all of a batch when one is taken, and keeps their order (${place})`, () => {
      const queue = temporaryQueue();
      queue.create();
      const ids = withLoadedDice((taken) => {
        writeIn(queue, place.replace("ID", taken), "{}");
        const submitted = queue.submitMany([{}, {}, {}]).map(({ id }) => id);
        assert.ok(!submitted.includes(taken));
        return submitted;
      });
      assert.deepEqual([ids.toSorted(), nodeFs.readdirSync(`${queue.directory}/.dirq/tmp`)], [ids, []]);
      assert.deepEqual(
        nodeFs.readdirSync(`${queue.directory}/queued`),
        ids.map((id) => `${id}.json`),
      );
    });
  }

  it("submits many while other work goes on, in their order, and leaves nothing aside", async () => {
    const queue = temporaryQueue();
    const jobs = await queue.submitManyMeanwhile(Array.from({ length: 40 }, (_, n) => ({ n })));
    assert.deepEqual(queue.list().reverse(), jobs);
    assert.deepEqual(
      jobs.map(({ params }) => params["n"]),
      Array.from({ length: 40 }, (_, n) => n),
    );
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("reads the names of waiting jobs once for hundreds of new ones, with few files open", () => {
    const listed: string[] = [];
    let [open, mostOpen] = [0, 0];
    const queue = temporaryQueue({
      fileSystem: {
        ...tellingOfListings(listed),
        openSync: (...args) => {
          mostOpen = Math.max(mostOpen, ++open);
          return nodeFs.openSync(...args);
        },
        closeSync: (file) => {
          open--;
          nodeFs.closeSync(file);
        },
      },
    });
    const ids = queue.submitMany(new Array(520).fill({}), { hold: true }).map(({ id }) => id);
    assert.deepEqual([listed.filter((name) => name === "waiting").length, open, mostOpen <= 20], [2, 0, true]);
    assert.deepEqual([ids.length, ids.toSorted()], [520, ids]);
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

/** The same clock and the same dice as another process that was here before and took `taken`. */
function withLoadedDice<T>(action: (taken: string) => T): T {
  const { random } = Math;
  const { now } = Date;
  const ms = Number(newJobId().slice(0, 13)) + 86_400_000;
  try {
    Math.random = () => 0.5;
    Date.now = () => ms;
    return action(`${ms}500000`);
  } finally {
    Math.random = random;
    Date.now = now;
  }
}

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}
