import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import * as nodeFs from "node:fs";
import { join } from "node:path";
import { AmbiguousIdError, JOB_STATES, JobQueue, type JobOrDamaged } from "../../src/queue/index.js";
import { filesIn, pythonJob, temporaryDirectory, temporaryQueue, writeIn } from "./temporary-queue.js";

const ID = "1733302847123456789";

function inWords(job: JobOrDamaged): string {
  return job.state === "damaged" ? `${job.id} damaged in ${job.folder}: ${job.reason}` : `${job.id} ${job.state}`;
}

describe("reading", () => {
  it("gives the text of a job that has moved since all were looked for", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ a: 1 });
    const places = queue.scan();
    const queued = queue.document(id, { known: places });
    assert.equal(queued, queue.document(id));
    queue.cancel(id);
    assert.match(queue.document(id, { known: places }) ?? "", /"state": "failed"/);
  });

  it("finds where the newest of some states lie from names alone, ids without a time last", () => {
    const queue = temporaryQueue();
    const [a, b, c] = queue.submitMany([{}, {}, {}]).map(({ id }) => id);
    const [held] = queue.submitMany([{}], { hold: true }).map(({ id }) => id);
    queue.claimNext();
    writeIn(queue, "failed/odd.json", "no job");
    const newest = (options: Partial<Parameters<JobQueue["newest"]>[0]>): string[] =>
      queue.newest({ states: JOB_STATES, limit: 10, ...options }).map(({ id, state }) => `${id} ${state}`);
    assert.deepEqual(newest({}), [`${held} queued`, `${c} queued`, `${b} queued`, `${a} running`, "odd failed"]);
    assert.deepEqual(newest({ states: ["queued"], limit: 2 }), [`${held} queued`, `${c} queued`]);
    assert.deepEqual(newest({ matches: (id) => id === b }), [`${b} queued`]);
  });

  it("finds the newest beside any number of ids without a time that sort behind theirs", () => {
    const queue = temporaryQueue();
    const ids = queue.submitMany([{}, {}, {}]).map(({ id }) => id);
    for (let n = 0; n < 10; n++) writeIn(queue, `queued/zzz${n}.json`, "no job");
    const newest = queue.newest({ states: ["queued"], limit: 4 });
    assert.deepEqual(
      newest.map(({ id }) => id),
      [...ids.toReversed(), "zzz9"],
    );
  });

  for (const [states, folder, ending] of [
    [["completed"], "completed", ".json"],
    [["queued"], "waiting", "~held.json"],
  ] as const) {
    it(`finds the newest of many in ${folder}, and stops when the time is up`, () => {
      const ids = Array.from({ length: 3_000 }, (_, n) => `1733302847${String((n * 7) % 3_000).padStart(9, "0")}`);
      let names = 0;
      // A folder with so many files takes its time to be made.
      const opendirSync = (path: nodeFs.PathLike): nodeFs.Dir => {
        const coming = String(path).endsWith(folder) ? ids.map((id) => ({ name: `${id}${ending}` })) : [];
        const dir = { readSync: () => (names++, coming.shift() ?? null), closeSync: () => undefined };
        return dir as unknown as nodeFs.Dir;
      };
      const queue = temporaryQueue({ fileSystem: { ...nodeFs, opendirSync } });
      queue.create();
      const newest = (within: number) => queue.newest({ states, limit: 10, within }).map(({ id }) => id);
      assert.deepEqual(newest(Infinity), ids.toSorted().slice(-10).reverse());
      assert.ok(names >= 3_001, `${names} names were asked for`);
      names = 0;
      assert.equal(newest(-1).length, 10);
      assert.ok(names < 2_000, `${names} names were asked for`);
    });
  }

  it("lists the newest first, over all states or some", () => {
    const queue = temporaryQueue();
    const [a, b, c] = queue.submitMany([{}, {}, {}]).map(({ id }) => id);
    queue.claimNext();
    assert.deepEqual(queue.list().map(inWords), [`${c} queued`, `${b} queued`, `${a} running`]);
    assert.deepEqual(queue.list({ states: ["queued"], limit: 1 }).map(inWords), [`${c} queued`]);
    assert.deepEqual(queue.ids("queued"), [b, c]);
  });

  it("sorts ids of another make among the others by the time that their files tell", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    writeIn(queue, "completed/old one.json", pythonJob("old one", { created_at: "2001-01-01T00:00:00" }));
    writeIn(queue, "completed/new one.json", pythonJob("new one", { created_at: "2999-01-01T00:00:00" }));
    assert.deepEqual(
      queue.list().map((job) => job.id),
      ["new one", id, "old one"],
    );
    assert.deepEqual(
      queue.list({ limit: 2 }).map((job) => job.id),
      ["new one", id],
    );
  });

  it("believes the folder, not the state inside the file", () => {
    const queue = temporaryQueue();
    writeIn(queue, `failed/${ID}.json`, pythonJob(ID, { state: "queued" }));
    const job = queue.get(ID);
    assert.deepEqual(job?.state === "failed" && [job.error, job.finishedAt], ["No error was recorded", undefined]);
  });

  it("shows a job once, in the state that counts, where folders disagree", () => {
    const queue = temporaryQueue();
    for (const state of ["queued", "running", "failed", "completed"])
      writeIn(queue, `${state}/${ID}.json`, pythonJob(ID));
    assert.deepEqual(queue.list().map(inWords), [`${ID} completed`]);
    assert.equal(queue.get(ID)?.state, "completed");
  });

  it("shows a waiting job as queued, with its reason", () => {
    const queue = temporaryQueue();
    queue.create();
    writeIn(queue, `waiting/${ID}~held.json`, pythonJob(ID));
    const job = queue.get(ID);
    assert.deepEqual(job?.state === "queued" && job.waiting, "held");
    assert.equal(queue.counts().queued, 1);
  });

  it("reads times with a zone, percentages as progress, and dirq's own milliseconds first", () => {
    const queue = temporaryQueue();
    writeIn(queue, `running/${ID}.json`, pythonJob(ID, { started_at: "2024-12-04T10:00:00+00:00", progress: 42 }));
    writeIn(
      queue,
      "completed/x.json",
      pythonJob("x", { finished_at: "2024-12-04T10:00:00", finished_ms: 1_733_000_000_000 }),
    );
    const running = queue.get(ID);
    const completed = queue.get("x");
    assert.deepEqual(running?.state === "running" && [running.startedAt, running.progress], [
      new Date("2024-12-04T10:00:00Z"),
      0.42,
    ]);
    assert.deepEqual(completed?.state === "completed" && completed.finishedAt, new Date(1_733_000_000_000));
  });

  it("finds a job by any unique ending of its id", () => {
    const queue = temporaryQueue();
    for (const id of ["1733302847000000123", "1733302847000001123"]) writeIn(queue, `queued/${id}.json`, pythonJob(id));
    assert.equal(queue.resolve("0123"), "1733302847000000123");
    assert.equal(queue.resolve("1733302847000001123"), "1733302847000001123");
    assert.throws(
      () => queue.resolve("123"),
      (error) => error instanceof AmbiguousIdError && error.candidates.length === 2,
    );
    assert.throws(() => queue.resolve("999"), { code: "NOT_FOUND" });
    assert.throws(() => queue.resolve(""), { code: "NOT_FOUND" });
  });

  it("creates nothing where there is no queue, and says how to make one", () => {
    const directory = temporaryDirectory();
    const queue = new JobQueue(join(directory, "jobs"));
    for (const read of [
      () => queue.list(),
      () => queue.get("1"),
      () => queue.cancel("1"),
      () => queue.remove("1"),
      () => queue.resubmit("1"),
    ]) {
      // In VS Code there is no option to choose it with.
      const advice = "Submit a job to create it there, or choose another jobs directory.";
      const message = `There is no jobs directory at ${queue.directory}. ${advice}`;
      assert.throws(read, { code: "NO_QUEUE", message });
    }
    assert.deepEqual(filesIn(directory), []);
  });

  it("says so when the jobs directory is a file", () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, "jobs"), "");
    const queue = new JobQueue(join(directory, "jobs"));
    assert.throws(() => queue.list(), { code: "QUEUE_UNUSABLE", message: /is a file, not a jobs directory/ });
    assert.throws(() => queue.submit({}), { code: "QUEUE_UNUSABLE" });
  });

  it("says so when the path of the jobs directory is too long", () => {
    const directory = join(temporaryDirectory(), "x".repeat(300));
    const queue = new JobQueue(directory);
    const message =
      `Cannot use the jobs directory ${directory}: its path, or a name in it, is too long for the file system ` +
      `(ENAMETOOLONG: name too long, lstat '${directory}/queued'). Choose a jobs directory with a shorter one.`;
    for (const use of [() => queue.list(), () => queue.submit({}), () => queue.exists(), () => queue.diagnose()]) {
      assert.throws(use, { code: "QUEUE_UNUSABLE", message });
    }
  });

  it("says what to do where the disk, or the server that has it, fails", () => {
    for (const [code, words] of [
      ["EIO", "the disk reports an error (EIO: made up). The system's log says more. Try again once that is mended."],
      [
        "ESTALE",
        "its file server does not know it, or a file in it, any more (ESTALE: made up). Try again. If it stays so, mount it anew.",
      ],
      ["ETIMEDOUT", "its file server does not answer (ETIMEDOUT: made up). Try again once it does."],
      ["ENOTCONN", "its file server does not answer (ENOTCONN: made up). Try again once it does."],
    ] as const) {
      const fails = (): never => {
        throw Object.assign(new Error(`${code}: made up`), { code, syscall: "scandir" });
      };
      const queue = temporaryQueue({ fileSystem: { ...nodeFs, readdirSync: fails } });
      queue.create();
      assert.throws(() => queue.list(), {
        code: "QUEUE_UNUSABLE",
        message: `Cannot use the jobs directory ${queue.directory}: ${words}`,
      });
    }
  });

  it("refuses to write to a queue of a newer format", () => {
    const queue = temporaryQueue();
    queue.create();
    writeIn(queue, ".dirq/queue.json", '{"format": 2}');
    assert.throws(() => new JobQueue(queue.directory).submit({}), { code: "UNKNOWN_FORMAT" });
  });
});

describe("reading what is half-done", () => {
  it("shows a running job by its claim where its view was cut short", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ n: 1 });
    queue.claimNext();
    writeIn(queue, `running/${id}.json`, "");
    const job = queue.get(id);
    assert.deepEqual(job?.state === "running" && [job.params, job.startedAt], [{ n: 1 }, undefined]);
  });

  it("shows a waiting job whose end is decided and not yet published", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ n: 1 }, { hold: true });
    const taken = join(queue.directory, ".dirq/claims", `${id}~${queue.worker}.r1.done`);
    renameSync(queue.jobFile(id), taken);
    writeIn(queue, `.dirq/claims/${id}~${queue.worker}.r1.final`, pythonJob(id, { state: "failed" }));
    assert.deepEqual(
      [...queue.list(), queue.get(id)].map((job) => job && inWords(job)),
      Array(2).fill(`${id} queued`),
    );
    assert.equal(queue.jobFile(id), taken);
  });

  it("says that the file of a Python worker's job is being written, unless it has not changed for a minute", () => {
    const queue = temporaryQueue();
    writeIn(queue, `running/${ID}.json`, "");
    assert.deepEqual(queue.list().map(inWords), [`${ID} damaged in running: being written just now`]);
    const minuteAgo = Date.now() / 1_000 - 61;
    utimesSync(join(queue.directory, `running/${ID}.json`), minuteAgo, minuteAgo);
    assert.deepEqual(queue.list().map(inWords), [`${ID} damaged in running: the file is empty`]);
  });
});

describe("a damaged job", () => {
  const cases: [string, RegExp, (path: string) => void][] = [
    ["empty", /the file is empty/, (path) => writeFileSync(path, "")],
    ["cut off", /not valid JSON/, (path) => writeFileSync(path, pythonJob(ID).slice(0, 60))],
    ["not an object", /not a job: it is not a JSON object/, (path) => writeFileSync(path, "[1]")],
    ["without params", /not a job: params/, (path) => writeFileSync(path, "{}")],
    [
      "with a time that is none",
      /created_at is not a time/,
      (path) => writeFileSync(path, pythonJob("x", { created_at: "soon" })),
    ],
    ["nested without end", /nested more deeply/, (path) => writeFileSync(path, "[".repeat(500_000))],
    ["larger than 1 MiB", /larger than the 1048576/, (path) => (writeFileSync(path, ""), truncateSync(path, 1 << 30))],
    ["a directory", /a directory, not a file/, (path) => mkdirSync(path)],
    ["a link", /a symbolic link/, (path) => symlinkSync("/etc/passwd", path)],
    ["a pipe", /not a regular file/, (path) => execFileSync("mkfifo", [path])],
  ];
  for (const [kind, reason, make] of cases) {
    it(`that is ${kind} is listed with the reason, and the others are listed too`, () => {
      const queue = temporaryQueue();
      const { id } = queue.submit({});
      const path = join(queue.directory, "queued", "x.json");
      make(path);
      const [fine, damaged] = queue.list();
      assert.equal(fine?.id, id);
      assert.ok(damaged?.state === "damaged", "it is damaged");
      assert.deepEqual([damaged.id, damaged.folder, damaged.path], ["x", "queued", path]);
      assert.match(damaged.reason, reason);
      assert.equal(queue.counts().queued, 2);
    });
  }

  it("can be moved to the trash and back, whatever it is", () => {
    const queue = temporaryQueue();
    queue.create();
    symlinkSync("/etc/passwd", join(queue.directory, "queued", "x.json"));
    const { name } = queue.remove("x");
    assert.deepEqual(queue.list(), []);
    queue.restore(name);
    assert.equal(queue.list()[0]?.state, "damaged");
  });

  it("is one whose name is no text", () => {
    const queue = temporaryQueue();
    queue.create();
    writeFileSync(
      Buffer.concat([Buffer.from(join(queue.directory, "queued/a")), Buffer.from([0xff]), Buffer.from(".json")]),
      "{}",
    );
    const [job] = queue.list();
    assert.equal(job?.state === "damaged" && job.reason, "its name is not valid UTF-8");
  });

  it("is neither cancelled nor resubmitted, and the reason is said", () => {
    const queue = temporaryQueue();
    queue.create();
    symlinkSync("/etc/passwd", join(queue.directory, "queued", "x.json"));
    for (const attempt of [() => queue.cancel("x"), () => queue.resubmit("x")]) {
      assert.throws(attempt, { code: "INVALID_JOB", message: /a symbolic link, which is not followed/ });
    }
  });

  it("cannot lead out of the queue by its name", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    writeIn(queue, "queued/...json", pythonJob(".."));
    for (const name of ["..", ".", "", "../queued", `../queued/${id}`, "a\0b", "x".repeat(300)]) {
      assert.equal(queue.get(name), undefined);
      assert.throws(() => queue.remove(name), { code: "NOT_FOUND" });
    }
    assert.equal(queue.list().length, 2);
  });
});
