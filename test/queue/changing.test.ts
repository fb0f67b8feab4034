import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { existsSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { JobQueue, JsonText, MovedOnError, trashSeen } from "../../src/queue/index.js";
import { claimJob } from "./claim-job.js";
import {
  filesIn,
  jobFilesIn,
  leftOversIn,
  pythonJob,
  temporaryDirectory,
  temporaryQueue,
  writeIn,
} from "./temporary-queue.js";

describe("cancel", () => {
  it("records a queued job as failed, with who asked and why", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ a: 1 });
    assert.equal(queue.cancel(id, { by: "ada", why: "a typo" }), "cancelled");
    const job = queue.get(id);
    assert.equal(job?.state === "failed" && job.error, "Cancelled before it started");
    assert.equal(queue.errorText(id), "Cancelled before it started\n\nCancelled by ada: a typo\n");
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("takes a waiting job too", () => {
    const queue = temporaryQueue();
    queue.create();
    writeIn(queue, "waiting/1733302847123456789~held.json", pythonJob("1733302847123456789"));
    assert.equal(queue.cancel("1733302847123456789"), "cancelled");
    assert.deepEqual(queue.counts(), { queued: 0, running: 0, completed: 0, failed: 1 });
  });

  it("asks the worker of a running job, once", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    queue.claimNext();
    assert.equal(queue.cancel(id, { by: "ada" }), "requested");
    assert.equal(queue.cancel(id, { by: "bob" }), "requested");
    assert.deepEqual(
      leftOversIn(queue).filter((path) => path.includes("requests")),
      [`.dirq/requests/${id}.cancel`],
    );
  });

  it("leaves alone a job that is in none of the states given", () => {
    const queue = temporaryQueue();
    const [running, queued] = queue.submitMany([{}, {}]).map(({ id }) => id);
    queue.claimNext();
    const states = ["queued"] as const;
    assert.throws(() => queue.cancel(running ?? "", { states }), { code: "WRONG_STATE", message: /is running by now/ });
    assert.deepEqual(
      leftOversIn(queue).filter((path) => path.includes("requests")),
      [],
    );
    assert.equal(queue.cancel(queued ?? "", { states }), "cancelled");
  });

  it("refuses a job that has ended, one that Python runs, and one that is not there", () => {
    const queue = temporaryQueue();
    queue.create();
    writeIn(queue, "completed/1.json", pythonJob("1"));
    writeIn(queue, "running/2.json", pythonJob("2"));
    assert.throws(() => queue.cancel("1"), { code: "WRONG_STATE", message: /ended already \(completed\)/ });
    assert.throws(() => queue.cancel("2"), { code: "WRONG_STATE", message: /a Python worker runs it/ });
    assert.throws(() => queue.cancel("3"), { code: "NOT_FOUND" });
  });

  it("does not bring back a job that was removed after its end was recorded on a failing disk", () => {
    let last = "";
    let fails = true;
    const fsyncSync: typeof nodeFs.fsyncSync = (file) => {
      if (fails && existsSync(last)) throw Object.assign(new Error("EIO: made up"), { code: "EIO", syscall: "fsync" });
      nodeFs.fsyncSync(file);
    };
    const queue = temporaryQueue({ fileSystem: { ...nodeFs, fsyncSync } });
    const { id } = queue.submit({});
    last = join(queue.directory, `failed/${id}.json`);
    assert.throws(() => queue.cancel(id), { code: "QUEUE_UNUSABLE", message: /is cancelled, but a power cut/ });
    fails = false;
    const { name } = queue.remove(id);
    assert.deepEqual([queue.list(), queue.get(id), queue.counts().queued], [[], undefined, 0]);
    assert.equal(queue.restore(name), id);
    assert.equal(queue.get(id)?.state, "failed");
    queue.remove(id);
    assert.throws(() => queue.cancel(id), { code: "NOT_FOUND" });
    assert.deepEqual(jobFilesIn(queue), []);
  });
});

describe("resubmit", () => {
  it("submits the params again, to the letter, under a new id", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit(JsonText.parse('{"lr": 1.0, "dirq": {"batch": "b1", "other": 2}}'));
    const again = queue.resubmit(id);
    assert.notEqual(again.id, id);
    assert.equal(
      queue.paramsText(again.id)?.replace(/\s/g, ""),
      `{"lr":1.0,"dirq":{"batch":"b1","resubmit_of":"${id}"}}`,
    );
  });

  it("can give the new job a name", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ name: "old" });
    assert.equal(queue.resubmit(id, { name: "new" }).name, "new");
  });

  it("says why a damaged job cannot be resubmitted", () => {
    const queue = temporaryQueue();
    writeIn(queue, "failed/x.json", "{");
    assert.throws(() => queue.resubmit("x"), { code: "INVALID_JOB", message: /not valid JSON/ });
    assert.throws(() => queue.resubmit("y"), { code: "NOT_FOUND" });
  });
});

describe("remove and restore", () => {
  it("move a job and its results to the trash and back", () => {
    const queue = temporaryQueue();
    const id = completedIn(queue);
    const before = jobFilesIn(queue);
    const trashed = queue.remove(id);
    assert.deepEqual(jobFilesIn(queue), []);
    assert.deepEqual(queue.trash(), [trashed]);
    assert.equal(queue.restore(trashed.name), id);
    assert.deepEqual(jobFilesIn(queue), before);
    assert.deepEqual(
      filesIn(queue.directory).filter((path) => path.startsWith(".dirq/trash/")),
      [".dirq/trash/"],
    );
  });

  for (const refused of ["job.json", "results"])
    it(`leave in the trash what the disk refuses to bring back, to be tried again (${refused})`, () => {
      const queue = temporaryQueue();
      const id = completedIn(queue);
      const before = jobFilesIn(queue);
      const { name } = queue.remove(id);
      const renameSync: typeof nodeFs.renameSync = (from, to) => {
        if (String(from).endsWith(`/${refused}`)) throw Object.assign(new Error("refused"), { code: "EACCES" });
        nodeFs.renameSync(from, to);
      };
      const locked = new JobQueue(queue.directory, { fileSystem: { ...nodeFs, renameSync } });
      assert.throws(() => locked.restore(name), /refused/);
      assert.equal(queue.restore(name), id);
      assert.deepEqual(jobFilesIn(queue), before);
    });

  it("refuse a running job, what is not there, and an id that has come back", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    queue.claimNext();
    assert.throws(() => queue.remove(id), { code: "WRONG_STATE", message: /Cancel it first: dirq cancel/ });
    writeIn(queue, "running/2.json", pythonJob("2"));
    assert.throws(() => queue.remove("2"), { code: "WRONG_STATE", message: /under a Python worker/ });
    assert.throws(() => queue.remove("x"), { code: "NOT_FOUND" });
    assert.throws(() => queue.restore("x"), { code: "NOT_FOUND" });
    const other = queue.submit({});
    const { name } = queue.remove(other.id);
    writeIn(queue, `queued/${other.id}.json`, pythonJob(other.id));
    assert.throws(() => queue.restore(name), { code: "CONFLICT" });
  });

  it("leave alone a job that is in none of the states given", () => {
    const queue = temporaryQueue();
    const [ended = "", queued = ""] = queue.submitMany([{}, {}]).map(({ id }) => id);
    const claim = claimJob(queue);
    const states = ["queued"] as const;
    assert.throws(() => queue.remove(ended, { states }), { code: "WRONG_STATE", message: /is running by now/ });
    queue.finish(claim, { state: "completed", result: { a: 1 } });
    assert.throws(() => queue.remove(ended, { states }), { code: "WRONG_STATE", message: /is completed by now/ });
    assert.equal(queue.remove(queued, { states }).state, "queued");
    assert.deepEqual(queue.ids("completed"), [ended]);
  });

  it("tell a removal that was cut off apart from what is not there, until somebody has finished it", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const { name } = queue.remove(id);
    const removing = name.replace("-rm-", "-removing-");
    renameSync(join(queue.directory, ".dirq/trash", name), join(queue.directory, ".dirq/trash", removing));
    assert.deepEqual(queue.trash(), []);
    assert.deepEqual(
      queue.beingRemoved().map((job) => [job.id, job.name, queue.trashedJob(job.name).state]),
      [[id, removing, "queued"]],
    );
    const refusal = {
      code: "CONFLICT",
      message: new RegExp(`^Job ${id} is still being moved to the trash\\. .* dirq doctor --fix`),
    };
    assert.throws(() => queue.restore(removing), refusal);
    assert.throws(() => queue.purge(removing), refusal);
    queue.recovery(() => undefined, { now: () => Date.now() + 61_000, monotonic: () => 0 }).run();
    assert.deepEqual([queue.beingRemoved(), queue.restore(name)], [[], id]);
  });

  it("end when the trash is emptied: on command, or by a worker after seven days", () => {
    const queue = temporaryQueue();
    const [first, second] = queue.submitMany([{}, {}]).map(({ id }) => queue.remove(id));
    assert.equal(queue.emptyTrash({ olderThan: 3600 }), 0);
    const days = (n: number) => ({ now: () => Date.now() + n * 86_400_000, monotonic: () => 0 });
    queue.recovery(() => undefined, days(6)).run();
    assert.deepEqual(queue.trash().length, 2);
    queue.restore(first?.name ?? "");
    queue.recovery(() => undefined, days(8)).run();
    assert.deepEqual([queue.trash(), queue.counts().queued], [[], 1]);
    assert.throws(() => queue.restore(second?.name ?? ""), { code: "NOT_FOUND" });
    queue.remove(first?.id ?? "");
    assert.equal(queue.emptyTrash(), 1);
    assert.deepEqual(jobFilesIn(queue), []);
  });

  it("are not counted where nothing but the folder is left of a restoring that was done", () => {
    const queue = temporaryQueue();
    const { name } = queue.remove(queue.submit({}).id);
    const folder = join(queue.directory, ".dirq/trash", name);
    const restoring = folder.replace("-rm-", "-restoring-");
    renameSync(folder, restoring);
    renameSync(join(restoring, "job.json"), join(queue.directory, "queued/1.json"));
    queue.recovery(() => undefined, { now: () => Date.now() + 61_000, monotonic: () => 0 }).run();
    assert.deepEqual([queue.trash(), existsSync(folder)], [[], true]);
    assert.deepEqual([queue.emptyTrash(), existsSync(folder), queue.ids("queued")], [0, false, ["1"]]);
  });

  it("end when what was seen of the trash is deleted, but for what has come or left since", async () => {
    const queue = temporaryQueue();
    const [gone, restored] = queue.submitMany([{}, {}]).map(({ id }) => queue.remove(id).name);
    const healed = ["1", "2"].map((digit) => `20200101T000000-heal-${digit.repeat(12)}`);
    const putHealed = (name = ""): void => mkdirSync(join(queue.directory, ".dirq/trash", name));
    putHealed(healed[0]);
    const seen = trashSeen([...queue.walkTrash()]);
    assert.deepEqual([seen.jobs.toSorted(), seen.others], [[gone, restored].toSorted(), [healed[0]]]);
    putHealed(healed[1]);
    queue.restore(restored ?? "");
    const came = queue.remove(queue.submit({}).id).name;
    const ends = new Map<string, unknown>();
    for await (const some of queue.purgeSeen(seen))
      for (const end of some) ends.set(end.id, end.status === "rejected" ? end.reason : "deleted");
    assert.ok(ends.get(restored ?? "") instanceof MovedOnError);
    assert.equal(ends.get(gone ?? ""), "deleted");
    assert.deepEqual(readdirSync(join(queue.directory, ".dirq/trash")).sort(), [healed[1], came].sort());
  });

  it("delete for good what a job left, whatever the names, and follow no link", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const kept = temporaryDirectory();
    writeFileSync(join(kept, "precious"), "");
    const folder = queue.resultDirectory(id);
    mkdirSync(join(folder, "models"), { recursive: true });
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/models/`), Buffer.from([0xff, 0xfe])]), "");
    symlinkSync(kept, join(folder, "link"));
    queue.remove(id);
    queue.emptyTrash();
    assert.deepEqual(
      filesIn(queue.directory).filter((path) => path.startsWith(".dirq/trash/")),
      [".dirq/trash/"],
    );
    assert.deepEqual(filesIn(kept), ["precious"]);
  });

  it("follow no path that somebody wrote into a manifest", () => {
    const queue = temporaryQueue();
    queue.create();
    writeIn(
      queue,
      ".dirq/trash/20260101T000000-rm-0123456789ab/manifest.json",
      '{"id":"../../x","state":"queued","removed_ms":1}',
    );
    writeIn(queue, ".dirq/trash/20260101T000000-rm-0123456789ab/job.json", "{}");
    assert.deepEqual(queue.trash(), []);
    assert.throws(() => queue.restore("20260101T000000-rm-0123456789ab"), { code: "NOT_FOUND" });
    assert.throws(() => queue.restore("../trash"), { code: "NOT_FOUND" });
  });

  it("let a worker win that claims the job at the same time", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const { name } = queue.remove(id);
    assert.equal(queue.claimNext(), undefined);
    queue.restore(name);
    assert.equal(queue.claimNext()?.id, id);
  });
});

/** The id of a job that was run. */
function completedIn(queue: JobQueue): string {
  const { id } = queue.submit({});
  const claim = claimJob(queue);
  queue.finish(claim, { state: "completed", result: { a: 1 } });
  return id;
}
