import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { linkSync, mkdirSync, renameSync, rmdirSync, rmSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { forbidsWriting, JobQueue, openStore, type Finding } from "../../../src/queue/index.js";
import { Claim } from "../../../src/queue/owning/claim.js";
import { parseQueuedJob } from "../../../src/queue/format/document.js";
import { claimJob } from "../claim-job.js";
import { claimAs, deadWorker, workerElsewhere, writePresence } from "../other-workers.js";
import { tellingOfSyncs } from "../telling-of-syncs.js";
import { pythonJob, readIn, temporaryDirectory, temporaryQueue, writeIn } from "../temporary-queue.js";
import { belongings, snapshot } from "./inventory.js";

/** One thing that can be wrong, made for real, and the whole of what doctor says about it. */
interface Ailment {
  readonly name: string;
  /** Makes the queue ill. */
  readonly make: (queue: JobQueue) => void;
  /** `<kind> <id or path>: <evidence>. <remedy>`, `@` standing for the queue's directory. */
  readonly says: RegExp;
  /** It is gone after mending. */
  readonly isMended?: true;
}

const HOUR_MS = 3_600_000;

const AILMENTS: readonly Ailment[] = [
  {
    name: "a queue of a newer dirq",
    make: (queue) => writeIn(queue, ".dirq/queue.json", '{"format": 2}\n'),
    says: /^newer-format @\/\.dirq\/queue\.json: the queue has format 2, made by a newer dirq; this one knows 1, .*\. update dirq$/,
  },
  {
    name: "an empty directory, as the mount point of a disk that is away",
    make: ({ directory }) => {
      rmSync(directory, { recursive: true });
      mkdirSync(directory);
    },
    says: /^not-mounted @: the directory is there and empty, .*\. mount its disk; if none belongs here, /,
  },
  {
    name: "results on a disk that is away",
    make: (queue) => linkResults(queue, join(queue.directory, "../scratch")),
    says: /^not-mounted @\/completed_results: it is a link to .*scratch, and there is no such directory\. mount the disk/,
  },
  {
    name: "results on a disk that is away, and has left its mount point",
    make: (queue) => {
      writeIn(queue, "completed/1.json", pythonJob("1"));
      linkResults(queue, temporaryDirectory());
    },
    says: /^not-mounted @\/completed_results: it is a link to .*, which is empty although a job has ended\. mount the disk/,
  },
  {
    name: "a folder that somebody has deleted",
    make: ({ directory }) => rmdirSync(join(directory, "failed")),
    says: /^missing-folder @\/failed: the folder is not there: whatever has to go there fails\. make it again, empty$/,
    isMended: true,
  },
  {
    name: "a file where a folder belongs",
    make: (queue) => {
      rmdirSync(join(queue.directory, "completed_results"));
      writeIn(queue, "completed_results", "");
    },
    says: /^misplaced @\/completed_results: it is no directory, and lies where a folder .*\. move it away$/,
  },
  {
    name: "a clock that is behind that of the file server",
    make: ({ directory }) => setTime(join(directory, ".dirq/quarantine"), Date.now() + 2.5 * HOUR_MS),
    says: /^clock-skew @\/\.dirq\/quarantine: \.dirq\/quarantine was changed 2 hours from now, by this machine's clock\. set the clocks/,
  },
  {
    name: "a job's file that is cut off",
    make: (queue) => writeIn(queue, "completed/1.json", "{"),
    says: /^damaged 1: not valid JSON: .*\. mend it, or move it to the trash: dirq rm 1$/,
  },
  {
    name: "a queued file that is cut off",
    make: (queue) => {
      writeIn(queue, "queued/1.json", pythonJob("1"));
      writeIn(queue, "queued/2.json", "{");
    },
    says: /^damaged 2: not valid JSON: .*\. a worker puts it into quarantine, and a failed job in its place$/,
  },
  {
    name: "a queued link, which no worker puts into quarantine",
    make: (queue) => {
      writeIn(queue, "queued/1.json", pythonJob("1"));
      symlinkSync("/etc/passwd", join(queue.directory, "queued/it's.json"));
    },
    says: /^damaged it's: a symbolic link, which is not followed\. mend it, or move it to the trash: dirq rm 'it'"'"'s'$/,
  },
  {
    name: "a damaged file that nobody runs any more",
    make: (queue) => {
      writeIn(queue, "running/1.json", "");
      setTime(join(queue.directory, "running/1.json"), Date.now() - HOUR_MS);
    },
    says: /^damaged 1: the file is empty\. mend it, or move it to the trash: dirq rm --force 1\nunknown-owner 1: /,
  },
  {
    name: "a job that has ended and is queued as well",
    make: (queue) => {
      for (const state of ["queued", "completed"]) writeIn(queue, `${state}/1.json`, pythonJob("1"));
    },
    says: /^two-states 1: it stands in queued and in completed\. completed counts, and a worker would run it once more; if that is not wanted, delete queued\/1\.json by hand$/,
  },
  {
    name: "a job that was queued by hand while a worker runs it",
    make: (queue) => {
      const { id } = queue.submit({ command: "true" });
      queue.claimNext();
      writeIn(queue, `queued/${id}.json`, pythonJob(id));
    },
    says: /^two-states \d+: it stands in queued and in claims\. claims counts, and a worker would run it once more; /,
  },
  {
    name: "the mark that a Python worker leaves when it loses a race",
    make: (queue) => {
      writeIn(queue, "completed/1.json", pythonJob("1"));
      writeIn(queue, "failed/1.json", pythonJob("1", { error: "Error starting job: gone" }));
    },
    says: /^false-mark 1: it stands in failed and in completed\. move the failed mark, .* to the trash$/,
    isMended: true,
  },
  {
    name: "results of no job",
    make: (queue) => writeIn(queue, "completed_results/1/result.json", "{}"),
    says: /^results-without-job 1: no job with this id stands in any state\. look at it, and delete it by hand/,
  },
  {
    name: "results that a removed job has left behind, for the disk refused to keep its removal",
    make: (queue) => void removeRefused(queue),
    says: /^results-without-job \d+: the job is in the trash without them: .*\. they are the job's again after dirq restore \S+-rm-\S+; /,
  },
  {
    name: "results that a removed job has left behind, when it is deleted for good",
    make: (queue) => {
      removeRefused(queue);
      queue.emptyTrash();
    },
    says: /^results-without-job \d+: no job with this id stands in any state\. look at it, and delete it by hand/,
  },
  {
    name: "results that a left-over process makes anew beside those which a removed job has taken with it",
    make: (queue) => {
      trashFolder(queue, "rm", Date.now());
      writeIn(queue, "completed_results/1/output.log", "still here");
    },
    says: /^results-without-job 1: no job with this id stands in any state\. look at it, and delete it by hand/,
  },
  {
    name: "results in the trash of another disk, whose job is in none",
    make: (queue) => {
      const now = Date.now();
      trashFolder(queue, "rm", now);
      for (const random of ["0123456789ab", "ba9876543210"])
        writeIn(queue, `completed_results/.trash/${trashTime(now)}-${random}/result.json`, "{}");
    },
    says: /^results-without-job @\/completed_results\/\.trash\/\d+T\d+-ba9876543210: its job was removed, and is in the trash no more\. look at it, [^\n]*$/,
  },
  {
    name: "a job whose worker has died",
    make: (queue) => {
      queue.submit({ command: "true" });
      claimAs(queue, deadWorker(queue));
    },
    says: /^dead-worker \d+: the process of the worker that had claimed it has ended\. give the job back to the queue/,
    isMended: true,
  },
  {
    name: "a worker that has died",
    make: (queue) => writePresence(queue, deadWorker(queue)),
    says: /^dead-worker @.*\.json: the process of worker lab-1 has ended without taking leave\. forget it$/,
    isMended: true,
  },
  ...[1, 5].map((count): Ailment => ({
    name: `a worker that has died with ${count} of its jobs, as one thing`,
    make: (queue) => {
      const worker = deadWorker(queue);
      queue.submitMany(Array.from({ length: count }, () => ({ command: "true" })));
      for (let left = count; left > 0; left--) claimAs(queue, worker);
      writePresence(queue, worker);
    },
    says:
      count === 1
        ? /^dead-worker @[^\n]*: the process of worker lab-1 has [^\n]*, with job \d+ in its hands\. bring back its job and forget it$/
        : /^dead-worker @[^\n]*, with jobs \d+, \d+, \d+ and 2 more in its hands\. bring back its jobs and forget it$/,
    isMended: true,
  })),
  {
    name: "a worker that lives and is silent",
    make: (queue) => writePresence(queue, queue.worker, { at: Date.now() - HOUR_MS }),
    says: /^silent-worker @.*\.json: worker lab-1 lives \(process \d+\), but its last beat is 60 min old\. it is frozen or/,
  },
  {
    name: "a job of a worker that cannot be seen, and has been silent",
    make: (queue) => {
      queue.submit({ command: "true" });
      claimAs(queue, workerElsewhere(queue));
      writePresence(queue, workerElsewhere(queue), { at: Date.now() - 3 * HOUR_MS });
    },
    says: /^unknown-owner \d+: its worker lab-1 on \S+ cannot be seen from here; last beat 7, 3 hours ago by the file's time\. if it has died,/,
  },
  {
    name: "a job of a worker that cannot be seen, and has no presence file",
    make: (queue) => {
      queue.submit({ command: "true" });
      claimAs(queue, workerElsewhere(queue));
    },
    says: /^unknown-owner \d+: its worker cannot be seen from here and has no presence file\. if it has died, any running/,
  },
  {
    name: "a job that Python runs, or ran",
    make: (queue) => writeIn(queue, "running/1.json", pythonJob("1", { worker_name: "py-1" })),
    says: /^unknown-owner 1: it runs without a claim: a Python worker py-1 has it, .*\. nothing while that works; .* dirq rm --force 1$/,
  },
  {
    name: "a claim that somebody has deleted, of a worker that lives",
    make: (queue) => {
      queue.submit({ command: "true" });
      const claim = claimJob(queue);
      rmSync(claim.file);
      // Its worker knows of it, and would end it.
      queue.forget(claim);
    },
    says: /^unknown-owner \d+: it is shown as running under a claim that is gone: .*\. nothing at once: its worker ends it/,
  },
  {
    name: "a head that starves Python workers",
    make: (queue) => queue.submitMany([{ type: "report" }, { command: "true" }]),
    says: /^starves-python \d+: the first queued job is not a shell job\. a Python shell worker would fail it/,
  },
  ...["queued", "failed"].map((state): Ailment => ({
    name: `a lock in ${state} whose job is gone`,
    make: (queue) => writeOld(queue, `${state}/1.lock`),
    says: /^stray-lock 1: 2 days old, and its job is not here\. remove it$/,
    isMended: true,
  })),
  ...[
    ".dirq/tmp/1.part",
    "completed_results/.1.part",
    "waiting/.1.probe",
    ".dirq/trash/.1.probe",
    ".dirq/quarantine/.1.probe",
  ].map((path): Ailment => ({
    name: `a file that was never finished, ${path}`,
    make: (queue) => writeOld(queue, path),
    says: /^left-over @.*: 2 days old, and never finished\. remove it$/,
    isMended: true,
  })),
  ...[
    ".dirq/attempts/1~x.1.died",
    ".dirq/requests/1.cancel",
    ".dirq/priority/1~5",
    ".dirq/requests/a-b-c.stop-now",
  ].map((path): Ailment => ({
    name: `a record about nobody, ${path}`,
    make: (queue) => writeOld(queue, path),
    says: /^left-over @.*: 2 days old, and about a job or worker that is not here\. remove it$/,
    isMended: true,
  })),
  {
    name: "half a mark of Python's that was moved aside for the end of its job",
    make: (queue) => {
      const { id } = queue.submit({});
      writeIn(queue, `failed/${id}.json`, '{ "id":');
      queue.cancel(id);
    },
    says: /^set-aside @\/failed\/\d+\.json\.[0-9a-f]{12}\.set-aside: it stood in the place of a job's end .*\. look at it/,
  },
  {
    name: "a link that was moved aside for the results of its job",
    make: (queue) => {
      const { id } = queue.submit({});
      symlinkSync(temporaryDirectory(), queue.resultDirectory(id));
      queue.cancel(id);
    },
    says: /^set-aside @\/completed_results\/\d+\.[0-9a-f]{12}\.set-aside: [^\n]*$/,
  },
  {
    name: "a job in quarantine whose id stands nowhere",
    make: (queue) => writeIn(queue, ".dirq/quarantine/1~a-b-c.r1", pythonJob("1")),
    says: /^quarantined 1: it was queued and had lost its place to another of its id; no job .*\. put it among the waiting jobs, held: [^\n]*$/,
    isMended: true,
  },
  {
    name: "a job in quarantine that was being brought out by somebody who died",
    make: (queue) => {
      writeIn(queue, "waiting/1~held.json", pythonJob("1"));
      const waiting = join(queue.directory, "waiting/1~held.json");
      linkSync(waiting, join(queue.directory, ".dirq/quarantine/1~a-b-c.json"));
    },
    says: /^quarantined 1: it is a second name of the job's own file: [^\n]*$/,
    isMended: true,
  },
  {
    name: "a file in quarantine whose id is that of another job, which says nothing of it",
    make: (queue) => {
      writeIn(queue, "completed/1.json", pythonJob("1"));
      writeIn(queue, ".dirq/quarantine/1~2-3-4.json", "{");
    },
    says: /^quarantined @\/\.dirq\/quarantine\/1~2-3-4\.json: it was queued and no job, [^\n]*\. look at it, and delete it by hand[^\n]*$/,
  },
  {
    name: "a job that was removed more than seven days ago",
    make: (queue) => trashFolder(queue, "rm", Date.now() - 9 * 24 * HOUR_MS),
    says: /^expired-trash 1: it was removed 9 days ago, and kept for 7 days\. delete it for good$/,
    isMended: true,
  },
  ...(["removing", "restoring", "purging"] as const).map((phase): Ailment => ({
    name: `an operation on the trash that was cut short, ${phase}`,
    make: (queue) => trashFolder(queue, phase, Date.now() - HOUR_MS),
    says: /^half-done 1: its (removal|restoring|deletion for good) was begun and not finished\. finish it$/,
    isMended: true,
  })),
  {
    name: "a failure that was taken for a false mark when its healer died, and the results of its job",
    make: (queue) => {
      writeIn(
        queue,
        `.dirq/trash/${trashTime(Date.now() - HOUR_MS)}-healing-0123456789ab/1.json`,
        pythonJob("1", { state: "failed", error: "no" }),
      );
      writeIn(queue, "completed_results/1/error.txt", "no\n");
    },
    says: /^half-done @.*: the healing of a false mark was begun and not finished\. finish it$/,
    isMended: true,
  },
  {
    name: "an end that was decided and not published",
    make: (queue) => void dieInFinish(queue, { at: "linkSync" }),
    says: /^half-done \d+: how it ended was decided by a worker that died before it was published\. publish it$/,
    isMended: true,
  },
  {
    name: "an end that was prepared before the worker died",
    make: (queue) => void dieInFinish(queue, { at: "renameSync" }),
    says: /^dead-worker \d+: the process of the worker that had claimed it has ended\. give the job back/,
    isMended: true,
  },
  {
    name: "an end that was prepared by a worker which was taken over and died",
    make: (queue) => {
      const { id, token } = dieInFinish(queue, { at: "renameSync" });
      const claimed = join(queue.directory, `.dirq/claims/${id}~${token}`);
      renameSync(claimed, join(queue.directory, `queued/${id}.json`));
      rmSync(join(queue.directory, `running/${id}.json`));
    },
    says: /^half-done \d+: an end was prepared by a worker that died, and never decided\. remove what was prepared\nhalf-done .*$/,
    isMended: true,
  },
  {
    name: "a cancellation that was cut short",
    make: (queue) => {
      const { id } = queue.submit({ command: "true" });
      const claimed = join(queue.directory, `.dirq/claims/${id}~${deadWorker(queue)}.r1`);
      renameSync(join(queue.directory, `queued/${id}.json`), claimed);
    },
    says: /^half-done \d+: a process that has ended had begun to move it on\. give it back, or record its end$/,
    isMended: true,
  },
  {
    name: "an attempt that had failed when its worker died",
    make: (queue) => {
      const { id } = queue.submit({ command: "true" }, { retries: 1 });
      const token = claimAs(queue, deadWorker(queue));
      writeIn(queue, `.dirq/attempts/${id}~${token}.failed`, `{"waiting":"retry-1790000000000"}\n`);
    },
    says: /^half-done \d+: its attempt had failed when its worker died\. let it wait for its next attempt$/,
    isMended: true,
  },
  {
    name: "a running job of which somebody has deleted all but what is shown",
    make: (queue) => {
      queue.submit({ command: "true" });
      claimAs(queue, deadWorker(queue));
      for (const folder of ["claims", "workers"]) {
        rmSync(join(queue.directory, ".dirq", folder), { recursive: true });
        mkdirSync(join(queue.directory, ".dirq", folder));
      }
    },
    says: /^half-done \d+: it is shown as running, its worker has died, and its claim is gone: .*\. queue it again/,
    isMended: true,
  },
];

describe("doctor", function () {
  this.timeout(60_000);

  it("finds nothing in a healthy queue", () => {
    const queue = temporaryQueue();
    const [, second] = queue.submitMany([{ command: "true" }, { command: "true" }]);
    const claim = claimJob(queue);
    queue.finish(claim, { state: "completed", result: {} });
    queue.cancel(second?.id ?? "");
    assert.deepEqual([queue.diagnose(), queue.mend(() => undefined)], [[], []]);
  });

  for (const { name, make, says, isMended = false } of AILMENTS) {
    it(`finds ${name}; ${isMended ? "mends it" : "leaves it"}; deletes nothing`, () => {
      const queue = temporaryQueue();
      queue.create();
      make(queue);
      const [before, owned] = [snapshot(queue), belongings(queue)];
      const found = queue.diagnose();
      assert.match(lines(queue, found), says);
      assert.deepEqual(snapshot(queue), before, "looking changes nothing");

      mendUnlessForbidden(queue, found);
      const left = queue.diagnose();
      if (isMended) assert.deepEqual(left, []);
      else assert.match(lines(queue, left), says);
      const kept = belongings(queue);
      const lost = [...owned].filter((each) => !kept.has(each));
      assert.deepEqual(lost, [], "nothing is deleted");

      const mended = snapshot(queue);
      mendUnlessForbidden(queue, left);
      assert.deepEqual(
        [lines(queue, queue.diagnose()), snapshot(queue)],
        [lines(queue, left), mended],
        "nothing to change",
      );
    });
  }

  const ofAGlance = ({ says }: Ailment): boolean => !/stray-lock|left-over|expired-trash|quarantined/.test(says.source);
  for (const { name, make } of AILMENTS.filter((each) => each.isMended && ofAGlance(each))) {
    it(`mends ${name}, alone`, () => {
      const queue = temporaryQueue();
      queue.create();
      make(queue);
      const owned = belongings(queue);
      const found = queue.glance();
      assert.notDeepEqual(found, []);
      for (const finding of found) queue.mendOne(finding, () => undefined);
      assert.deepEqual(queue.glance(), []);
      const kept = belongings(queue);
      const lost = [...owned].filter((each) => !kept.has(each));
      assert.deepEqual(lost, [], "nothing is deleted");
    });
  }

  it("brings a file that is no job out of quarantine, for somebody to see and to remove, and leaves a second one", () => {
    const queue = temporaryQueue();
    queue.create();
    for (const word of ["2-3-4", "5-6-7"]) writeIn(queue, `.dirq/quarantine/1~${word}.json`, "{");
    mendUnlessForbidden(queue, queue.diagnose());
    assert.equal(readIn(queue, "waiting/1~held.json"), "{");
    const [damaged, second, ...others] = lines(queue, queue.diagnose()).split("\n");
    assert.match(damaged ?? "", /^damaged 1: not valid JSON: .*\. mend it, or move it to the trash: dirq rm 1$/);
    assert.match(
      second ?? "",
      /^quarantined @\/\.dirq\/quarantine\/1~5-6-7\.json: .* look at it, and delete it by hand/,
    );
    assert.deepEqual(others, []);
    queue.remove("1");
    assert.deepEqual(queue.diagnose(), [], "while the trash has the one, the other waits");
  });

  it("leaves out at a glance what harms no job, jobs that Python runs, and damaged ones, which have rows", () => {
    const queue = temporaryQueue();
    queue.submitMany([{ type: "report" }, { command: "true" }]);
    writeIn(queue, "running/1.json", pythonJob("1", { worker_name: "py-1" }));
    writeIn(queue, "completed/2.json", "{");
    writeIn(queue, "completed_results/3/result.json", "{}");
    trashFolder(queue, "rm", Date.now() - 9 * 24 * HOUR_MS);
    writeOld(queue, ".dirq/tmp/1.part");
    assert.equal(queue.diagnose().length, 6);
    assert.deepEqual(queue.glance(), []);
  });

  it("mends one finding, and leaves the others to be asked for", () => {
    const queue = temporaryQueue();
    queue.submitMany([{ command: "true" }, { command: "true" }]);
    for (let count = 0; count < 2; count++) claimAs(queue, deadWorker(queue));
    writePresence(queue, deadWorker(queue));
    const [first, ...others] = queue.glance();
    assert.ok(first);
    assert.equal(others.length, 2);
    queue.mendOne(first, () => undefined);
    assert.deepEqual(queue.glance(), others);
    assert.deepEqual(queue.ids("queued"), [first.id]);
    queue.mendOne(first, () => undefined);
    assert.deepEqual(queue.ids("queued"), [first.id], "once is enough");
  });

  it("writes nothing where it must not, whoever asks", () => {
    const queue = temporaryQueue();
    queue.create();
    writeIn(queue, ".dirq/queue.json", '{"format": 2}\n');
    const before = snapshot(queue);
    assert.throws(() => queue.mend(() => undefined), {
      code: "UNKNOWN_FORMAT",
      message: /Update dirq .* Nothing was changed\./,
    });
    assert.deepEqual(snapshot(queue), before);
    assert.throws(() => temporaryQueue().mend(() => undefined), { code: "NO_QUEUE" });
  });

  it("does not take for wrong what only moves on meanwhile", () => {
    const jobs = temporaryQueue();
    jobs.create();
    writeIn(jobs, "running/1.json", pythonJob("1"));
    writeIn(jobs, "completed/1.json", pythonJob("1"));
    // Python finishes the job between the two looks.
    let isSecondLook = false;
    const readdirSync = ((path: string) => {
      // The temporary files are listed last.
      if (isSecondLook) rmSync(join(jobs.directory, "running/1.json"), { force: true });
      isSecondLook ||= path.endsWith("requests");
      return nodeFs.readdirSync(path);
    }) as typeof nodeFs.readdirSync;
    const fileSystem = { ...nodeFs, readdirSync };
    assert.deepEqual(new JobQueue(jobs.directory, { fileSystem }).diagnose(), []);
  });
});

function lines(queue: JobQueue, findings: readonly Finding[]): string {
  const line = ({ kind, id, path, evidence, remedy }: Finding): string =>
    `${kind} ${id ?? path}: ${evidence}. ${remedy}`;
  return findings.map(line).join("\n").replaceAll(queue.directory, "@");
}

/** As the command does. */
function mendUnlessForbidden(queue: JobQueue, findings: readonly Finding[]): void {
  if (findings.some(forbidsWriting)) return;
  const ofDisk = queue.mend(() => undefined);
  assert.deepEqual(ofDisk, []);
}

function setTime(path: string, ms: number): void {
  utimesSync(path, ms / 1_000, ms / 1_000);
}

function writeOld(queue: JobQueue, path: string): void {
  writeIn(queue, path, "");
  setTime(join(queue.directory, path), Date.now() - 2.5 * 24 * HOUR_MS);
}

function linkResults({ directory }: JobQueue, target: string): void {
  rmdirSync(join(directory, "completed_results"));
  symlinkSync(target, join(directory, "completed_results"));
}

/** A job with a result that was removed, or is in the middle of it. */
function trashFolder(queue: JobQueue, phase: string, at: number): void {
  const folder = `.dirq/trash/${trashTime(at)}-${phase}-0123456789ab`;
  writeIn(queue, `${folder}/manifest.json`, JSON.stringify({ id: "1", state: "completed", removed_ms: at }));
  writeIn(queue, `${folder}/job.json`, pythonJob("1"));
  const results = phase === "removing" ? "completed_results/1" : `${folder}/results`;
  writeIn(queue, `${results}/result.json`, `{"of": "the job"}`);
}

/** As the names of folders in the trash say it. */
function trashTime(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\..*/g, "");
}

/** A job that ended is removed while the disk does not sync the folder in which it ended. */
function removeRefused(queue: JobQueue): void {
  const { id } = queue.submit({});
  queue.cancel(id);
  const refusing = tellingOfSyncs((path) => {
    if (path.endsWith("/failed")) throw Object.assign(new Error("EIO: made up"), { code: "EIO", syscall: "fsync" });
  });
  assert.throws(() => new JobQueue(queue.directory, { fileSystem: refusing }).remove(id), { name: "UnconfirmedError" });
}

class Death extends Error {}

/** A worker claims a job and dies while it records the end: at its first hard link, or at its first rename. */
function dieInFinish(queue: JobQueue, { at }: { readonly at: "linkSync" | "renameSync" }) {
  const { id } = queue.submit({ command: "true" });
  const die = (): void => {
    throw new Death();
  };
  const token = claimAs(queue, deadWorker(queue));
  const worker = new JobQueue(queue.directory, { fileSystem: { ...nodeFs, [at]: die } });
  const claim = { id, token };
  assert.throws(() => worker.finish(claimOf(queue, claim), { state: "completed", result: { a: 1 } }), Death);
  return claim;
}

/** The claim as its worker held it. */
function claimOf(queue: JobQueue, { id, token }: { readonly id: string; readonly token: string }): Claim {
  const text = readIn(queue, `.dirq/claims/${id}~${token}`);
  return new Claim(openStore(queue.directory), { token, text, job: parseQueuedJob(text, id) });
}
