import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { existsSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { isShellJob, JobQueue, type Claim } from "../../src/queue/index.js";
import { later } from "../faults/later.js";
import { beforeEachChange } from "../interop/meanwhile.js";
import { claimJob } from "./claim-job.js";
import {
  jobFilesIn,
  leftOversIn,
  pythonJob,
  readIn,
  temporaryDirectory,
  temporaryQueue,
  writeIn,
} from "./temporary-queue.js";

function queuedFile({ directory }: JobQueue, id: string): string {
  return join(directory, "queued", `${id}.json`);
}

describe("claim", () => {
  it("takes the oldest job and shows it as running", () => {
    const queue = temporaryQueue();
    const [first] = queue.submitMany([{ n: 1 }, { n: 2 }]);
    const claim = queue.claimNext({ workerName: "w1" });
    assert.equal(claim?.id, first?.id);
    assert.deepEqual(queue.get(claim?.id ?? ""), { ...claim?.job, startedAt: claim?.job.startedAt });
    assert.deepEqual(queue.counts(), { queued: 1, running: 1, completed: 0, failed: 0 });
    assert.equal(claim?.job.workerName, "w1");
  });

  it("names the result directory without the slash that the name of the results' directory ends in", () => {
    const queue = temporaryQueue({ resultsDirectory: "results/" });
    const { id } = queue.submit({});
    assert.equal(claimJob(queue).resultDirectory, join(queue.directory, "results", id));
  });

  it("gives each job to one of two queues on the same directory", () => {
    const queue = temporaryQueue();
    const other = new JobQueue(queue.directory);
    const submitted = queue.submitMany(Array.from({ length: 20 }, (_, n) => ({ n })));
    const ids = submitted.flatMap(() => [queue.claimNext()?.id ?? [], other.claimNext()?.id ?? []].flat());
    assert.deepEqual(
      ids.sort(),
      submitted.map(({ id }) => id),
    );
  });

  it("leaves jobs that the worker does not accept, and those with a name that is no id", () => {
    const queue = temporaryQueue();
    queue.submit({ type: "report" });
    writeIn(queue, "queued/my job.json", pythonJob("my job"));
    const shell = queue.submit({ command: "true" });
    const accepts = ({ params }: { params: Parameters<typeof isShellJob>[0] }) => isShellJob(params);
    assert.equal(queue.claimNext({ accepts })?.id, shell.id);
    assert.equal(queue.claimNext({ accepts }), undefined);
    assert.equal(queue.counts().queued, 2);
  });

  it("passes over what others have taken from the front, at few looks", () => {
    const looked: string[] = [];
    const lstatSync = ((path: string, options) => {
      looked.push(path);
      return nodeFs.lstatSync(path, options);
    }) as typeof nodeFs.lstatSync;
    const queue = temporaryQueue({ fileSystem: { ...nodeFs, lstatSync } });
    const ids = queue.submitMany(Array.from({ length: 400 }, () => ({}))).map(({ id }) => id);
    assert.equal(claimJob(queue).id, ids[0]);
    // Others take from the front, and one gives a job back to it.
    for (const id of ids.slice(1, 251)) renameSync(queuedFile(queue, id), join(queue.directory, `${id}.taken`));
    const [, back = ""] = ids;
    renameSync(join(queue.directory, `${back}.taken`), queuedFile(queue, back));
    assert.equal(claimJob(queue).id, back);
    looked.length = 0;
    assert.equal(claimJob(queue).id, ids[251]);
    const places = new Set(looked.filter((path) => path.startsWith(join(queue.directory, "queued"))));
    assert.ok(places.size < 40, `${places.size} names were looked at to find the first behind 249 that are gone`);
  });

  it("says that there is none only when it has looked at each that it listed", () => {
    let listed = (): void => undefined;
    const readdirSync = ((path: string) => {
      const names = nodeFs.readdirSync(path);
      if (basename(path) === "queued") listed();
      return names;
    }) as typeof nodeFs.readdirSync;
    const queue = temporaryQueue({ fileSystem: { ...nodeFs, readdirSync } });
    const submitSome = (): string[] =>
      new JobQueue(queue.directory).submitMany(Array.from({ length: 64 }, () => ({}))).map(({ id }) => id);
    const take = (ids: readonly string[]): void => ids.forEach((id) => rmSync(queuedFile(queue, id)));
    const first = submitSome();
    let last = "";
    listed = () => {
      // Others take all of it, and more comes, of which they take all but one once it is listed.
      take(first);
      const more = submitSome();
      [last = ""] = more.splice(40, 1);
      listed = () => take(more);
    };
    assert.equal(queue.claimNext()?.id, last);
  });

  it("finds jobs that came after it had looked", () => {
    const queue = temporaryQueue();
    queue.create();
    assert.equal(queue.claimNext(), undefined);
    const { id } = queue.submit({});
    assert.equal(claimJob(queue).id, id);
  });

  it("takes the name of the file for the id, as a copy made by hand has another one inside", () => {
    const queue = temporaryQueue();
    writeIn(queue, "queued/copy.json", pythonJob("1733302847123456789"));
    assert.equal(claimJob(queue).id, "copy");
  });

  it("waits for a Python process that holds the job's lock, but not for ever", () => {
    const queue = temporaryQueue();
    const [locked, free] = queue.submitMany([{}, {}]);
    writeIn(queue, `queued/${locked?.id}.lock`, "");
    assert.equal(claimJob(queue).id, free?.id);
    assert.equal(claimJob(queue).id, locked?.id);
  });

  it("numbers what an earlier attempt left in the result directory", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    for (const name of ["output.log", "output.1.log", "result.json", "results.json", "error.txt", "model.bin"]) {
      writeIn(queue, `completed_results/${id}/${name}`, name);
    }
    claimJob(queue);
    assert.deepEqual(
      jobFilesIn(queue).filter((path) => path.startsWith("completed_results")),
      ["error.1.txt", "model.bin", "output.1.log", "output.2.log", "result.1.json", "results.1.json"].map(
        (name) => `completed_results/${id}/${name}`,
      ),
    );
  });

  it("leaves a result that is published while it puts back what others' job has written meanwhile", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const replace = (text: string): void => {
      writeIn(queue, `completed_results/${id}/new`, text);
      renameSync(join(queue.resultDirectory(id), "new"), join(queue.resultDirectory(id), "result.json"));
    };
    replace("of an earlier attempt");
    const written = ["of others' job", "published"];
    const fileSystem = beforeEachChange((_, path) => {
      const text = path.includes("/result.json") ? written.shift() : undefined;
      if (text !== undefined) replace(text);
    });
    claimJob(new JobQueue(queue.directory, { fileSystem }));
    const kept = ["result.json", "result.1.json"].map((name) => readIn(queue, `completed_results/${id}/${name}`));
    assert.deepEqual(kept, ["published", "of others' job"]);
  });

  const OWN_RESULT = `{"own": "of the first attempt"}`;

  const givenBack: Readonly<Record<string, (queue: JobQueue, claim: Claim) => void>> = {
    "was released": (queue, claim) => queue.release(claim),
    "failed and is tried again": (queue, claim) =>
      queue.retryLater(claim, { state: "failed", error: "no", details: "" }),
    "lost its worker": (queue, claim) => {
      queue.forget(claim);
      queue.recovery(() => undefined).run();
    },
  };
  for (const [what, giveBack] of Object.entries(givenBack)) {
    it(`keeps no result of an attempt whose job ${what}: it would be taken for that of a Python worker`, () => {
      const queue = temporaryQueue();
      const { id } = queue.submit({}, { retries: 1 });
      const claim = claimJob(queue);
      writeIn(queue, `completed_results/${id}/result.json`, OWN_RESULT);
      giveBack(queue, claim);
      assert.deepEqual([queue.get(id)?.state, queue.resultText(id)], ["queued", undefined]);
      assert.equal(readIn(queue, `completed_results/${id}/result.1.json`), OWN_RESULT);
    });
  }

  it("brings a job back whose result directory is a link by now, and renames nothing through it", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const claim = claimJob(queue);
    const elsewhere = temporaryDirectory();
    writeFileSync(join(elsewhere, "result.json"), OWN_RESULT);
    rmSync(claim.resultDirectory, { recursive: true });
    symlinkSync(elsewhere, claim.resultDirectory);
    queue.release(claim);
    assert.deepEqual([queue.get(id)?.state, readdirSync(elsewhere)], ["queued", ["result.json"]]);
  });

  it("sets a link in place of the result directory aside, and writes nothing through it", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    symlinkSync("/tmp", join(queue.directory, "completed_results", id));
    const claim = claimJob(queue);
    queue.finish(claim, { state: "completed", result: {} });
    assert.ok(jobFilesIn(queue).includes(`completed_results/${id}/result.json`));
  });

  it("writes progress over itself, in place, with Python's keys in Python's order", () => {
    const queue = temporaryQueue();
    queue.submit({ a: 1 });
    const claim = claimJob(queue);
    queue.updateProgress(claim.id, 42);
    queue.updateProgress(claim, 0.5);
    const written = JSON.parse(readIn(queue, `running/${claim.id}.json`)) as Record<string, unknown>;
    assert.deepEqual(Object.keys(written), [
      ..."id state params created_at started_at finished_at error worker_name progress".split(" "),
      "claim",
      "started_ms",
    ]);
    assert.equal(written["progress"], 0.5);
  });

  it("takes progress that is no number for none, and its file stays JSON", () => {
    const queue = temporaryQueue();
    queue.submit({});
    const claim = claimJob(queue);
    const written = [NaN, undefined as never, "half" as never].map((progress) => {
      queue.updateProgress(claim, progress);
      return (JSON.parse(readIn(queue, `running/${claim.id}.json`)) as { progress: unknown }).progress;
    });
    assert.deepEqual(written, [0, 0, 0]);
  });

  it("does not accept progress of a job that is not claimed here", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    assert.throws(() => queue.updateProgress(id, 0.5), { code: "WRONG_STATE" });
  });

  it("is given back as it was by release", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ a: 1 });
    const before = readIn(queue, `queued/${id}.json`);
    queue.release(claimJob(queue));
    assert.equal(readIn(queue, `queued/${id}.json`), before);
    assert.deepEqual([jobFilesIn(queue), leftOversIn(queue)], [[`queued/${id}.json`], []]);
  });

  it("is given back when its queue is disposed of, though the disk refuses that of another", () => {
    const refused = new Set<string>();
    const renaming: typeof nodeFs.renameSync = (from, to) => {
      if (refused.has(basename(String(to))))
        throw Object.assign(new Error("made up"), { code: "EIO", syscall: "rename" });
      nodeFs.renameSync(from, to);
    };
    const queue = temporaryQueue({ fileSystem: { ...nodeFs, renameSync: renaming } });
    const [first = "", second = ""] = queue.submitMany([{}, {}]).map(({ id }) => id);
    assert.ok(queue.claimNext() && queue.claimNext());
    refused.add(`${first}.json`);
    assert.throws(() => queue[Symbol.dispose](), { code: "QUEUE_UNUSABLE" });
    assert.deepEqual(queue.ids("queued"), [second]);
  });

  it("is given up when the disk refuses what belongs to it, for nobody else would bring the job back", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    let isFull = true;
    const openSync: typeof nodeFs.openSync = (path, flags, mode) => {
      const creates = (Number(flags) & nodeFs.constants.O_CREAT) !== 0;
      if (isFull && creates) throw Object.assign(new Error("full"), { code: "ENOSPC", syscall: "open" });
      return nodeFs.openSync(path, flags, mode);
    };
    const other = new JobQueue(queue.directory, { fileSystem: { ...nodeFs, openSync } });
    assert.throws(() => other.claimNext(), { code: "QUEUE_UNUSABLE", message: /no space is left/ });
    assert.deepEqual([jobFilesIn(queue), leftOversIn(queue)], [[`queued/${id}.json`], []]);
    isFull = false;
    assert.equal(claimJob(other).id, id);
  });

  it("leaves a file that is half-written until it is whole", () => {
    const queue = temporaryQueue();
    queue.create();
    const text = pythonJob("1733302847123456789");
    writeIn(queue, "queued/1733302847123456789.json", text.slice(0, 50));
    assert.equal(queue.claimNext(), undefined);
    assert.equal(queue.hasUndecidedJobs(), true);
    writeIn(queue, "queued/1733302847123456789.json", text);
    assert.equal(claimJob(queue).id, "1733302847123456789");
    assert.equal(queue.hasUndecidedJobs(), false);
  });

  it("tells its holder when the job was taken over, cancelled or removed", () => {
    const queue = temporaryQueue();
    queue.submitMany([{}, {}, {}]);
    const [taken, cancelled, mine] = [claimJob(queue), claimJob(queue), claimJob(queue)];
    renameSync(taken.file, `${queue.directory}/.dirq/claims/${taken.id}~another.r1`);
    assert.equal(queue.cancel(cancelled.id, { by: "me", why: "too slow" }), "requested");
    const looks = [taken, cancelled, mine].map((claim) => queue.watchClaim(claim).look());
    assert.deepEqual(looks, [
      { kind: "lost" },
      { kind: "cancelled", request: { by: "me", why: "too slow" } },
      { kind: "mine" },
    ]);
  });

  it("is still its holder's while the whole queue is away, however long", () => {
    const queue = temporaryQueue();
    queue.submit({});
    const claim = claimJob(queue);
    const watch = queue.watchClaim(claim);
    renameSync(queue.directory, `${queue.directory}-away`);
    const looks = [watch.look(), later(60_000, () => watch.look())];
    assert.throws(() => queue.finish(claim, { state: "completed", result: {} }), { code: "QUEUE_UNUSABLE" });
    assert.equal(existsSync(queue.directory), false);
    renameSync(`${queue.directory}-away`, queue.directory);
    assert.deepEqual([...looks, watch.look()], [{ kind: "mine" }, { kind: "mine" }, { kind: "mine" }]);
    assert.equal(queue.finish(claim, { state: "completed", result: {} }), true);
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("makes no part of a queue that goes away while its end is recorded", () => {
    let isAway = (): void => undefined;
    const fs = { ...nodeFs, fsyncSync: (file: number) => (nodeFs.fsyncSync(file), isAway()) };
    const { directory } = temporaryQueue();
    const queue = new JobQueue(directory, { fileSystem: fs });
    queue.submit({});
    const claim = claimJob(queue);
    isAway = () => {
      if (existsSync(directory)) renameSync(directory, `${directory}-away`);
    };
    assert.throws(() => queue.finish(claim, { state: "completed", result: {} }));
    assert.equal(existsSync(directory), false);
    isAway = () => undefined;
    renameSync(`${directory}-away`, directory);
    assert.equal(queue.finish(claim, { state: "completed", result: {} }), true);
    assert.deepEqual([queue.get(claim.id)?.state, leftOversIn(queue)], ["completed", []]);
  });

  it("shows the job again when a losing Python worker has marked it failed", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const claim = claimJob(queue);
    const view = readIn(queue, `running/${id}.json`);
    rmSync(join(queue.directory, `running/${id}.json`));
    writeIn(queue, `failed/${id}.json`, pythonJob(id, { state: "failed", error: "Error starting job: gone" }));
    writeIn(queue, `completed_results/${id}/error.txt`, "Error starting job: gone\n\nTraceback");
    assert.equal(queue.get(id)?.state, "running");
    assert.deepEqual(queue.watchClaim(claim).look(), { kind: "mine" });
    assert.deepEqual(jobFilesIn(queue), [`running/${id}.json`]);
    assert.equal(readIn(queue, `running/${id}.json`), view);
  });
});
