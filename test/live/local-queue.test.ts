import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { DetailsChange, EndedJobs, JobDetails, FollowedOutput, QueueStatus } from "../../src/live/live-queue.js";
import { LocalQueue, type LocalQueueOptions } from "../../src/live/local-queue.js";
import { JobQueue, type Finding, type JobState } from "../../src/queue/index.js";
import { startTimeOf } from "../../src/queue/processes/process-stat.js";
import { claimJob } from "../queue/claim-job.js";
import { claimAs, deadWorker, writePresence } from "../queue/other-workers.js";
import {
  leftOversIn,
  pythonJob,
  readIn,
  temporaryDirectory,
  temporaryQueue,
  writeIn,
} from "../queue/temporary-queue.js";
import { until } from "../setup/until.js";

const PROBLEM: Finding = { kind: "missing-folder", id: undefined, path: "", evidence: "", remedy: "", fixable: true };

describe("A queue being watched", () => {
  const opened: LocalQueue[] = [];
  const onTestEnd: (() => void)[] = [];
  afterEach(() => {
    for (const live of opened.splice(0)) live.close();
    for (const end of onTestEnd.splice(0)) end();
  });

  it("reports counts when it starts", () => {
    const queue = temporaryQueue();
    queue.submit({});
    const { changes } = watch(queue);
    assert.deepEqual(changes, [
      {
        status: { kind: "ready", counts: { queued: 1, running: 0, completed: 0, failed: 0 }, paused: false },
        states: ["queued"],
      },
    ]);
  });

  it("sees a job move soon, before it is time to look at everything again", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const { live, changes } = watch(queue);
    await live.attention("background");
    const move = async (from: JobState, to: JobState): Promise<number> => {
      const before = changes.length;
      const moved = performance.now();
      renameSync(join(queue.directory, from, `${id}.json`), join(queue.directory, to, `${id}.json`));
      await until("the move is seen", () => changes.length > before);
      assert.deepEqual(changes.at(-1)?.states, ["queued", "completed"]);
      return performance.now() - moved;
    };
    // Everything is looked at after five seconds: each move comes just after a look. One may be late because the machine stood still.
    await until("a move is seen soon", async () => {
      return Math.min(await move("queued", "completed"), await move("completed", "queued")) < 4_000;
    });
  });

  it("sees it too where nothing can be watched, only later", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const refuse = (): never => {
      throw new Error("ENOSPC: System limit for number of file watchers reached");
    };
    const { live, changes } = watch(queue, { watch: refuse });
    await live.attention("active");
    renameSync(join(queue.directory, "queued", `${id}.json`), join(queue.directory, "completed", `${id}.json`));
    await until("the move is seen", () => changes.at(-1)?.states.includes("completed"));
  });

  it("sees what is in a folder that was put in the place of another", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const { live, changes } = watch(queue);
    await live.attention("active");
    const folder = join(queue.directory, "completed");
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    renameSync(join(queue.directory, "queued", `${id}.json`), join(folder, `${id}.json`));
    await until("the move is seen", () => changes.at(-1)?.states.includes("completed"));
    writeIn(queue, "completed/2.json", pythonJob("2"));
    await until("the next is seen", () => countsOf(changes.at(-1)?.status)?.completed === 2);
  });

  it("lists no folder of a state for a change of its own", async () => {
    const listed: string[] = [];
    const readdirSync = ((...args: [string]) => {
      listed.push(basename(String(args[0])));
      return fs.readdirSync(...args);
    }) as typeof fs.readdirSync;
    const queue = temporaryQueue({ fileSystem: { ...fs, readdirSync } });
    const { live, changes } = watch(queue);
    const id = await live.submit({});
    await live.cancel([id], ["queued"]);
    const { undo } = await live.remove([id]);
    await live.restore(undo);
    const [again] = (await live.resubmit([id])).done;
    await live.hold([again ?? ""]);
    assert.deepEqual(countsOf(changes.at(-1)?.status), { queued: 1, running: 0, completed: 0, failed: 1 });
    assert.equal(listed.filter((folder) => folder === "completed").length, 1);
  });

  it("says that there is no queue, and sees it appear and go", async () => {
    const directory = join(temporaryDirectory(), "jobs");
    const { live, changes } = watch(new JobQueue(directory));
    assert.deepEqual(await live.status(), { kind: "missing", path: directory });
    assert.equal(existsSync(directory), false);
    await live.attention("active");
    new JobQueue(directory).submit({});
    await until("it is there", () => changes.at(-1)?.status.kind === "ready");
    rmSync(directory, { recursive: true });
    await until("it is gone", () => changes.at(-1)?.status.kind === "missing");
    assert.deepEqual(changes.at(-1)?.states, ["queued"]);
  });

  it("says why it cannot read what is there", async () => {
    const directory = join(temporaryDirectory(), "jobs");
    writeFileSync(directory, "");
    const status = await watch(new JobQueue(directory)).live.status();
    assert.equal(status.kind, "unusable");
    assert.match(status.kind === "unusable" ? status.reason : "", /is a file, not a jobs directory/);
  });

  it("does one thing to several jobs, and says for each what became of it", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    writeIn(queue, "completed/2.json", pythonJob("2", { state: "completed", finished_at: "2024-12-04T10:00:49" }));
    const { done, failed } = await watch(queue).live.cancel([id, "2", "3"], ["queued", "running"]);
    assert.deepEqual(done, [id]);
    assert.deepEqual(
      failed.map(({ id, code }) => ({ id, code })),
      [
        { id: "2", code: "WRONG_STATE" },
        { id: "3", code: "NOT_FOUND" },
      ],
    );
  });

  it("cancels no job that has started since a person was asked about it", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const { live } = watch(queue);
    queue.claimNext();
    const { done, failed } = await live.cancel([id], ["queued"]);
    assert.deepEqual(
      { done, words: failed.map(({ message }) => message) },
      {
        done: [],
        words: [`Did not cancel job ${id}: it is running by now.`],
      },
    );
    assert.deepEqual((await live.cancel([id], ["queued", "running"])).done, [id]);
  });

  it("submits a job that is tried again", async () => {
    const queue = temporaryQueue();
    const id = await watch(queue).live.submit({ command: "make" }, { retries: 2 });
    const job = queue.get(id);
    assert.deepEqual(job?.state === "queued" && job.params, { command: "make", dirq: { retries: 2 } });
  });

  it("submits many as one batch, or none of them", async () => {
    const queue = temporaryQueue();
    const { live } = watch(queue);
    const { ids } = await live.submitMany([{ command: "a" }, { command: "b", seed: 2n ** 60n }], { batch: "sweep-1" });
    const params = ids.map((id) => queue.paramsText(id)?.replaceAll(/\s+/g, ""));
    assert.deepEqual(params, [
      `{"command":"a","dirq":{"batch":"sweep-1"}}`,
      `{"command":"b","seed":1152921504606846976,"dirq":{"batch":"sweep-1"}}`,
    ]);
    await assert.rejects(live.submitMany([{}, { x: "x".repeat(2 ** 21) }], { batch: "b" }), /larger than/);
    assert.equal(queue.ids("queued").length, 2);
  });

  it("says of a batch that fails on the way what is in the queue, since that may run by now", async () => {
    const full = (): never => {
      throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
    };
    const queue = temporaryQueue({
      fileSystem: {
        ...fs,
        renameSync: (from, to) => {
          if (String(to).includes("/queued/") && fs.readdirSync(join(queue.directory, "queued")).length === 70) full();
          fs.renameSync(from, to);
        },
      },
    });
    const { live } = watch(queue);
    const jobs = Array.from({ length: 200 }, (_, n) => ({ n }));
    const { ids, failure } = await live.submitMany(jobs, { batch: "b" });
    assert.match(failure ?? "", /no space left/);
    assert.deepEqual([ids.length, ids], [70, queue.ids("queued")]);
    await assert.rejects(live.submitMany(jobs, { batch: "c" }), /no space left/);
    assert.equal((await live.takeBack(ids)).done.length, 70);
  });

  it("stops amid many jobs after the few that are being dealt with, and can take back what was done", async () => {
    let onFirst = (): unknown => undefined;
    const renameSync: typeof fs.renameSync = (from, to) => {
      onFirst();
      fs.renameSync(from, to);
    };
    const queue = temporaryQueue({ fileSystem: { ...fs, renameSync } });
    const ids = queue.submitMany(Array.from({ length: 50 }, (_, n) => ({ n }))).map(({ id }) => id);
    const { live, progress } = watch(queue);
    onFirst = () => live.stop("t");
    const { undo, done, failed, left } = await live.remove(ids, "t", "batch");
    assert.ok(done.length > 0 && done.length < 50);
    assert.deepEqual([...(await live.trashOf("batch"))].sort(), [...undo].sort());
    assert.deepEqual([done, failed, left, progress], [ids.slice(0, done.length), [], 50 - done.length, [done.length]]);
    assert.deepEqual(queue.ids("queued"), ids.slice(done.length));
    assert.deepEqual(await live.restore(undo), { done, failed: [] });
  });

  it("can take back at once what a process removed that died amid it, and finishes the removal in which it died", async () => {
    const queue = temporaryQueue();
    const ids = queue.submitMany([{}, {}, {}]).map(({ id }) => id);
    queue.remove(ids[0] ?? "", { batch: "batch" });
    const renameSync: typeof fs.renameSync = (from, to) => {
      if (String(from).includes("-removing-")) throw new Error("nothing more is done");
      fs.renameSync(from, to);
    };
    const killed = new JobQueue(queue.directory, { fileSystem: { ...fs, renameSync } });
    assert.throws(() => killed.remove(ids[1] ?? "", { batch: "batch" }), /nothing more/);
    const { live } = watch(queue);
    await live.restore(await live.trashOf("batch"));
    assert.deepEqual(queue.ids("queued"), ids);
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("stops nothing but what it was told to", async () => {
    const queue = temporaryQueue();
    const { live, progress } = watch(queue);
    const submitting = live.submitMany([{}], { batch: "b" }, "t");
    await live.stop("another");
    assert.equal((await submitting).ids.length, 1);
    await live.stop("t");
    assert.deepEqual(progress, [1]);
  });

  it("leaves in the trash what is removed after the look, or while it is emptied: nobody was asked about that", async () => {
    const queue = temporaryQueue();
    const [first = "", second = "", third = ""] = queue.submitMany([{}, {}, {}]).map(({ id }) => id);
    const { live } = watch(queue);
    await live.remove([first]);
    const { seen } = await live.trash();
    queue.remove(third);
    const purge = queue.purge.bind(queue);
    queue.purge = (name) => {
      purge(name);
      queue.remove(second);
    };
    const { done, failed } = await live.emptyTrash(seen);
    assert.deepEqual([done.length, failed.length], [1, 0]);
    const left = queue.trash().map(({ id }) => id);
    assert.deepEqual(left.sort(), [second, third].sort());
  });

  it("brings back what was removed", async () => {
    const queue = temporaryQueue();
    const ids = queue.submitMany([{}, {}]).map(({ id }) => id);
    const { live } = watch(queue);
    const { undo } = await live.remove(ids);
    assert.deepEqual(queue.ids("queued"), []);
    assert.deepEqual((await live.restore(undo)).done, ids);
    assert.deepEqual(queue.ids("queued"), ids);
  });

  it("knows which jobs it has resubmitted, as long as what came of them is in the queue", async () => {
    const queue = temporaryQueue();
    const ids = queue.submitMany([{}, {}, {}]).map(({ id }) => id);
    const { live } = watch(queue);
    const { done } = await live.resubmit(ids.slice(1));
    assert.deepEqual(await live.resubmitted(ids), ids.slice(1));
    await live.takeBack(done.slice(0, 1));
    assert.deepEqual(await live.resubmitted(ids), ids.slice(2));
  });

  it("knows which jobs others have resubmitted, also where nobody has read that yet", async () => {
    const queue = temporaryQueue();
    const ids = queue.submitMany([{}, {}, {}]).map(({ id }) => id);
    queue.resubmit(ids[1] ?? "");
    const { live } = watch(queue);
    assert.deepEqual(await live.resubmitted(ids), ids.slice(1, 2));
    assert.deepEqual(await live.resubmitted([]), []);
  });

  it("knows which jobs others have resubmitted, also of a name that tells no time among such as do", async () => {
    const queue = temporaryQueue();
    queue.create();
    writeIn(queue, "failed/nightly-1.json", pythonJob("nightly-1", { state: "failed" }));
    queue.resubmit("nightly-1");
    const { id } = queue.submit({});
    const { live } = watch(queue);
    assert.deepEqual(await live.resubmitted(["nightly-1", id]), ["nightly-1"]);
  });

  it("takes back what no worker has begun with, and leaves the others with their results", async () => {
    const queue = temporaryQueue();
    const [ended = "", running = "", waiting = ""] = queue.submitMany([{}, {}, {}]).map(({ id }) => id);
    const { live } = watch(queue);
    const claim = queue.claimNext();
    assert.ok(claim && queue.claimNext());
    queue.finish(claim, { state: "completed", result: { a: 1 } });
    await live.hold([waiting]);
    const { done, failed } = await live.takeBack([ended, running, waiting]);
    assert.deepEqual(
      [done, failed.map(({ id, code }) => `${id} ${code}`)],
      [[waiting], [`${ended} WRONG_STATE`, `${running} WRONG_STATE`]],
    );
    assert.deepEqual(queue.counts(), { queued: 0, running: 1, completed: 1, failed: 0 });
  });

  it("lists what was removed together, the last first, and deletes it for good", async () => {
    const queue = temporaryQueue();
    const ids = queue.submitMany([{ name: "train" }, { command: "true" }]).map(({ id }) => id);
    const { live } = watch(queue);
    await live.remove(ids);
    const { rows, total, bytes, seen } = await live.trash();
    assert.deepEqual(rows.map(({ label, state }) => `${label} ${state}`).sort(), ["train queued", "true queued"]);
    assert.deepEqual([total, bytes > 0, new Set(queue.trash().map(({ batch }) => batch)).size], [2, true, 1]);
    await live.emptyTrash(seen);
    const { seen: left, ...rest } = await live.trash();
    assert.deepEqual(
      [rest, left],
      [
        { rows: [], total: 0, bytes: 0 },
        { jobs: [], others: [] },
      ],
    );
  });

  it("lists what was removed together as it was submitted, the last first, in whatever order it was removed", async () => {
    const queue = temporaryQueue();
    const ids = queue.submitMany([..."abcdefgh"].map((name) => ({ name }))).map(({ id }) => id);
    const { live } = watch(queue);
    const order = [5, 0, 7, 2, 6, 1].flatMap((n) => ids[n] ?? []);
    await live.remove([ids[3] ?? ""]);
    await live.remove(order);
    for (const { id, name } of queue.trash()) {
      const manifest = `.dirq/trash/${name}/manifest.json`;
      const text = readIn(queue, manifest);
      writeIn(queue, manifest, text.replace(/(?<="removed_ms":)\d+/, String(1_790_000_000_000 + order.indexOf(id))));
    }
    const { rows } = await live.trash();
    assert.deepEqual(rows.map(({ label }) => label).join(""), "hgfcbad");
    // dirq trash prints them in this order as well.
    assert.deepEqual(
      queue.trash().map(({ name }) => name),
      rows.map(({ name }) => name),
    );
  });

  it("lists a job whose removal was cut off as one that cannot be restored yet", async () => {
    const queue = temporaryQueue();
    const { name } = queue.remove(queue.submit({ name: "train" }).id);
    const trash = join(queue.directory, ".dirq/trash");
    fs.renameSync(join(trash, name), join(trash, name.replace("-rm-", "-removing-")));
    const { rows, total } = await watch(queue).live.trash();
    assert.deepEqual([rows.map(({ label, isBeingRemoved }) => [label, isBeingRemoved]), total], [[["train", true]], 0]);
  });

  it("shows what was done as soon as it is done", async () => {
    const queue = temporaryQueue();
    const { live, changes } = watch(queue);
    await live.submit({ command: "true" });
    assert.deepEqual(changes.at(-1)?.states, ["queued"]);
  });

  it("holds a queued job and releases it, and says why another could not be held", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const { live } = watch(queue);
    assert.deepEqual(await live.hold([id]), { done: [id], failed: [] });
    assert.equal((await live.page("queued", 0, 1)).rows[0]?.waiting, "held");
    assert.deepEqual((await live.hold([id])).failed, [
      { id, code: "WRONG_STATE", message: `Job ${id} is held already.` },
    ]);
    assert.deepEqual(await live.release([id]), { done: [id], failed: [] });
    assert.equal((await live.page("queued", 0, 1)).rows[0]?.waiting, undefined);
  });

  it("says of a paused queue's jobs that they wait, until it is resumed", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const { live, changes } = watch(queue);
    await live.pause();
    assert.deepEqual(changes.at(-1), {
      status: { kind: "ready", counts: { queued: 1, running: 0, completed: 0, failed: 0 }, paused: true },
      states: ["queued"],
    });
    assert.equal((await live.page("queued", 0, 1)).rows[0]?.paused, true);
    assert.equal((await live.details(id))?.row.paused, true);
    await live.resume();
    assert.deepEqual(changes.at(-1)?.states, ["queued"]);
    assert.equal((await live.page("queued", 0, 1)).rows[0]?.paused, undefined);
  });

  it("sees that somebody else paused it", async () => {
    const queue = temporaryQueue();
    queue.create();
    const { live, changes } = watch(queue);
    await live.attention("active");
    queue.pause();
    await until("the pause is seen", () => {
      const status = changes.at(-1)?.status;
      return status?.kind === "ready" && status.paused;
    });
  });

  it("says that there are other workers, while somebody looks", async () => {
    const queue = temporaryQueue();
    queue.create();
    const { live, workerChanges } = watch(queue);
    writePresence(queue, "elsewhere-1-17-1-abc");
    await live.refresh();
    assert.equal(workerChanges.length, 0);
    await live.attention("active");
    assert.equal(workerChanges.length, 1);
    assert.deepEqual(
      (await live.workers()).map(({ worker }) => worker),
      ["elsewhere-1-17-1-abc"],
    );
  });

  it("tells what is known of when queued jobs will be done, once somebody has looked, unless a worker may be dead", async () => {
    const queue = temporaryQueue();
    const times = { started_at: "2024-12-04T10:00:00", finished_at: "2024-12-04T10:01:00" };
    for (const id of ["1", "2"]) writeIn(queue, `failed/${id}.json`, pythonJob(id, { state: "failed", ...times }));
    queue.submit({ command: "true" });
    writePresence(queue, queue.worker);
    const { live, changes } = watch(queue);
    const drain = (): unknown => {
      const status = changes.at(-1)?.status;
      return status?.kind === "ready" ? status.drain : undefined;
    };
    assert.equal(drain(), undefined);
    await live.attention("active");
    const known = { jobs: 1, usualMs: 60_000, slots: 1, takenSinceMs: [] };
    await until("it is told", () => drain() !== undefined);
    assert.deepEqual(drain(), known);
    await live.attention("idle");
    await live.submit({ command: "true" });
    assert.deepEqual(drain(), { ...known, jobs: 2 });
    await live.pause();
    assert.equal(drain(), undefined);
    await live.resume();
    assert.deepEqual(drain(), { ...known, jobs: 2 });
    writePresence(queue, "elsewhere-1-17-1-abc");
    await live.attention("active");
    assert.equal(drain(), undefined);
  });

  it("tells how many things are wrong with the queue while somebody looks, and mends one", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    claimAs(queue, deadWorker(queue));
    const { live, changes } = watch(queue);
    await live.attention("active");
    const problems = (): number | undefined => {
      const status = changes.at(-1)?.status;
      return status?.kind === "ready" ? status.problems : undefined;
    };
    await until("it is told", () => problems() === 1);
    const [problem] = await live.problems();
    assert.ok(problem);
    assert.deepEqual([problem.kind, problem.id], ["dead-worker", id]);
    await live.mend(problem);
    assert.deepEqual([problems(), queue.ids("queued")], [undefined, [id]]);
  });

  it("tells soon that a worker has died while somebody looks, with nothing left in the queue", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const child = spawn("sleep", ["1000"]);
    onTestEnd.push(() => child.kill("SIGKILL"));
    const worker = queue.worker.replace(/-\d+-\d+-(?=\w+$)/, `-${child.pid}-${startTimeOf(child.pid ?? 0)}-`);
    claimAs(queue, worker);
    writePresence(queue, worker);
    let glances = 0;
    const glance = queue.glance.bind(queue);
    queue.glance = () => {
      glances++;
      return glance();
    };
    const { live, changes } = watch(queue);
    await live.attention("active");
    await until("it was found well", () => glances === 1);
    child.kill("SIGKILL");
    const problems = (): number | undefined => {
      const status = changes.at(-1)?.status;
      return status?.kind === "ready" ? status.problems : undefined;
    };
    // Without the hint of its death the next check would come five minutes later.
    await until("it is told", () => problems() !== undefined);
    const [problem] = await live.problems();
    assert.ok(problem);
    await live.mend(problem);
    assert.deepEqual(queue.ids("queued"), [id]);
  });

  it("reads no file while nobody looks, but of jobs that end", async () => {
    const reads: string[] = [];
    const openSync = ((path: string, ...rest: [string]) => {
      if (path.endsWith(".json") && !path.includes(".dirq")) reads.push(path);
      return fs.openSync(path, ...rest);
    }) as typeof fs.openSync;
    const queue = temporaryQueue({ fileSystem: { ...fs, openSync } });
    for (const id of ["1", "2", "3"]) writeIn(queue, `completed/${id}.json`, pythonJob(id));
    writeIn(queue, "running/4.json", pythonJob("4", { started_at: "2024-12-04T10:00:49" }));
    const { live, changes } = watch(queue);
    writeIn(queue, "queued/5.json", pythonJob("5"));
    const told = changes.length;
    await live.refresh();
    assert.deepEqual([changes.length > told, reads], [true, []]);
    await live.attention("active");
    await until("it reads ahead for who looks", () => reads.length > 0);
  });

  it("shows what a filter has found so far, answers other questions meanwhile, and tells when there is more", async () => {
    const openSync = ((path: string, ...rest: [string]) => {
      for (const end = performance.now() + 1; path.endsWith(".json") && performance.now() < end;);
      return fs.openSync(path, ...rest);
    }) as typeof fs.openSync;
    const queue = temporaryQueue({ fileSystem: { ...fs, openSync } });
    for (let id = 1000; id < 1300; id++) {
      const params = { name: id === 1001 ? "wanted" : "other" };
      writeIn(queue, `completed/${id}.json`, pythonJob(`${id}`, { params, finished_at: "2024-12-04T10:00:49" }));
    }
    const { live, changes, searched } = watch(queue);
    await live.attention("active");
    const view = { filter: "wanted", sort: undefined };
    const told = changes.length;
    const { rows, total, unsearched = 0 } = await live.page("completed", 0, 10, view);
    assert.deepEqual([rows, total], [[], 0]);
    assert.ok(unsearched > 0 && unsearched < 300, `${unsearched} jobs are left`);
    const other = await live.page("completed", 0, 1);
    assert.deepEqual([other.total, other.unsearched], [300, undefined]);
    await until("it is found", async () => (await live.page("completed", 0, 10, view)).total === 1);
    await until("all was looked at", async () => (await live.page("completed", 0, 10, view)).unsearched === undefined);
    await until("the end is told", () => searched.length > 0);
    // Only who shows what was found has to ask again: no job is another.
    assert.deepEqual([[...new Set(searched)], changes.slice(told)], [["completed"], []]);
  });

  it("says of a job that completed without a result that it has none, until it has", async () => {
    const queue = temporaryQueue();
    const now = Date.now() / 1_000;
    writeIn(queue, "completed/1.json", pythonJob("1", { finished_ms: (now - 60) * 1_000 }));
    writeIn(queue, "completed/2.json", pythonJob("2", { finished_ms: now * 1_000 }));
    writeIn(queue, "completed/3.json", pythonJob("3", { finished_at: "2024-12-04T10:00:49" }));
    writeIn(queue, "completed_results/3/results.json", "{}");
    const { live } = watch(queue);
    const missing = async (): Promise<string[]> => {
      const { rows } = await live.page("completed", 0, 10);
      return rows.filter(({ resultMissing }) => resultMissing).map(({ id }) => id);
    };
    assert.deepEqual(await missing(), ["1"]);
    writeIn(queue, "completed_results/1/result.json", "{}");
    await live.attention("active");
    assert.deepEqual(await missing(), []);
  });

  it("shows a job whose results may not be looked at, and goes on with the others", async () => {
    const refuse = (path: fs.PathLike): never => {
      throw Object.assign(new Error(`EACCES: permission denied, lstat '${String(path)}'`), {
        code: "EACCES",
        syscall: "lstat",
      });
    };
    const lstatSync = ((path, options) =>
      String(path).includes("completed_results/1/")
        ? refuse(path)
        : fs.lstatSync(path, options)) as typeof fs.lstatSync;
    const queue = temporaryQueue({ fileSystem: { ...fs, lstatSync } });
    for (const id of ["1", "2"]) {
      writeIn(queue, `completed/${id}.json`, pythonJob(id, { finished_at: "2024-12-04T10:00:49" }));
    }
    const { live } = watch(queue);
    const { rows } = await live.page("completed", 0, 10);
    assert.deepEqual(
      rows.map(({ id, resultMissing }) => [id, resultMissing]),
      [
        ["2", true],
        ["1", undefined],
      ],
    );
  });

  it("says what was submitted even when the queue cannot be read right after", async () => {
    let away = false;
    const readdirSync = ((...args: Parameters<typeof fs.readdirSync>) => {
      if (away) throw Object.assign(new Error("EIO: i/o error, scandir"), { code: "EIO", syscall: "scandir" });
      return fs.readdirSync(...args);
    }) as typeof fs.readdirSync;
    const queue = temporaryQueue({ fileSystem: { ...fs, readdirSync } });
    const { id: batched } = queue.submit({}, { batch: "b" });
    const { live } = watch(queue);
    await live.attention("active");
    const readAt = queue.readAt.bind(queue);
    queue.readAt = (place) => {
      away = true;
      return readAt(place);
    };
    renameSync(join(queue.directory, "queued", `${batched}.json`), join(queue.directory, "failed", `${batched}.json`));
    const id = await live.submit({});
    away = false;
    assert.equal(queue.get(id)?.state, "queued");
  });

  it("changes nothing when it is read-only, and still reads", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ name: "train" });
    const { live } = watch(queue, { readOnly: true });
    const refusal = /Restricted Mode/;
    await assert.rejects(live.create(), refusal);
    await assert.rejects(live.submit({}), refusal);
    await assert.rejects(live.submitMany([{}], { batch: "b" }), refusal);
    await assert.rejects(live.resubmit([id]), refusal);
    await assert.rejects(live.resubmitEdited(id, "{}"), refusal);
    await assert.rejects(live.remove([id]), refusal);
    await assert.rejects(live.restore(["x"]), refusal);
    await assert.rejects(live.cancel([id], ["queued"]), refusal);
    await assert.rejects(live.hold([id]), refusal);
    await assert.rejects(live.release([id]), refusal);
    await assert.rejects(live.mend(PROBLEM), refusal);
    await assert.rejects(live.pause(), refusal);
    await assert.rejects(live.resume(), refusal);
    await assert.rejects(live.stopWorker("w", "now"), refusal);
    assert.deepEqual(queue.ids("queued"), [id]);
    assert.equal((await live.page("queued", 0, 1)).rows[0]?.label, "train");
  });

  it("follows a job's log and its details until it is told to stop", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ name: "train" });
    const { live, output, jobs, results } = watch(queue);
    await live.follow(id);
    assert.deepEqual(output, [{ id, text: "", reset: true, skippedBytes: 0, endByte: 0 }]);
    assert.equal(jobs.at(-1)?.row.state, "queued");
    const claim = claimJob(queue);
    mkdirSync(queue.resultDirectory(id), { recursive: true });
    appendFileSync(join(queue.resultDirectory(id), "output.log"), "hello\n");
    await until("the log is shown", () => output.at(-1)?.text === "hello\n");
    queue.finish(claim, { state: "completed", result: { loss: 0.5 } });
    await until("the result is shown", () => results.at(-1)?.text.trim() === '{\n  "loss": 0.5\n}');
    await live.unfollow(id);
    const before = jobs.length;
    await live.remove([id]);
    assert.equal(jobs.length, before);
  });

  it("tells when a running job printed last, of the view's rows only while somebody looks", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ command: "train" });
    queue.claimNext();
    mkdirSync(queue.resultDirectory(id), { recursive: true });
    const log = join(queue.resultDirectory(id), "output.log");
    writeFileSync(log, "epoch 1\n");
    const printed = fs.statSync(log).mtimeMs;
    const { live, jobs } = watch(queue);
    const lastOutput = async (): Promise<unknown> => (await live.rows([id]))[0]?.lastOutputMs;
    assert.equal(await lastOutput(), undefined);
    await live.attention("background");
    assert.equal(await lastOutput(), printed);
    await live.attention("idle");
    assert.equal(await lastOutput(), undefined);
    await live.follow(id);
    assert.equal(jobs.at(-1)?.row.lastOutputMs, printed);
  });

  it("follows the log of an earlier attempt when asked to, and tells how many there are", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    mkdirSync(queue.resultDirectory(id), { recursive: true });
    for (const [name, text] of [
      ["output.1.log", "first\n"],
      ["output.2.log", "second\n"],
      ["output.log", "last\n"],
    ] as const)
      writeFileSync(join(queue.resultDirectory(id), name), text);
    const { live, output } = watch(queue);
    assert.equal((await live.details(id))?.earlierLogs, 2);
    await live.follow(id, 1);
    await live.follow(id, 2);
    await live.follow(id);
    assert.deepEqual(
      output.map(({ text, reset }) => [text, reset]),
      [
        ["first\n", true],
        ["second\n", true],
        ["last\n", true],
      ],
    );
    const earlier = await live.earlierOutput(id, { attempt: 2, endByte: 7, lineEnds: 0 });
    assert.deepEqual(earlier, { text: "second\n", skippedBytes: 0 });
  });

  it("says when a followed job is gone", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const { live, jobs } = watch(queue);
    await live.follow(id);
    await live.remove([id]);
    assert.deepEqual([jobs.length, jobs.at(-1)], [2, undefined]);
  });

  it("keeps the digits of what is shown", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ seed: 12345678901234567890n });
    mkdirSync(queue.resultDirectory(id), { recursive: true });
    writeFileSync(join(queue.resultDirectory(id), "results.json"), '{"loss": NaN, "lr": 1.0}');
    const { live, jobs, results } = watch(queue);
    await live.follow(id);
    assert.equal(jobs[0]?.paramsText, '{\n  "seed": 12345678901234567890\n}');
    assert.deepEqual(results, [{ text: '{"loss": NaN, "lr": 1.0}', cut: false }]);
  });

  it("sends of a large result its first 2 MiB, and how large it is", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    mkdirSync(queue.resultDirectory(id), { recursive: true });
    const numbers = `[${Array.from({ length: 1_000_000 }, () => "12345678901234567890").join(",")}]`;
    writeFileSync(join(queue.resultDirectory(id), "result.json"), numbers);
    const { live, jobs, results } = watch(queue);
    await live.follow(id);
    assert.deepEqual(results, [{ text: numbers.slice(0, 2 * 1024 * 1024), cut: true }]);
    assert.equal(jobs[0]?.resultBytes, numbers.length);
  });

  it("tells of a large error its last 256 KiB, and that it begins earlier", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    mkdirSync(queue.resultDirectory(id), { recursive: true });
    const errorFile = join(queue.resultDirectory(id), "error.txt");
    const lines = "a line\n".repeat(1_000_000);
    writeFileSync(errorFile, lines);
    const { live } = watch(queue);
    const large = await live.details(id);
    writeFileSync(errorFile, "no such file\n");
    const small = await live.details(id);
    assert.deepEqual(
      [large, small].map((details) => [details?.errorText, details?.errorBeginsEarlier]),
      [
        [lines.slice(-256 * 1024), true],
        ["no such file\n", undefined],
      ],
    );
  });

  it("sends of a followed job what is new alone", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ name: "train" });
    const claim = claimJob(queue);
    mkdirSync(queue.resultDirectory(id), { recursive: true });
    writeFileSync(join(queue.resultDirectory(id), "result.json"), "{}");
    const { live, news, results } = watch(queue);
    await live.follow(id);
    queue.updateProgress(claim, 0.5);
    await live.refresh();
    await until("the progress is told", () => news.at(-1)?.details.row?.progress === 0.5);
    writeFileSync(join(queue.resultDirectory(id), "result.json"), "[]");
    await until("the result is told", () => news.at(-1)?.result !== undefined);
    renameSync(join(queue.resultDirectory(id), "result.json"), join(queue.resultDirectory(id), "kept.json"));
    await until("it is told to be gone", () => news.at(-1)?.without.length !== 0);
    assert.deepEqual(
      news.map(({ reset, details, without }) => [reset, reset ? "all" : Object.keys(details), without]),
      [
        [true, "all", []],
        [false, ["row"], []],
        [false, [], []],
        [false, [], ["resultFile", "resultBytes"]],
      ],
    );
    assert.deepEqual(
      results.map(({ text }) => text),
      ["{}", "[]"],
    );
  });

  it("names the job that another waits for, where it is a single one that is still there", async () => {
    const queue = temporaryQueue();
    const named = queue.submit({ name: "make the data" });
    const [nameless, removed] = [queue.submit({}), queue.submit({ name: "removed" })];
    const parents = [[named], [nameless], [removed], [named, nameless]];
    const waiting = parents.map((jobs) => queue.submit({}, { after: jobs.map(({ id }) => id) }));
    queue.remove(removed.id);
    const { live } = watch(queue);
    const rows = await live.rows(waiting.map(({ id }) => id));
    const ending = ({ id }: { readonly id: string }): string => `…${id.slice(-4)}`;
    const both = `${ending(named)}, ${ending(nameless)}`;
    assert.deepEqual(
      rows.map(({ after }) => after),
      ["“make the data”", ending(nameless), ending(removed), both],
    );
    assert.equal((await live.details(waiting[0]?.id ?? ""))?.row.after, "“make the data”");
  });

  it("knows what a job was resubmitted from and as what, and what it runs after", async () => {
    const queue = temporaryQueue();
    const first = queue.submit({ name: "first" });
    const { live } = watch(queue);
    const [again = ""] = (await live.resubmit([first.id])).done;
    const { id: last } = queue.submit({ name: "last" }, { after: [again, first.id] });
    await live.refresh();
    const [of, to, after] = [await live.details(again), await live.details(first.id), await live.details(last)];
    assert.deepEqual(
      [of?.related?.resubmitOf?.row?.label, to?.related?.resubmissions.map(({ id }) => id), to?.related?.allRead],
      ["first", [again], true],
    );
    assert.deepEqual(
      after?.related?.after.map(({ row }) => row?.label),
      ["first", "first"],
    );
    await live.remove([first.id]);
    assert.deepEqual((await live.details(again))?.related?.resubmitOf, { id: first.id });
  });

  it("reads a few files to find what a job was resubmitted as, and says when it has not read all", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ name: "first" });
    const again = queue.resubmit(id, {}).id;
    queue.submitMany(Array.from({ length: 45 }, (_, n) => ({ n })));
    const { live } = watch(queue);
    await live.attention("idle");
    const found = [];
    for (let asked = 0; asked < 3; asked++) found.push((await live.details(id))?.related);
    assert.deepEqual(
      found.map((related) => related?.allRead),
      [false, false, true],
    );
    assert.deepEqual(
      found.at(-1)?.resubmissions.map((each) => each.id),
      [again],
    );
  });

  it("tells how the earlier attempts at a job ended", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ name: "flaky" }, { retries: 2, retryDelay: 0 });
    const claim = claimJob(queue);
    assert.ok(queue.retryLater(claim, { state: "failed", error: "Command failed with exit code 2: no", details: "" }));
    const [failed, ...more] = (await watch(queue).live.details(id))?.earlierAttempts ?? [];
    assert.deepEqual([failed?.kind, failed?.error, more], ["failed", "Command failed with exit code 2: no", []]);
    assert.ok(failed?.endedMs !== undefined && failed.endedMs > Date.now() - 60_000);
  });

  it("sends no more output before the last piece was taken, and then the end of what came meanwhile", async () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const claim = claimJob(queue);
    mkdirSync(queue.resultDirectory(id), { recursive: true });
    const log = join(queue.resultDirectory(id), "output.log");
    writeFileSync(log, "first\n");
    let take = (): void => undefined;
    const taken = new Promise<void>((resolve) => (take = resolve));
    const { live, output, jobs } = watch(queue, {}, () => taken);
    await live.follow(id);
    appendFileSync(log, "more\n".repeat(1_000_000));
    queue.finish(claim, { state: "completed", result: {} });
    await until("it was looked at again", () => jobs.at(-1)?.row.state === "completed");
    assert.deepEqual(
      output.map(({ text }) => text),
      ["first\n"],
    );
    take();
    await until("the end comes", () => output.length === 2);
    assert.deepEqual([output[1]?.reset, output[1]?.endByte], [true, 5_000_006]);
  });

  function watch(
    queue: JobQueue,
    options: Partial<LocalQueueOptions> = {},
    taken: () => Promise<void> | undefined = () => undefined,
  ) {
    const changes: { status: QueueStatus; states: readonly JobState[] }[] = [];
    const output: FollowedOutput[] = [];
    /** What a page makes of the news: all that is known of the job after each. */
    const jobs: (JobDetails | undefined)[] = [];
    const news: DetailsChange[] = [];
    const results: { text: string; cut: boolean }[] = [];
    const workerChanges: number[] = [];
    const ended: EndedJobs[] = [];
    const progress: number[] = [];
    const searched: JobState[] = [];
    const events = {
      changed: (status: QueueStatus, states: readonly JobState[]) => changes.push({ status, states }),
      output: (piece: FollowedOutput) => {
        output.push(piece);
        return taken() ?? Promise.resolve();
      },
      searched: (state: JobState) => searched.push(state),
      ended: (jobs: EndedJobs) => ended.push(jobs),
      workersChanged: () => workerChanges.push(Date.now()),
      progressed: (_task: string, count: number) => progress.push(count),
      jobChanged: (_id: string, change: DetailsChange | undefined) => {
        const known = change?.reset === true ? {} : jobs.at(-1);
        jobs.push(change && ({ ...known, ...change.details } as JobDetails));
        if (change !== undefined) news.push(change);
        const { result } = change ?? {};
        if (result !== undefined) results.push({ text: Buffer.from(result.bytes).toString(), cut: result.cut });
      },
    };
    const live = new LocalQueue(queue, events, { readOnly: false, killProcesses: () => undefined, ...options });
    opened.push(live);
    live.start();
    return { live, changes, ended, output, jobs, news, results, progress, searched, workerChanges };
  }
});

function countsOf(status: QueueStatus | undefined) {
  return status?.kind === "ready" ? status.counts : undefined;
}
