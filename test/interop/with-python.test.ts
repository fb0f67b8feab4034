import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { claimJob } from "../queue/claim-job.js";
import { jobFilesIn, leftOversIn, readIn, temporaryDirectory } from "../queue/temporary-queue.js";
import { BothSides } from "./python.js";

describe("next to the Python package", function () {
  this.timeout(120_000);
  let sides: BothSides;
  let jobs: string;
  let queue: JobQueue;

  before(async function () {
    sides = await BothSides.get(this);
  });
  beforeEach(() => {
    jobs = join(temporaryDirectory(), "jobs");
    queue = new JobQueue(jobs);
  });
  afterEach(() => sides.stopAll());

  it("a job that Python submits runs here, and Python reads its result", () => {
    const id = sides.python(
      jobs,
      `answer = queue.submit({"command": "echo hi", "type": "shell", "big": 2**70, "nan": float("nan")}).id`,
    ) as string;
    const params = queue.paramsText(id);
    sides.dirq(jobs, "worker", "--rm");
    const read = `job = queue.get_job("${id}"); answer = [job.state, job.progress, job.params["big"] == 2**70, job.load_result(queue.base_dir)]`;
    assert.deepEqual(sides.python(jobs, read), [
      "completed",
      1,
      true,
      { command: "echo hi", output: "hi\n", exit_code: 0 },
    ]);
    assert.equal(queue.paramsText(id), params);
  });

  it("a job that is submitted here runs in Python, and its result is read here", () => {
    const { id } = queue.submit({ command: "echo hi", type: "shell", name: "é" });
    sides.werq(jobs, "worker", "--rm", "--poll-interval", "0.01");
    const job = queue.get(id);
    assert.ok(job?.state === "completed");
    assert.deepEqual([job.name, job.progress], ["é", 1]);
    assert.deepEqual(JSON.parse(queue.resultText(id) ?? ""), { command: "echo hi", output: "hi\n" });
    const ran = (job.finishedAt?.getTime() ?? 0) - job.createdAt.getTime();
    assert.ok(ran >= 0 && ran < 60_000, `its times are of this minute: ${ran} ms`);
  });

  it("a failure has the same words on both sides", () => {
    const command = "echo no such thing >&2; exit 3";
    const [here, there] = queue.submitMany([{ command }, { command, type: "shell" }]).map(({ id }) => id);
    const claim = queue.claimNext();
    assert.equal(claim?.id, here);
    sides.werq(jobs, "worker", "--rm", "--poll-interval", "0.01");
    if (claim !== undefined) queue.release(claim);
    sides.dirq(jobs, "worker", "--rm");
    const errors = [here, there].map((id) => {
      const job = queue.get(id ?? "");
      return job?.state === "failed" ? job.error.trim() : job?.state;
    });
    assert.deepEqual(errors, Array(2).fill("Command failed with exit code 3: no such thing"));
    assert.ok(queue.errorText(there ?? "")?.startsWith("Command failed with exit code 3: no such thing\n"));
    assert.ok(queue.errorText(here ?? "")?.startsWith("Command failed with exit code 3: no such thing\n\n"));
  });

  it("an error that is cut inside of an emoji is one that Python can print", () => {
    queue.submit({});
    const claim = claimJob(queue);
    queue.finish(claim, { state: "failed", details: "", error: `!${"\u{1f600}".repeat(1_000)}` });
    const info = sides.werq(jobs, "info", claim.id);
    assert.match(info, /\u{1f600}/u);
    assert.doesNotMatch(info, /surrogates not allowed/);
  });

  it("a file has the same keys in the same order, and times that Python compares with its own", () => {
    const theirs = sides.python(jobs, `answer = queue.submit({"a": 1}).id`) as string;
    const ours = queue.submit({ a: 1 }).id;
    const shape = (id: string) =>
      readIn(queue, `queued/${id}.json`)
        .replace(/"\d{19}"|"[\dT:.-]{26}"/g, "…")
        .trim();
    assert.equal(shape(ours), shape(theirs));
    const claim = queue.claimNext();
    if (claim !== undefined) queue.finish(claim, { state: "completed", result: {} });
    assert.deepEqual(sides.python(jobs, "answer = [[job.id, job.duration is not None] for job in queue.list_jobs()]"), [
      [theirs, true],
      [ours, false],
    ]);
  });

  it("list, info, resubmit and rm of each side see the other side's jobs", () => {
    const theirs = sides.python(
      jobs,
      `answer = queue.submit({"command": "true", "type": "shell", "name": "theirs"}).id`,
    ) as string;
    const ours = sides.dirq(jobs, "submit", "--name", "ours", "true").trim();
    for (const listing of [sides.dirq(jobs, "list"), sides.werq(jobs, "list")]) {
      assert.match(listing, new RegExp(`${ours}[^\\n]*ours[^]*${theirs}[^\\n]*theirs`));
    }
    assert.match(sides.dirq(jobs, "info", theirs), /theirs/);
    assert.match(sides.werq(jobs, "info", ours), /ours/);
    sides.dirq(jobs, "resubmit", theirs);
    sides.werq(jobs, "resubmit", ours, "--name", "again");
    assert.deepEqual(
      queue.list().map(({ id }) => (queue.get(id) as { name?: string }).name),
      ["again", "theirs", "ours", "theirs"],
    );
    sides.dirq(jobs, "rm", theirs);
    sides.werq(jobs, "rm", ours);
    assert.deepEqual([queue.get(theirs), queue.get(ours)], [undefined, undefined]);
    assert.equal(queue.counts().queued, 2);
  });

  it("a custom worker's result under Python's file name is read, and ours under both", () => {
    const id = sides.python(
      jobs,
      `job = queue.submit({"type": "custom"}); queue.pop_next(); job.state = JobState.RUNNING; queue.complete(job, {"loss": 0.5}); answer = job.id`,
    ) as string;
    assert.deepEqual(JSON.parse(queue.resultText(id) ?? ""), { loss: 0.5 });
    assert.ok(jobFilesIn(queue).includes(`completed_results/${id}/results.json`));
  });

  it("two workers of each side run 200 jobs, each exactly once", async () => {
    const ran = await runSideBySide(200, () =>
      [0, 1].flatMap(() => [sides.startDirqWorker(jobs), sides.startPythonWorker(jobs)]),
    );
    assert.deepEqual(
      ran.times,
      ran.ids.map(() => 1),
    );
    assert.deepEqual(queue.ids("completed"), ran.ids);
    assert.deepEqual(leftOversIn(queue), []);
    const names = new Set(queue.list().map((job) => (job.state === "completed" ? job.workerName : "")));
    assert.equal(names.size, 4, `all four workers had jobs: ${[...names].join(", ")}`);
  });

  interface Ran {
    readonly ids: readonly string[];
    /** How often each job was run. */
    readonly times: readonly number[];
  }

  /** Submits jobs that count their runs, and waits until all workers have ended. */
  async function runSideBySide(jobCount: number, start: () => readonly ChildProcess[]): Promise<Ran> {
    const counts = join(temporaryDirectory(), "counts");
    writeFileSync(counts, "");
    const numbers = Array.from({ length: jobCount }, (_, n) => n);
    const ids = queue
      .submitMany(numbers.map((n) => ({ command: `echo ${n} >> ${counts}`, type: "shell" })))
      .map(({ id }) => id);
    await Promise.all(start().map((worker) => once(worker, "exit")));
    const runs = readFileSync(counts, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map(Number);
    return { ids, times: numbers.map((n) => runs.filter((run) => run === n).length) };
  }
});
