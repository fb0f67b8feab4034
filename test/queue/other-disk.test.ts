import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { FileSystem } from "../../src/queue/disk/file-system.js";
import { JobQueue } from "../../src/queue/index.js";
import { skipWithout } from "../setup/needs.js";
import { claimJob } from "./claim-job.js";
import { tellingOfSyncs } from "./telling-of-syncs.js";
import { filesIn, leftOversIn, temporaryDirectory, temporaryQueue } from "./temporary-queue.js";

const OTHER_DISK = "/dev/shm";

/** Puts a folder of the queue on another disk, as people do who keep large results on scratch. */
function putElsewhere(queue: JobQueue, name: string): string {
  const elsewhere = temporaryDirectory(OTHER_DISK);
  mkdirSync(queue.directory, { recursive: true });
  symlinkSync(elsewhere, join(queue.directory, name));
  return elsewhere;
}

/** What others do who take the removals of a call for abandoned, and then want the job back. */
function finishAndRestore(directory: string, batch: string): void {
  const queue = new JobQueue(directory);
  queue.finishRemovals(batch);
  queue.restore(queue.trash()[0]?.name ?? "");
}

describe("a queue with a folder on another disk", () => {
  before(function () {
    if (!existsSync(OTHER_DISK) || statSync(OTHER_DISK).dev === statSync(tmpdir()).dev) {
      skipWithout(this, `${OTHER_DISK} is not another disk than ${tmpdir()}`);
    }
  });

  it("keeps its results there", () => {
    const queue = temporaryQueue();
    const results = putElsewhere(queue, "completed_results");
    const [well, badly] = queue.submitMany([{}, {}]).map(({ id }) => id);
    for (const outcome of [
      { state: "completed", result: { a: 1 } },
      { state: "failed", error: "no", details: "" },
    ] as const) {
      const claim = claimJob(queue);
      queue.finish(claim, outcome);
    }
    assert.deepEqual(filesIn(results), [`${well}/result.json`, `${well}/results.json`, `${badly}/error.txt`]);
    assert.equal(readFileSync(join(results, `${well}/results.json`), "utf8"), '{\n  "a": 1\n}\n');
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("lets go of a staged result only once the other disk keeps its copies", () => {
    const calls: string[] = [];
    const queue = temporaryQueue({ fileSystem: tellingOfResults(calls) });
    putElsewhere(queue, "completed_results");
    const { id } = queue.submit({});
    const claim = claimJob(queue);
    calls.length = 0;
    queue.finish(claim, { state: "completed", result: {} });
    const [results, result, syncOfDirectory, ...rest] = calls;
    assert.deepEqual([results, result, syncOfDirectory], ["results.json", "result.json", `sync ${id}`]);
    assert.deepEqual(rest, ["remove what is staged", `sync ${id}`]);
  });

  it("takes a result that is larger than any text", () => {
    const readFileSync = ((...args: Parameters<typeof nodeFs.readFileSync>) => {
      const content = nodeFs.readFileSync(...args);
      if (content.length > 1_000_000) throw Object.assign(new Error("made up"), { code: "ERR_STRING_TOO_LONG" });
      return content;
    }) as typeof nodeFs.readFileSync;
    const queue = temporaryQueue({ fileSystem: { ...nodeFs, readFileSync } });
    const results = putElsewhere(queue, "completed_results");
    const { id } = queue.submit({});
    const claim = claimJob(queue);
    const text = "x€".repeat(1_000_000);
    queue.finish(claim, { state: "completed", result: { text } });
    for (const name of ["result.json", "results.json"]) {
      const written: unknown = JSON.parse(nodeFs.readFileSync(join(results, id, name), "utf8"));
      assert.deepEqual(written, { text });
    }
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("has its trash there too, and brings back what is in it", () => {
    const queue = temporaryQueue();
    const results = putElsewhere(queue, "completed_results");
    const { id } = queue.submit({});
    const claim = claimJob(queue);
    queue.finish(claim, { state: "completed", result: {} });
    const before = filesIn(results);
    const { name } = queue.remove(id);
    assert.deepEqual(
      filesIn(results).map((path) => path.split("/")[0]),
      [".trash", ".trash"],
    );
    queue.restore(name);
    assert.deepEqual(
      filesIn(results).filter((path) => !path.endsWith("/")),
      before,
    );
    queue.remove(id);
    queue.emptyTrash();
    assert.deepEqual(filesIn(results), [".trash/"]);
  });

  it("says that a job is removed only once the other disk keeps where its results are", () => {
    const calls: string[] = [];
    const queue = temporaryQueue({ fileSystem: tellingOfRemoval(calls) });
    putElsewhere(queue, "completed_results");
    const { id } = queue.submit({});
    queue.cancel(id);
    calls.length = 0;
    queue.remove(id);
    assert.deepEqual(calls, [
      "move job.json",
      "sync failed",
      "move results",
      "sync .trash",
      "sync completed_results",
      "move rm",
      "sync trash",
    ]);
  });

  it("shows a job in the trash although the other disk refuses to keep where its results are", () => {
    const queue = temporaryQueue({
      fileSystem: tellingOfSyncs((path) => {
        if (path.endsWith("/.trash")) throw Object.assign(new Error("EIO: made up"), { code: "EIO", syscall: "fsync" });
      }),
    });
    putElsewhere(queue, "completed_results");
    const { id } = queue.submit({});
    queue.cancel(id);
    assert.throws(
      () => queue.remove(id),
      /^UnconfirmedError: Job \d+ is in the trash, as \S+, but .* its results back/,
    );
    queue.restore(queue.trash()[0]?.name ?? "");
    assert.match(queue.errorText(id) ?? "", /^Cancelled/);
  });

  it("keeps the results of a job that others removed and restored while its remover was frozen", () => {
    const renameSync: typeof nodeFs.renameSync = (from, to) => {
      if (String(to).includes("/.trash/")) finishAndRestore(queue.directory, "b");
      nodeFs.renameSync(from, to);
    };
    const queue = temporaryQueue({ fileSystem: { ...nodeFs, renameSync } });
    const results = putElsewhere(queue, "completed_results");
    const { id } = queue.submit({});
    const claim = claimJob(queue);
    queue.finish(claim, { state: "completed", result: {} });
    queue.remove(id, { batch: "b" });
    assert.equal(queue.get(id)?.state, "completed");
    assert.deepEqual(filesIn(results), [".trash/", `${id}/result.json`, `${id}/results.json`]);
  });

  it("is refused when it is a folder between which jobs have to move", () => {
    const queue = temporaryQueue({ fileSystem: { ...nodeFs, renameSync: renameButIntoQueued } });
    assert.throws(() => queue.submit({}), {
      code: "QUEUE_UNUSABLE",
      message: /its folders are on more than one file system/,
    });
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("is refused when a link leads there from any folder but that of the results", () => {
    const queue = temporaryQueue();
    putElsewhere(queue, "queued");
    assert.throws(() => queue.submit({}), { code: "QUEUE_UNUSABLE", message: /queued is a link\./ });
    assert.deepEqual(leftOversIn(queue), []);
  });
});

/** Notes what comes into the directory of results and is synced there, and when what was staged goes. */
function tellingOfResults(calls: string[]): FileSystem {
  return {
    ...tellingOfSyncs((path, how) => {
      const isResult = dirname(path).endsWith("/completed_results") && !path.endsWith(".part");
      if (isResult && how === "standing still") calls.push(`sync ${basename(path)}`);
    }),
    renameSync: (from, to) => {
      nodeFs.renameSync(from, to);
      if (String(to).includes("/completed_results/")) calls.push(basename(String(to)));
    },
    unlinkSync: (path) => {
      if (/\.(?:result|error)$/.test(String(path))) calls.push("remove what is staged");
      nodeFs.unlinkSync(path);
    },
  };
}

/** Notes what is moved into the trash or in it, by what it is called or by the phase of its folder, and what is synced then. */
function tellingOfRemoval(calls: string[]): FileSystem {
  const names: Readonly<Record<string, string>> = { "job.json": "job.json", ".trash": "results", trash: "rm" };
  return {
    ...tellingOfSyncs((path) => {
      if (!path.endsWith(".json")) calls.push(`sync ${basename(path)}`);
    }),
    renameSync: (from, to) => {
      nodeFs.renameSync(from, to);
      const [name, parent] = [basename(String(to)), basename(dirname(String(to)))];
      calls.push(`move ${names[name] ?? names[parent] ?? name}`);
    },
  };
}

/** As with a disk that is mounted on `queued`. */
function renameButIntoQueued(from: nodeFs.PathLike, to: nodeFs.PathLike): void {
  if (String(to).includes("/queued/")) throw Object.assign(new Error("EXDEV"), { code: "EXDEV", syscall: "rename" });
  nodeFs.renameSync(from, to);
}
