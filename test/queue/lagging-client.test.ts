import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { basename, dirname, join } from "node:path";
import { Disk } from "../../src/queue/disk/disk.js";
import type { FileSystem } from "../../src/queue/disk/file-system.js";
import { JobQueue, openStore } from "../../src/queue/index.js";
import { setAsideEarlierAttempt } from "../../src/queue/owning/earlier-attempt.js";
import { later } from "../faults/later.js";
import type { NetworkFileSystem } from "../faults/simulation/attribute-cache.js";
import { claimJob } from "./claim-job.js";
import { claimAs, deadWorker, workerElsewhere } from "./other-workers.js";
import { jobFilesIn, pythonJob, readIn, temporaryDirectory, temporaryQueue, writeIn } from "./temporary-queue.js";

const now = performance.now.bind(performance);

describe("a client of a network file system that still sees a name from which others have moved the file", () => {
  afterEach(() => {
    performance.now = now;
  });

  for (const client of ["nfs", "sshfs"] as const) {
    it(`gives a dead worker's job back to the queue, not into quarantine, by ${client}`, () => {
      const queue = temporaryQueue();
      const { id } = queue.submit({});
      const path = join(queue.directory, "queued", `${id}.json`);
      recoverAfter(queue, { path, claim: `${id}~${deadWorker(queue)}.1`, client });
      assert.equal(nodeFs.existsSync(path), true);
    });

    it(`gives back a held job as held, by ${client}`, () => {
      const queue = temporaryQueue();
      const { id } = queue.submit({}, { hold: true });
      const path = join(queue.directory, "waiting", `${id}~held.json`);
      recoverAfter(queue, { path, claim: `${id}~${deadWorker(queue)}.r1~held`, client });
      assert.equal(nodeFs.existsSync(path), true);
    });

    it(`leaves the result of a job that was repaired while it, of ${client}, was frozen before it put that into quarantine`, () => {
      const queue = temporaryQueue();
      queue.create();
      writeIn(queue, "queued/1.json", "no job");
      writeIn(queue, "completed_results/1/result.json", "of an earlier attempt");
      const ended = (): void => writeIn(queue, "completed_results/1/result.json", "theirs");
      const frozen = frozenAtResults(queue, { client, ended });
      assert.equal(frozen.claimNext(), undefined);
      later(6_000, () => frozen.claimNext());
      assert.equal(readIn(queue, "completed_results/1/result.json"), "theirs");
    });

    it(`leaves the result of a job that others gave back while it, of ${client}, was frozen before it did so`, () => {
      const queue = temporaryQueue();
      const { id } = queue.submit({});
      claimAs(queue, deadWorker(queue));
      writeIn(queue, `completed_results/${id}/result.json`, "of the attempt that died");
      const ended = (): void => writeIn(queue, `completed_results/${id}/result.json`, "theirs");
      frozenAtResults(queue, { client, ended })
        .recovery(() => undefined)
        .run();
      assert.equal(readIn(queue, `completed_results/${id}/result.json`), "theirs");
    });
  }

  it("leaves the result that others put in the place of an earlier one while it, of sshfs, was frozen before it moved that", () => {
    const resultDirectory = temporaryDirectory();
    const result = join(resultDirectory, "result.json");
    nodeFs.writeFileSync(result, "of an earlier attempt");
    const { fileSystem, isOvertaken } = overtakenBeforeMove(result, "theirs");
    const store = openStore(temporaryQueue().directory, { fileSystem });
    setAsideEarlierAttempt(store, { resultDirectory, token: "token", isMine: () => !isOvertaken() });
    assert.equal(nodeFs.readFileSync(result, "utf8"), "theirs");
  });

  for (const [often, looks] of [
    ["whenever it looks", Infinity],
    ["for one look more", 1],
  ] as const) {
    it(`takes the next job where another has taken the one that it sees ${often}`, () => {
      const queue = temporaryQueue();
      const ids = [1, 2, 3].map((n) => queue.submit({ n }).id);
      const lagging = seeing(queue, `queued/${ids[1]}.json`, { looks });
      assert.equal(lagging.claimNext()?.id, ids[0]);
      claimAs(queue, workerElsewhere(queue));
      assert.equal(lagging.claimNext()?.id, ids[2]);
    });
  }

  it("restores a job that it still sees where it was queued, which has ended and was removed since", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const lagging = seeing(queue, `queued/${id}.json`);
    queue.finish(claimJob(queue), { state: "completed", result: {} });
    lagging.restore(queue.remove(id).name);
    assert.equal(queue.get(id)?.state, "completed");
  });

  it("restores no job beside one of the same id that is taken while it looks for that", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const path = join(queue.directory, "queued", `${id}.json`);
    const text = nodeFs.readFileSync(path);
    const { name } = queue.remove(id);
    nodeFs.writeFileSync(path, text);
    let looks = 0;
    const lstatSync = ((file: string, options: { throwIfNoEntry: false }) => {
      const isTaken = file === path && ++looks === 3;
      if (isTaken) nodeFs.renameSync(path, join(queue.directory, ".dirq/claims", `${id}~${workerElsewhere(queue)}.1`));
      return nodeFs.lstatSync(file, options);
    }) as FileSystem["lstatSync"];
    const client = new JobQueue(queue.directory, { fileSystem: { ...nodeFs, lstatSync } });
    assert.throws(() => client.restore(name), { code: "CONFLICT" });
    assert.deepEqual(jobFilesIn(queue), []);
  });

  it("believes what it sees of a file for which it has no descriptor left", () => {
    const path = join(temporaryDirectory(), "job.json");
    nodeFs.writeFileSync(path, "{}");
    const openSync = (): never => {
      throw Object.assign(new Error("too many open files"), { code: "EMFILE", syscall: "open" });
    };
    assert.equal(new Disk({ ...nodeFs, openSync }).isOnlyRemembered(path), false);
  });

  it("asks the worker to stop a job whose claim it does not see yet, and takes that for no Python worker's", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const lagging = takingForEmpty(queue, ".dirq/claims", { until: "it changes it" });
    claimAs(queue, workerElsewhere(queue));
    assert.throws(() => lagging.remove(id, { force: true }), { code: "WRONG_STATE" });
    assert.equal(lagging.cancel(id), "requested");
  });

  it("brings no file out of quarantine in the place of one that others have brought out", () => {
    const { queue, texts } = queueWithTwoInQuarantine();
    const lagging = takingForEmpty(queue, "waiting", { until: "never" });
    queue.mend(() => undefined);
    lagging.mend(() => undefined);
    assert.deepEqual([readIn(queue, "waiting/1~held.json"), readIn(queue, ".dirq/quarantine/1~b.json")], texts);
  });

  it("brings none out of quarantine beside one that has been brought out and released", async () => {
    const { queue, texts } = queueWithTwoInQuarantine();
    const lagging = takingForEmpty(queue, "queued", { until: "it changes it" });
    queue.mend(() => undefined);
    for await (const [end] of queue.unholdMany(["1"])) assert.equal(end?.status, "fulfilled");
    lagging.mend(() => undefined);
    assert.deepEqual(jobFilesIn(queue), ["queued/1.json"]);
    assert.deepEqual([readIn(queue, "queued/1.json"), readIn(queue, ".dirq/quarantine/1~b.json")], texts);
  });
});

/** A client of sshfs, which asks the server for nothing but to open, or change, a file that it has seen before. */
function seeing({ directory }: JobQueue, name: string, { looks } = { looks: Infinity }): JobQueue {
  const path = join(directory, name);
  const seen = nodeFs.lstatSync(path);
  const lstatSync = ((name: string, options: { throwIfNoEntry: false }) =>
    name === path && looks-- > 0 ? seen : nodeFs.lstatSync(name, options)) as FileSystem["lstatSync"];
  return new JobQueue(directory, { fileSystem: { ...nodeFs, lstatSync } });
}

function queueWithTwoInQuarantine() {
  const queue = temporaryQueue();
  queue.create();
  const texts = ["a", "b"].map((name) => pythonJob("1", { name }));
  writeIn(queue, ".dirq/quarantine/1~a.json", texts[0] ?? "");
  writeIn(queue, ".dirq/quarantine/1~b.json", texts[1] ?? "");
  return { queue, texts };
}

/** A client to which a folder looks as it did before anything was in there. */
function takingForEmpty(
  { directory }: JobQueue,
  folder: string,
  { until }: { readonly until: "never" | "it changes it" },
): JobQueue {
  const path = join(directory, folder);
  let lags = true;
  const lstatSync = ((name: string, options: { throwIfNoEntry: false }) =>
    lags && dirname(name) === path ? undefined : nodeFs.lstatSync(name, options)) as FileSystem["lstatSync"];
  const readdirSync = ((name: string) =>
    lags && name === path ? [] : nodeFs.readdirSync(name)) as FileSystem["readdirSync"];
  const renameSync: FileSystem["renameSync"] = (from, to) => {
    nodeFs.renameSync(from, to);
    if (until === "it changes it" && dirname(String(to)) === path) lags = false;
  };
  const unlinkSync: FileSystem["unlinkSync"] = (name) => {
    nodeFs.unlinkSync(name);
    if (until === "it changes it" && dirname(String(name)) === path) lags = false;
  };
  return new JobQueue(directory, { fileSystem: { ...nodeFs, lstatSync, readdirSync, renameSync, unlinkSync } });
}

interface Freeze {
  readonly client: NetworkFileSystem;
  /** What others do meanwhile. */
  readonly ended: () => void;
}

/**
 * A client that is frozen when it lists the results of the job which it has taken. Others give the job back, and it ends;
 * of the claim it knows no better until it changes its folder, one of sshfs until it opens it.
 */
function frozenAtResults({ directory }: JobQueue, { client, ended }: Freeze): JobQueue {
  const claims = join(directory, ".dirq/claims");
  let old: nodeFs.Stats | undefined;
  const readdirSync = ((name: string) => {
    const [claim] = nodeFs.readdirSync(claims);
    if (old !== undefined || basename(dirname(name)) !== "completed_results" || claim === undefined)
      return nodeFs.readdirSync(name);
    performance.now = () => now() + 60_000;
    old = nodeFs.lstatSync(join(claims, claim));
    nodeFs.rmSync(join(claims, claim));
    ended();
    return nodeFs.readdirSync(name);
  }) as FileSystem["readdirSync"];
  const lstatSync = ((name: string, options: { throwIfNoEntry: false }) =>
    dirname(name) === claims && old !== undefined ? old : nodeFs.lstatSync(name, options)) as FileSystem["lstatSync"];
  const unlinkSync: FileSystem["unlinkSync"] = (name) => {
    nodeFs.unlinkSync(name);
    if (dirname(String(name)) === claims && client === "nfs") old = undefined;
  };
  const renameSync: FileSystem["renameSync"] = (from, to) => {
    if (dirname(String(from)) === claims && client === "nfs") old = undefined;
    nodeFs.renameSync(from, to);
  };
  return new JobQueue(directory, { fileSystem: { ...nodeFs, readdirSync, lstatSync, unlinkSync, renameSync } });
}

/** A client of sshfs, to which a file keeps the inode number of its name, before whose move others put another text there. */
function overtakenBeforeMove(path: string, text: string) {
  let overtaken = false;
  const lstatSync = ((name: string, options: { throwIfNoEntry: false }) => {
    const stat = nodeFs.lstatSync(name, options);
    return stat && Object.assign(stat, { ino: 1 });
  }) as FileSystem["lstatSync"];
  const renameSync: FileSystem["renameSync"] = (from, to) => {
    if (from === path) nodeFs.writeFileSync(path, text);
    overtaken ||= from === path;
    nodeFs.renameSync(from, to);
  };
  return { fileSystem: { ...nodeFs, lstatSync, renameSync }, isOvertaken: () => overtaken };
}

interface Taken {
  readonly path: string;
  readonly claim: string;
  readonly client: NetworkFileSystem;
}

/** A worker dies that has taken the file at `path`; a client that remembers it there recovers. */
function recoverAfter(queue: JobQueue, { path, claim, client }: Taken): void {
  const seen = nodeFs.lstatSync(path);
  // One of sshfs has an inode number for each name.
  if (client === "sshfs") seen.ino++;
  let moved = false;
  const lstatSync = ((name: string, options: { throwIfNoEntry: false }) =>
    name === path && !moved ? seen : nodeFs.lstatSync(name, options)) as FileSystem["lstatSync"];
  const renameSync: FileSystem["renameSync"] = (from, to) => {
    nodeFs.renameSync(from, to);
    // What it changes itself it sees.
    moved ||= dirname(String(to)) === dirname(path);
  };
  nodeFs.renameSync(path, join(queue.directory, ".dirq/claims", claim));
  new JobQueue(queue.directory, { fileSystem: { ...nodeFs, lstatSync, renameSync } }).recovery(() => undefined).run();
}
