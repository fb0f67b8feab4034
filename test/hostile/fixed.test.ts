import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { JobQueue } from "../../src/queue/index.js";
import { newWorkerId } from "../../src/queue/processes/identity.js";
import { endWords, firstLine } from "../../src/wording/index.js";
import { places } from "../cli/dirq.js";
import { claimJob } from "../queue/claim-job.js";
import { filesIn, pythonJob, readIn, temporaryDirectory, temporaryQueue, writeIn } from "../queue/temporary-queue.js";
import { deadWorker } from "./cases/dead-worker.js";

/** A queue that is there, in which nothing has happened. */
function freshQueue(): JobQueue {
  const queue = temporaryQueue();
  queue.create();
  return queue;
}

function recover(queue: JobQueue): string[] {
  return queue.recovery(() => undefined).run();
}

describe("What hostile files have once broken", () => {
  for (const [written, reason] of [
    [1e308, "at-8640000000000000"],
    [Infinity, "at-8640000000000000"],
  ] as const) {
    it(`a job that is not to run before ${written} waits, and is not lost under a name that nobody can read`, () => {
      const queue = freshQueue();
      const { id } = queue.submit({ dirq: { not_before: written } });
      assert.deepEqual(queue.list(), [{ ...queue.get(id), waiting: reason }]);
    });
  }

  it("a job whose delay lies before time began is tried again at once, and is not lost either", () => {
    const queue = freshQueue();
    const { id } = queue.submit({ dirq: { retries: 2, retry_delay: -1e308 } });
    for (let tries = 0; tries < 2; tries++) {
      const claim = claimJob(queue);
      assert.ok(queue.retryLater(claim, { state: "failed", error: "no", details: "" }));
      queue.waitingMover().run();
    }
    assert.deepEqual(queue.ids("queued"), [id]);
  });

  it("a due job does not replace another of its id in the queue, nor does a job that is held or given back", () => {
    const queue = freshQueue();
    writeIn(queue, "queued/x.json", pythonJob("x", { error: "first" }));
    for (const why of ["at-1", "held"]) writeIn(queue, `waiting/x~${why}.json`, pythonJob("x", { error: why }));
    writeIn(queue, `.dirq/claims/x~${deadWorker()}.1`, pythonJob("x", { error: "claimed" }));
    queue.waitingMover().run();
    recover(queue);
    assert.throws(() => queue.hold("x"), { code: "CONFLICT" });
    const files = filesIn(queue.directory).filter((path) => !path.endsWith("/"));
    const errors = files.flatMap((path) => /"error": "(.*)"/.exec(readIn(queue, path))?.[1] ?? []);
    assert.deepEqual(errors.sort(), ["at-1", "claimed", "first", "held"]);
  });

  it("a trash folder that is a link brings nothing back from where it leads", () => {
    const queue = freshQueue();
    const outside = temporaryDirectory();
    const name = "20260101T000000-rm-0123456789ab";
    symlinkSync(outside, join(queue.directory, ".dirq/trash", name));
    writeIn(queue, `.dirq/trash/${name}/job.json`, pythonJob("x"));
    writeIn(queue, `.dirq/trash/${name}/manifest.json`, `{"id": "x", "state": "queued", "removed_ms": 1}`);
    assert.deepEqual(queue.trash(), []);
    assert.throws(() => queue.restore(name), { code: "NOT_FOUND" });
    recover(queue);
    assert.deepEqual(filesIn(outside), ["job.json", "manifest.json"]);
  });

  for (const folder of ["queued", "failed", "waiting", ".dirq", ".dirq/claims", ".dirq/trash"]) {
    it(`a queue whose ${folder} is a link is neither read nor written`, () => {
      const queue = temporaryQueue();
      const outside = temporaryDirectory();
      for (const each of ["completed", ".dirq"].filter((name) => name !== folder)) {
        mkdirSync(join(queue.directory, each), { recursive: true });
      }
      symlinkSync(outside, join(queue.directory, folder));
      for (const use of [() => queue.list(), () => queue.submit({}), () => queue.claimNext()]) {
        assert.throws(use, {
          code: "QUEUE_UNUSABLE",
          message: /is a link\. Nothing but completed_results may be a link/,
        });
      }
      assert.deepEqual(
        queue.diagnose().map(({ kind, path }) => [kind, path]),
        [["misplaced", join(queue.directory, folder)]],
      );
      assert.deepEqual(filesIn(outside), []);
    });
  }

  it("a result directory that is a link shows nothing of where it leads", () => {
    const queue = freshQueue();
    const outside = temporaryQueue();
    writeIn(outside, "result.json", `{"secret": 1}`);
    writeIn(outside, "error.txt", "secret");
    writeIn(queue, "completed/x.json", pythonJob("x"));
    symlinkSync(outside.directory, queue.resultDirectory("x"));
    assert.deepEqual([queue.resultText("x"), queue.errorText("x")], [undefined, undefined]);
  });

  for (const [what, make] of [
    ["a directory", (path: string) => void mkdirSync(path)],
    ["a FIFO", (path: string) => void execFileSync("mkfifo", [path])],
    ["a link", (path: string) => symlinkSync("/etc/passwd", path)],
  ] as const) {
    it(`${what} where a file of dirq's own belongs keeps nobody from the other jobs`, () => {
      const queue = freshQueue();
      const dead = deadWorker();
      writeIn(queue, "queued/cancelled.json", pythonJob("cancelled"));
      writeIn(queue, "queued/good.json", pythonJob("good"));
      writeIn(queue, `.dirq/claims/retried~${dead}.1`, pythonJob("retried"));
      writeIn(queue, `.dirq/claims/decided~${dead}.1.done`, pythonJob("decided"));
      writeIn(queue, `.dirq/claims/damaged~${dead}.2`, pythonJob("damaged"));
      const odd = [
        ".dirq/requests/cancelled.cancel",
        `.dirq/attempts/retried~${dead}.1.failed`,
        `.dirq/claims/decided~${dead}.1.final`,
        `.dirq/claims/odd~${dead}.1`,
        `.dirq/workers/${dead}.json`,
        ".dirq/workers/0-0-0-0-0.json",
        ".dirq/trash/29990101T000000-rm-0123456789ab",
        "failed/good.json",
      ].map((path) => join(queue.directory, path));
      for (const path of odd) make(path);
      recover(queue);
      const claimed = [1, 2, 3, 4].map(() => queue.claimNext()?.id);
      assert.deepEqual(claimed, ["damaged", "decided", "good", "retried"]);
      assert.deepEqual(queue.workers(), []);
      // In place, but for the claim, which was in the way: a dead worker's goes back into the queue, whatever it is.
      const places = odd.map((path) => (path.includes("/odd~") ? join(queue.directory, "queued/odd.json") : path));
      assert.deepEqual(
        places.filter((path) => !filesOf(queue).includes(path)),
        [],
      );
    });
  }

  it("a job ends although something odd lies where its record belongs, and that is set aside", () => {
    const queue = freshQueue();
    writeIn(queue, "queued/x.json", pythonJob("x"));
    mkdirSync(join(queue.directory, "completed/x.json"));
    mkdirSync(join(queue.directory, "running/x.json"));
    const claim = claimJob(queue);
    queue.finish(claim, { state: "completed", result: {} });
    assert.match(filesIn(join(queue.directory, "completed")).join(), /^x\.json,x\.json\.[0-9a-f]{12}\.set-aside\/$/);
  });

  it("a claim whose id is a path is none of ours, and is left where it is", () => {
    const queue = freshQueue();
    const names = ["..", ".", "a b"].map((id) => `${id}~${deadWorker()}.1.done`);
    for (const name of names) writeIn(queue, `.dirq/claims/${name}`, pythonJob("x"));
    recover(queue);
    assert.deepEqual(filesIn(join(queue.directory, ".dirq/claims")), names.sort());
  });

  it("a worker is shown with the process that its file's name says, which is the one that was looked at", () => {
    const queue = freshQueue();
    const worker = newWorkerId();
    const record = { worker: "other", name: "n", host: "h", pid: -1, slots: 1, started_ms: 1, beat: 1, jobs: [] };
    writeIn(queue, `.dirq/workers/${worker}.json`, JSON.stringify(record));
    const [shown] = queue.workers();
    assert.deepEqual([shown?.worker, shown?.pid, shown?.liveness], [worker, process.pid, "alive"]);
  });

  it("a progress that is no number is none, and times that are none are not known", () => {
    const queue = freshQueue();
    const text = pythonJob("x", { progress: "P", started_ms: 1e300, finished_ms: -1e300 }).replace(`"P"`, "NaN");
    writeIn(queue, "failed/x.json", text);
    const job = queue.get("x");
    assert.ok(job?.state === "failed");
    assert.deepEqual([job.progress, job.startedAt, job.finishedAt], [0, undefined, undefined]);
  });

  it("a line of a million carriage returns takes no time to read", () => {
    const start = performance.now();
    assert.equal(firstLine(`${"\r".repeat(1_000_000)}x`), "x");
    assert.equal(firstLine(`x${"\r".repeat(1_000_000)}`), "x");
    assert.ok(performance.now() - start < 5_000);
  });

  it("a signal that is an escape sequence is shown as one", () => {
    assert.equal(endWords({ kind: "signal", signal: "\x1b[31m" }), "killed by \\x1b[31m");
  });
});

function filesOf(queue: JobQueue): string[] {
  return filesIn(queue.directory).map((path) => join(queue.directory, path.replace(/\/$/, "")));
}

describe("What hostile files have once broken on the command line", () => {
  const here = places();

  for (const code of [1e300, -1.5, 256, NaN]) {
    it(`a job that ended with ${code} is waited for, and is a failure`, () => {
      here.place.queue.create();
      writeIn(here.place.queue, "failed/x.json", pythonJob("x", { exit_code: code, error: "no" }));
      assert.equal(here.place.dirq(["wait", "x"]).code, 1);
    });
  }

  it("words about a job whose id is an escape sequence show it as one", () => {
    here.place.queue.create();
    const id = "\x1b]0;title\x07\u202e";
    writeIn(here.place.queue, `failed/${id}.json`, pythonJob("x", { error: "no" }));
    for (const command of ["wait", "logs", "monitor"]) {
      const { stdout, stderr } = here.place.dirq([command, id]);
      assert.match(stdout + stderr, /\\x1b\]0;title\\x07\\u202e/);
      assert.doesNotMatch(stdout + stderr, /[^\P{Cc}\n]|\u202e/u);
    }
  });

  it("JSON for programs is ASCII, whatever it says", () => {
    here.place.queue.create();
    writeIn(here.place.queue, "completed_results/\x9b\u202e/result.json", "{}");
    const { stdout } = here.place.dirq(["doctor", "--json"]);
    assert.match(stdout, /^[\n\x20-\x7e]+$/);
    assert.equal((JSON.parse(stdout) as { findings: { id: string }[] }).findings[0]?.id, "\x9b\u202e");
  });

  it("a worker in the background does not wait for somebody to read its log", () => {
    here.place.queue.create();
    const log = join(here.place.jobs, ".dirq/workers/mine.log");
    execFileSync("mkfifo", [log]);
    const { code, stderr } = here.place.dirq(["worker", "--detach", "--name", "mine"]);
    assert.equal(code, 1);
    assert.match(stderr, /mine\.log is no file/);
  });

  it("a job whose name holds a NUL is run", async () => {
    here.place.queue.submit({ command: 'printf %s "$DIRQ_JOB_NAME" > name', name: "a\0b" });
    await here.place.work();
    const [id = ""] = here.place.queue.ids("completed");
    assert.equal(readFileSync(join(here.place.queue.resultDirectory(id), "name"), "utf8"), "ab");
  });

  it("a file that cannot be read as a job does not replace the record of one that has ended", async function () {
    this.timeout(120_000);
    const { queue } = here.place;
    queue.create();
    writeIn(queue, "failed/x.json", pythonJob("x", { error: "the record" }));
    writeIn(queue, "queued/x.json", "no job");
    writeIn(queue, "queued/y.json", "no job");
    mkdirSync(join(queue.directory, "completed_results/y/error.txt"), { recursive: true });
    await here.place.work();
    assert.deepEqual(queue.ids("queued"), []);
    assert.match(readIn(queue, "failed/x.json"), /the record/);
    assert.equal(filesIn(join(queue.directory, ".dirq/quarantine")).length, 2);
    assert.ok(existsSync(join(queue.directory, "completed_results/y/error.txt")));
  });
});
