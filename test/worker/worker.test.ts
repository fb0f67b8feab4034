import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { existsSync, renameSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { JobQueue, JobState, JsonObject, QueuedJob, RunningJob } from "../../src/queue/index.js";
import { JobFailure, ShellWorker, Worker, type JobContext, type WorkerEvent } from "../../src/worker/index.js";
import { slowDisk } from "../queue/slow-disk.js";
import { jobFilesIn, leftOversIn, readIn, temporaryQueue } from "../queue/temporary-queue.js";
import { until } from "../setup/until.js";

/** Runs each job with a function. */
class FunctionWorker extends Worker {
  constructor(
    queue: JobQueue,
    private readonly process: (job: RunningJob, context: JobContext) => JsonObject | void | Promise<JsonObject | void>,
  ) {
    super(queue);
  }
  override processJob(job: RunningJob, context: JobContext) {
    return this.process(job, context);
  }
}

function stateOf(queue: JobQueue, id: string): JobState | "damaged" | undefined {
  return queue.get(id)?.state;
}

describe("a custom worker", () => {
  it("runs its jobs and leaves the others", async () => {
    const queue = temporaryQueue();
    const [own, shell] = queue.submitMany([{ type: "own", n: 1 }, { command: "false" }]).map(({ id }) => id);
    await new FunctionWorker(queue, (job) => ({ twice: Number(job.params["n"]) * 2 })).run({ stopWhenEmpty: true });
    assert.deepEqual(JSON.parse(queue.resultText(own ?? "") ?? ""), { twice: 2 });
    assert.equal(stateOf(queue, shell ?? ""), "queued");
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("reports progress, leaves files, and knows its slot and attempt", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const seen: unknown[] = [];
    const worker = new FunctionWorker(queue, async (_job, { resultDir, reportProgress, slot, attempt, workerName }) => {
      reportProgress(0.25);
      const job = queue.get(id);
      seen.push(job?.state === "running" && job.progress, slot, attempt, workerName);
      await writeFile(join(resultDir, "checkpoint"), "");
    });
    await worker.run({ stopWhenEmpty: true, name: "w1" });
    assert.deepEqual(seen, [0.25, 0, 1, "w1"]);
    assert.ok(jobFilesIn(queue).includes(`completed_results/${id}/checkpoint`));
  });

  it("says in the job's output what it logs, a line at a time as console.log would, and nothing once the job has ended", async () => {
    const queue = temporaryQueue();
    const [wordy, silent] = queue.submitMany([{ n: 1 }, { n: 2 }]).map(({ id }) => id);
    const logs: JobContext["log"][] = [];
    const worker = new FunctionWorker(queue, ({ id }, { log }) => {
      logs.push(log);
      if (id !== wordy) return;
      log("loss", 0.5, { rate: 0.1 });
      assert.equal(readIn(queue, `completed_results/${id}/output.log`), "loss 0.5 { rate: 0.1 }\n");
      log("%d of 3", 2);
    });
    await worker.run({ stopWhenEmpty: true });
    for (const log of logs) log("too late");
    assert.equal(readIn(queue, `completed_results/${wordy}/output.log`), "loss 0.5 { rate: 0.1 }\n2 of 3\n");
    assert.equal(existsSync(join(queue.resultDirectory(silent ?? ""), "output.log")), false);
  });

  it("fails no job for a log that cannot be made, and says so where another error is told", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const worker = new FunctionWorker(queue, async (_job, { log, resultDir }) => {
      await writeFile(join(resultDir, "output.log"), "mine");
      log("hello");
      throw new JobFailure("no", { details: "why" });
    });
    await worker.run({ stopWhenEmpty: true });
    assert.match(
      queue.errorText(id) ?? "",
      /^no\n\nwhy\n\[dirq: output\.log may lack some lines: .* file already exists/,
    );
    assert.equal(readIn(queue, `completed_results/${id}/output.log`), "mine");
  });

  it("completes a job whose log cannot be made, looks for that once a second and not for each line, and tells of it", async () => {
    let looks = 0;
    const lstatSync = ((path: string, ...rest: never[]) => {
      if (path.endsWith("cancel")) looks++;
      return nodeFs.lstatSync(path, ...rest);
    }) as typeof nodeFs.lstatSync;
    const queue = temporaryQueue({ fileSystem: { ...nodeFs, lstatSync } });
    const { id } = queue.submit({});
    const worker = new FunctionWorker(queue, async (_job, { log, resultDir }) => {
      await writeFile(join(resultDir, "output.log"), "mine");
      for (let n = 0; n < 2_000; n++) log("line", n);
    });
    const troubles: string[] = [];
    const onEvent = (event: WorkerEvent) => event.kind === "trouble" && troubles.push(String(event.error));
    await worker.run({ stopWhenEmpty: true, onEvent });
    assert.match(
      troubles.join(),
      new RegExp(`^Error: Job ${id}: output.log may lack some lines: .* only one may make it$`),
    );
    assert.equal(stateOf(queue, id), "completed");
    assert.ok(looks < 20, `${looks} looks`);
  });

  it("says why there is no log where the look before it failed, and makes it a second later", async () => {
    let isAway = false;
    const lstatSync = ((path: string, ...rest: never[]) => {
      if (isAway) throw Object.assign(new Error("EACCES: made up"), { code: "EACCES", syscall: "lstat" });
      return nodeFs.lstatSync(path, ...rest);
    }) as typeof nodeFs.lstatSync;
    const queue = temporaryQueue({ fileSystem: { ...nodeFs, lstatSync } });
    const { id } = queue.submit({});
    const worker = new FunctionWorker(queue, async (_job, { log, resultDir }) => {
      isAway = true;
      log("lost");
      isAway = false;
      await until("the log is there", () => {
        log("said");
        return existsSync(join(resultDir, "output.log"));
      });
      throw new JobFailure("no");
    });
    await worker.run({ stopWhenEmpty: true });
    assert.match(queue.errorText(id) ?? "", /^no\n\n\[dirq: output\.log may lack some lines: EACCES: made up\]/);
    assert.equal(readIn(queue, `completed_results/${id}/output.log`), "said\n");
  });

  it("leaves the log alone of a job that another worker has taken over", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    await new FunctionWorker(queue, (_job, { log, claim }) => {
      const claims = join(queue.directory, ".dirq/claims");
      renameSync(join(claims, `${id}~${claim}`), join(claims, `${id}~another.r1`));
      log("hello");
    }).run({ stopWhenEmpty: true });
    assert.equal(existsSync(join(queue.resultDirectory(id), "output.log")), false);
  });

  it("fails a job whose result JSON cannot hold, and goes on", async () => {
    const queue = temporaryQueue();
    const [bad, good] = queue.submitMany([{ n: 1 }, { n: 2 }]).map(({ id }) => id);
    const cycle: Record<string, JsonObject> = {};
    cycle["self"] = cycle;
    await new FunctionWorker(queue, (job) => (job.id === bad ? cycle : {})).run({ stopWhenEmpty: true });
    assert.match(queue.errorText(bad ?? "") ?? "", /^Converting circular structure to JSON/);
    assert.equal(stateOf(queue, good ?? ""), "completed");
    assert.deepEqual(leftOversIn(queue), []);
  });

  for (const nothing of [undefined, null]) {
    it(`may return ${nothing}, which is an empty result`, async () => {
      const { queue, id } = await returning(nothing);
      assert.equal(queue.resultText(id), "{}\n");
    });
  }

  for (const [bare, text] of [
    ["words", '"words"'],
    [10n ** 20n, "100000000000000000000"],
    [[1, 2], "[\n  1,\n  2\n]"],
    [false, "false"],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
    [Symbol("s"), "Symbol(s)"],
  ] as const) {
    it(`fails a job that returns ${String(bare)}, and keeps that in error.txt`, async () => {
      const { queue, id } = await returning(bare);
      const message = "processJob has to return a JSON object or nothing: { value: … } instead of a bare value";
      assert.equal(queue.errorText(id), `${message}\n\nIt returned: ${text}\n`);
    });
  }

  /** Runs a job for which a worker without types returns that. */
  async function returning(value: unknown) {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    await new FunctionWorker(queue, () => value as JsonObject).run({ stopWhenEmpty: true });
    return { queue, id };
  }

  it("fails a job with the error that it throws, and its stack", async () => {
    const queue = temporaryQueue();
    const [plain, rich] = queue.submitMany([{ n: 1 }, { n: 2 }]).map(({ id }) => id);
    const worker = new FunctionWorker(queue, (job) => {
      if (job.params["n"] === 1) throw new TypeError("a bug");
      throw new JobFailure("no data", { details: "looked in /data", exitCode: 4 });
    });
    await worker.run({ stopWhenEmpty: true });
    assert.match(queue.errorText(plain ?? "") ?? "", /^a bug\n\nTypeError: a bug\n {4}at .*worker\.test\.ts:\d+/);
    assert.equal(queue.errorText(rich ?? ""), "no data\n\nlooked in /data\n");
    const job = queue.get(rich ?? "");
    assert.deepEqual(job?.state === "failed" && [job.error, job.exitCode], ["no data", 4]);
  });

  for (const [thrown, told] of [
    [new JobFailure("no", { details: { a: 1 } as never }), "no\n\n{ a: 1 }\n"],
    [new JobFailure("no", { exitCode: "ENOENT" as never, signal: 9 as never }), "no\n\n"],
    [Object.assign(new Error("no"), { stack: 5 }), "no\n\n5\n"],
    [Object.assign(new Error(), { message: { no: 1 }, stack: "" }), "{ no: 1 }\n\n"],
    [{ why: "no" }, "{ why: 'no' }\n\n"],
    [Object.create(null), "[Object: null prototype] {}\n\n"],
    [revoked(), "It threw something that cannot be put into words\n\n"],
  ] as const) {
    it(`fails a job that throws what makes ${JSON.stringify(told)}, and goes on`, async () => {
      const queue = temporaryQueue();
      const [odd, next] = queue.submitMany([{ n: 1 }, { n: 2 }]).map(({ id }) => id);
      const worker = new FunctionWorker(queue, (job) => {
        if (job.id === odd) throw thrown;
      });
      await worker.run({ stopWhenEmpty: true });
      assert.deepEqual([stateOf(queue, odd ?? ""), stateOf(queue, next ?? "")], ["failed", "completed"]);
      assert.equal(queue.errorText(odd ?? ""), told);
    });
  }

  /** Whatever is asked of it throws. */
  function revoked(): object {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  }

  it("fails a job whose result is an object at first and then none, and goes on", async () => {
    let looks = 0;
    const { queue, id } = await returning({ toJSON: () => (++looks === 1 ? {} : "none") });
    assert.match(
      queue.errorText(id) ?? "",
      /^Cannot record the result of job .*: it is no object in JSON, but "none"\n/,
    );
  });

  it("runs as many jobs at a time as it has slots, each in a slot of its own", async () => {
    const queue = temporaryQueue();
    queue.submitMany(Array.from({ length: 7 }, (_, n) => ({ n })));
    const busy = new Set<number>();
    let most = 0;
    const worker = new FunctionWorker(queue, async (_job, { slot }) => {
      assert.ok(!busy.has(slot));
      busy.add(slot);
      most = Math.max(most, busy.size);
      await until("all slots are taken", () => most >= 3);
      await delay(5); // In which a fourth would be seen.
      busy.delete(slot);
    });
    await worker.run({ stopWhenEmpty: true, slots: 3 });
    assert.deepEqual([most, queue.counts().completed], [3, 7]);
  });

  for (const [slots, starts] of [
    [1, 1],
    [2, 3],
  ] as const) {
    it(`has started ${starts} with ${slots === 1 ? "one slot" : `${slots} slots`} while the disk takes the first ends`, async () => {
      const disk = slowDisk();
      const queue = temporaryQueue({ fileSystem: disk.fileSystem });
      queue.submitMany(Array.from({ length: 6 }, (_, n) => ({ n })));
      let started = 0;
      // The first stays in its slot, where there are others.
      const worker = new FunctionWorker(queue, () => (++started === 1 && slots > 1 ? disk.goesOn : undefined));
      const ran = worker.run({ stopWhenEmpty: true, slots });
      await until("the jobs have started", () => started >= starts);
      await delay(20); // In which one more would be seen.
      assert.equal(started, starts);
      disk.goOn();
      await ran;
      assert.equal(queue.counts().completed, 6);
    });
  }

  it("sees a job at once that is submitted while it waits", async () => {
    const queue = temporaryQueue();
    const stop = new AbortController();
    const ran = new FunctionWorker(queue, () => stop.abort()).run({ pollInterval: 1_000, signal: stop.signal });
    await delay(50);
    const { id } = queue.submit({});
    await ran;
    assert.equal(stateOf(queue, id), "completed");
  });

  it("stays for the next attempt of a job, and goes on at once with one that waited for its end", async () => {
    const queue = temporaryQueue();
    const parent = queue.submit({}, { retries: 1, retryDelay: 0.1 }).id;
    const child = queue.submit({}, { afterOk: [parent] }).id;
    const worker = new FunctionWorker(queue, (job, { attempt }) => {
      if (attempt === 1 && job.id === parent) throw new Error("not yet");
    });
    await worker.run({ stopWhenEmpty: true, pollInterval: 0.2 });
    assert.deepEqual([stateOf(queue, parent), stateOf(queue, child)], ["completed", "completed"]);
  });

  it("finishes its jobs when told to stop, and claims no more", async () => {
    const queue = temporaryQueue();
    queue.submitMany([{}, {}]);
    const stop = new AbortController();
    await new FunctionWorker(queue, async () => {
      stop.abort();
      await delay(20);
    }).run({ signal: stop.signal });
    assert.deepEqual(queue.counts(), { queued: 1, running: 0, completed: 1, failed: 0 });
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("keeps the result of a job that came to a good end although it was told to stop", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const worker = new FunctionWorker(queue, async (job, { signal }) => {
      queue.cancel(job.id);
      await until("it is told", () => signal.aborted);
      return { saved: true };
    });
    await worker.run({ stopWhenEmpty: true });
    assert.equal(stateOf(queue, id), "completed");
  });

  it("outlives a disk that refuses the end of a job, and records it later", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const results = join(queue.directory, "completed_results");
    const events: string[] = [];
    const worker = new FunctionWorker(queue, () =>
      renameSync(join(queue.directory, ".dirq/claims"), `${results}.away`),
    );
    const onEvent = ({ kind }: WorkerEvent) => {
      events.push(kind);
      if (kind === "trouble" && existsSync(`${results}.away`))
        renameSync(`${results}.away`, join(queue.directory, ".dirq/claims"));
    };
    await worker.run({ stopWhenEmpty: true, pollInterval: 0.02, onEvent });
    assert.equal(stateOf(queue, id), "completed");
    assert.ok(events.includes("trouble"));
  });

  it("says in words that a file server does not answer, also to a look at the other workers", async () => {
    let answers = true;
    const readdirSync = ((path: string) => {
      if (answers || !path.endsWith("workers")) return nodeFs.readdirSync(path);
      answers = true;
      throw Object.assign(new Error("ENOTCONN: made up"), { code: "ENOTCONN", syscall: "scandir" });
    }) as typeof nodeFs.readdirSync;
    const queue = temporaryQueue({ fileSystem: { ...nodeFs, readdirSync } });
    const troubles: string[] = [];
    const onEvent = (event: WorkerEvent) => event.kind === "trouble" && troubles.push(String(event.error));
    answers = false;
    await new FunctionWorker(queue, () => undefined).run({ stopWhenEmpty: true, pollInterval: 0.02, onEvent });
    assert.match(
      troubles.join(),
      /: its file server does not answer \(ENOTCONN: made up\)\. Try again once it does\.$/,
    );
  });

  for (const slots of [1, 2]) {
    it(`runs the others while the disk refuses the ends of ${slots} of them, with as many slots`, async () => {
      let refused: readonly string[] = [];
      const renameSync: typeof nodeFs.renameSync = (from, to) => {
        if (refused.some((id) => String(to).includes(`${id}~`) && String(to).endsWith(".done")))
          throw Object.assign(new Error("EIO: made up"), { code: "EIO", syscall: "rename" });
        nodeFs.renameSync(from, to);
      };
      const queue = temporaryQueue({ fileSystem: { ...nodeFs, renameSync } });
      const ids = queue.submitMany([{}, {}, {}, {}, {}]).map(({ id }) => id);
      refused = ids.slice(0, slots);
      const ran = new FunctionWorker(queue, () => {}).run({ stopWhenEmpty: true, pollInterval: 0.02, slots });
      try {
        await until("the others have ended", () => queue.counts().completed === ids.length - slots);
      } finally {
        refused = [];
        await ran;
      }
      assert.equal(queue.counts().completed, ids.length);
    });
  }

  it("ends at once when told to, also while the disk refuses the end of a job", async () => {
    const queue = temporaryQueue();
    queue.submit({});
    const claims = join(queue.directory, ".dirq/claims");
    const kill = new AbortController();
    const worker = new FunctionWorker(queue, () => renameSync(claims, `${claims}.away`));
    const onEvent = ({ kind }: WorkerEvent) => kind === "trouble" && kill.abort();
    await worker.run({ pollInterval: 0.02, killSignal: kill.signal, onEvent });
    renameSync(`${claims}.away`, claims);
    assert.equal(queue.counts().running, 1);
  });

  it("leaves a job that accepts() cannot judge, says so, and runs the others", async () => {
    class Picky extends FunctionWorker {
      override accepts(job: QueuedJob): boolean {
        return (job.params["kind"] as string).startsWith("fit");
      }
    }
    const queue = temporaryQueue();
    const [odd, fine] = queue.submitMany([{}, { kind: "fit" }]).map(({ id }) => id);
    const troubles: string[] = [];
    const onEvent = (event: WorkerEvent) => event.kind === "trouble" && troubles.push(String(event.error));
    await new Picky(queue, () => undefined).run({ stopWhenEmpty: true, onEvent });
    assert.deepEqual([stateOf(queue, odd ?? ""), stateOf(queue, fine ?? "")], ["queued", "completed"]);
    assert.match(troubles.join(), new RegExp(`Job ${odd} is left in the queue, for accepts\\(\\) failed`));
  });

  it("refuses slots and intervals that are none", async () => {
    const worker = new FunctionWorker(temporaryQueue(), () => undefined);
    await assert.rejects(worker.run({ slots: 0 }), /slots of run must be a whole number from 1 up, not 0/);
    await assert.rejects(worker.run({ pollInterval: NaN }), /pollInterval of run must be a number of seconds above 0/);
  });
});

describe("the shell worker", () => {
  async function runAll(queue: JobQueue): Promise<void> {
    await new ShellWorker(queue).run({ stopWhenEmpty: true, slots: 2 });
  }

  it("takes result.json for the result, to the letter, when the command left one", async () => {
    const queue = temporaryQueue();
    const command = `echo '{"loss": 1.50, "seed": 12345678901234567890}' > "$DIRQ_RESULT_DIR/result.json"`;
    const [own, broken] = queue
      .submitMany([{ command }, { command: "echo { > result.json; echo hi" }])
      .map(({ id }) => id);
    await runAll(queue);
    assert.equal(queue.resultText(own ?? ""), '{\n  "loss": 1.50,\n  "seed": 12345678901234567890\n}\n');
    assert.match(queue.resultText(broken ?? "") ?? "", /"output": "hi\\n",\n {2}"exit_code": 0/);
  });

  it("keeps what a command left as its result though it is no JSON object, and says so in the result", async () => {
    const queue = temporaryQueue();
    const left = ["[1, 2]", "half {", "3"];
    const ids = queue.submitMany(left.map((text) => ({ command: `echo '${text}' > result.json` }))).map(({ id }) => id);
    await runAll(queue);
    for (const [n, id] of ids.entries()) {
      assert.equal(readIn(queue, `completed_results/${id}/result.1.json`), `${left[n]}\n`);
      const { note } = JSON.parse(queue.resultText(id) ?? "") as { note: string };
      assert.match(note, /^What the job left as its result is kept as result\.1\.json: .*JSON/s);
    }
  });

  it("ends with the fixed phrases, and an error.txt each time", async () => {
    const queue = temporaryQueue();
    const jobs = queue.submitMany([
      { command: "echo first >&2; echo last >&2; exit 7" },
      { command: "kill -KILL $$" },
      { command: "sleep 60", timeout: 0.1 },
      { command: "true", cwd: "/no/such/directory" },
      { command: "true", cwd: "relative" },
      { command: "true", env: { A: 1 } },
      { command: "true", timeout: "soon" },
    ]);
    await runAll(queue);
    const errors = jobs.map(({ id }) => {
      const job = queue.get(id);
      return job?.state === "failed" && queue.errorText(id)?.startsWith(`${job.error}\n\n`) ? job.error : job;
    });
    assert.deepEqual(errors, [
      "Command failed with exit code 7: last",
      "Killed by signal SIGKILL",
      "Timed out after 0.1 s",
      "Could not start: cannot run in /no/such/directory: no such file or directory (ENOENT)",
      'Could not start: params.cwd must be an absolute path, not "relative"',
      "Could not start: params.env must be an object of strings",
      "Could not start: params.timeout must be a number of seconds above 0",
    ]);
  });

  it("says why a command cannot start for which a subclass has logged, and keeps the end of one for which it does later", async () => {
    class Wordy extends ShellWorker {
      override async processJob(job: RunningJob, context: JobContext) {
        if (job.params["n"] === 1) context.log("before");
        const result = await super.processJob(job, context);
        context.log("after");
        return result;
      }
    }
    const queue = temporaryQueue();
    const [before, after] = [1, 2].map((n) => queue.submit({ command: "echo hi", n }).id);
    const troubles: string[] = [];
    const onEvent = (event: WorkerEvent) => event.kind === "trouble" && troubles.push(String(event.error));
    await new Wordy(queue).run({ stopWhenEmpty: true, onEvent });
    assert.match(
      queue.errorText(before ?? "") ?? "",
      /^Could not start: .*; of the job, its command and log\(\), only one/,
    );
    assert.deepEqual([stateOf(queue, after ?? ""), troubles.length], ["completed", 1]);
  });

  it("stops a running job on request, with its children, and says who asked and why", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ command: "sleep 300 & sleep 300" });
    const ran = runAll(queue);
    await until("it runs", () => stateOf(queue, id) === "running");
    queue.cancel(id, { by: "ada", why: "too slow" });
    await ran;
    const job = queue.get(id);
    assert.equal(job?.state === "failed" && job.error, "Cancelled by ada: too slow");
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("gives its jobs back, as they were, when it is told to end at once", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ command: "sleep 300" });
    const before = queue.document(id);
    const kill = new AbortController();
    const ran = new ShellWorker(queue).run({ killSignal: kill.signal });
    await until("it runs", () => stateOf(queue, id) === "running");
    kill.abort();
    await ran;
    assert.equal(queue.document(id), before);
    assert.deepEqual(leftOversIn(queue), []);
  });
});
