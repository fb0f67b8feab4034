import assert from "node:assert/strict";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { claimJob } from "../queue/claim-job.js";
import { until } from "../setup/until.js";
import { later } from "../faults/later.js";
import { exitOf, startWorker } from "../faults/processes.js";
import { processesWith, uniqueSleep } from "../worker/command-world.js";
import { meanwhile } from "./meanwhile.js";
import { completed, completedByPython, SideBySide } from "./side-by-side.js";
import { stoppingPython } from "./stopping-python.js";

/** A worker of Python's that ends when it finds nothing any more. */
const WORKER = ["worker", "--rm", "--poll-interval", "0.01"];

describe("the races with the Python package, each forced", function () {
  this.timeout(60_000);
  const sides = stoppingPython();
  let python: typeof sides.python;
  let race: SideBySide;
  beforeEach(() => {
    python = sides.python;
    race = new SideBySide();
  });

  it("R1: what dirq claims before Python lists, Python does not see", () => {
    const id = race.submit("A");
    const claim = race.queue.claimNext();
    const printed = python.run(race.jobs, ...WORKER);
    race.runHere(claim);
    assert.doesNotMatch(printed, new RegExp(id));
    assert.deepEqual(race.end(), { files: completed("A"), runs: ["dirq A"] });
  });

  it("R2: a job that dirq claims before Python reads it leaves Python an error and a stale lock", () => {
    const [a] = [race.submit("A"), race.submit("B")];
    python.runUntil(`lock queued/${a}.lock`, race.jobs, ...WORKER);
    const claim = race.queue.claimNext();
    const printed = python.goOn();
    race.runHere(claim);
    assert.match(printed, new RegExp(`Error reading job file .*${a}.json.*\\n?.*Critical worker error`));
    assert.deepEqual(race.end(), {
      files: [...completed("A"), ...completedByPython("B"), "queued/A.lock"].sort(),
      runs: ["python B", "dirq A"],
    });
  });

  it("R3: one that dirq claims before Python removes it, and has not shown yet, leaves two stale locks", () => {
    const a = race.submit("A");
    python.runUntil(`remove queued/${a}.json`, race.jobs, ...WORKER);
    let printed = "";
    const fileSystem = meanwhile(`create running/${a}.json`, () => {
      race.submit("B");
      printed = python.goOn();
    });
    const queue = new JobQueue(race.jobs, { fileSystem });
    race.runHere(queue.claimNext(), queue);
    assert.match(printed, new RegExp(`Error starting job ${a}.*\\n?.*Critical worker error`));
    assert.deepEqual(race.end(), {
      files: [...completed("A"), ...completedByPython("B"), "queued/A.lock", "running/A.lock"].sort(),
      runs: ["python B", "dirq A"],
    });
  });

  describe("R4: one that dirq has shown already gets a false mark,", () => {
    it("which is healed while the job runs", () => {
      const a = race.submit("A");
      python.runUntil(`remove queued/${a}.json`, race.jobs, ...WORKER);
      const claim = claimJob(race.queue);
      const printed = python.goOn();
      assert.match(printed, new RegExp(`Error starting job ${a}`));
      assert.doesNotMatch(printed, /Critical worker error/);
      assert.equal(race.seen(a), "running", "nobody is shown the mark");
      assert.deepEqual(race.queue.watchClaim(claim).look(), { kind: "mine" });
      assert.deepEqual(race.end().files, [...HEALED, ".dirq/claims/A~claim", "running/A.json"].sort());
      assert.equal(race.runHere(claim), false, "another mark may come");
      race.queue.settle(claim);
      assert.deepEqual(race.end(), { files: [...HEALED, ...completed("A")].sort(), runs: ["dirq A"] });
    });

    it("which is healed when the job is released, or waits for its next attempt", () => {
      const a = race.submit("A", "true", { retries: 1, retryDelay: 3_600 });
      python.runUntil(`remove queued/${a}.json`, race.jobs, ...WORKER);
      const released = claimJob(race.queue);
      python.goOn();
      race.queue.release(released);
      assert.deepEqual(race.end().files, [...HEALED, "queued/A.json"]);
      python.runUntil(`remove queued/${a}.json`, race.jobs, ...WORKER);
      const failed = claimJob(race.queue);
      python.goOn();
      assert.equal(race.queue.retryLater(failed, { state: "failed", error: "no", details: "" }), true);
      assert.deepEqual(
        race.end().files,
        [".dirq/attempts/A~claim.failed", ...HEALED, ...HEALED, "waiting/A~retry.json"].sort(),
      );
    });

    it("which comes when the view has been shown again, and is healed all the same", () => {
      const a = race.submit("A");
      python.runUntil(`remove queued/${a}.json`, race.jobs, ...WORKER);
      const claim = claimJob(race.queue);
      const watch = race.queue.watchClaim(claim);
      python.goOnUntil(`fill failed/${a}.json`);
      assert.deepEqual(watch.look(), { kind: "mine" });
      assert.deepEqual(race.end().files, [
        ...[".dirq/claims/A~claim", "failed/A.json"],
        ...["queued/A.lock", "running/A.json", "running/A.lock"],
      ]);
      python.goOn();
      assert.deepEqual(watch.look(), { kind: "mine" });
      assert.deepEqual(race.end().files, [...HEALED, ".dirq/claims/A~claim", "running/A.json"].sort());
      race.runHere(claim);
      race.queue.settle(claim);
      assert.deepEqual(race.end(), { files: [...HEALED, ...completed("A")].sort(), runs: ["dirq A"] });
    });

    it("and is not taken for failed while the mark is being written, neither by a reader nor by a job that waits for it", () => {
      const a = race.submit("A");
      const child = race.submit("B", "true", { afterOk: [a] });
      const mover = race.queue.waitingMover();
      python.runUntil(`remove queued/${a}.json`, race.jobs, ...WORKER);
      const claim = claimJob(race.queue);
      for (const step of [`fill failed/${a}.json`, `write completed_results/${a}/error.txt`]) {
        python.goOnUntil(step);
        mover.run();
        assert.deepEqual([race.seen(a), race.queue.list({ states: ["failed"] })], ["running", []], step);
      }
      python.goOn();
      race.runHere(claim);
      mover.run();
      assert.deepEqual(
        race.queue.list().map(({ id, state }) => [id, state]),
        [
          [child, "queued"],
          [a, "completed"],
        ],
      );
      assert.equal(existsSync(join(race.jobs, `queued/${child}.json`)), true, "and now it runs");
    });

    it("which comes when the job has ended, and is healed before its claim goes", () => {
      const a = race.submit("A");
      python.runUntil(`remove queued/${a}.json`, race.jobs, ...WORKER);
      const claim = claimJob(race.queue);
      python.goOnUntil(`write failed/${a}.json`);
      assert.equal(race.runHere(claim), false);
      python.goOn();
      assert.equal(race.seen(a), "completed");
      race.queue.settle(claim);
      assert.deepEqual(race.end(), { files: [...HEALED, ...completed("A")].sort(), runs: ["dirq A"] });
    });

    it("and an error.txt that comes when the mark is healed, which is healed too", () => {
      const a = race.submit("A");
      python.runUntil(`remove queued/${a}.json`, race.jobs, ...WORKER);
      const claim = claimJob(race.queue);
      python.goOnUntil(`write completed_results/${a}/error.txt`);
      assert.deepEqual(race.queue.watchClaim(claim).look(), { kind: "mine" });
      race.runHere(claim);
      python.goOn();
      race.queue.settle(claim);
      assert.deepEqual(race.end(), { files: [...HEALED, ...completed("A")].sort(), runs: ["dirq A"] });
    });
  });

  it("R5: one that Python removes first is Python's, and dirq takes the next", () => {
    const [a, b] = [race.submit("A"), race.submit("B")];
    const fileSystem = meanwhile(`rename queued/${a}.json`, () => {
      python.runUntil(`write running/${a}.json`, race.jobs, ...WORKER);
    });
    const queue = new JobQueue(race.jobs, { fileSystem });
    const claim = claimJob(queue);
    assert.equal(claim.id, b);
    race.runHere(claim, queue);
    python.goOn();
    assert.deepEqual(race.end(), {
      files: [...completedByPython("A"), ...completed("B")].sort(),
      runs: ["dirq B", "python A"],
    });
  });

  it("R6: one that Python removes and dies before it shows it is gone: Python's own gap", async () => {
    const a = race.submit("A");
    python.runUntil(`write running/${a}.json`, race.jobs, ...WORKER);
    await sides.startAgain();
    assert.equal(race.seen(a), "nowhere");
    assert.equal(race.queue.claimNext(), undefined);
    race.queue.recovery(() => undefined).run();
    assert.deepEqual(race.end(), { files: ["queued/A.lock"], runs: [] });
  });

  it("R7: one that Python is still writing waits until it is whole", () => {
    race.queue.create();
    const step = python.runUntil("fill queued/*.json", race.jobs, "submit", race.commandOf("A"));
    const id = basename(step, ".json");
    race.call(id, "A");
    assert.equal(race.seen(id), "damaged in queued: the file is empty");
    assert.equal(race.queue.claimNext(), undefined);
    assert.equal(race.queue.hasUndecidedJobs(), true, "a worker that ends with the queue waits for it");
    assert.match(python.goOn(), new RegExp(`Submitted job: ${id}`));
    race.runHere(race.queue.claimNext());
    assert.deepEqual(race.end(), { files: completed("A"), runs: ["dirq A"] });
  });

  it("R7: one that Python died writing is set aside once it has not changed for 5 s", async () => {
    race.queue.create();
    const id = basename(python.runUntil("fill queued/*.json", race.jobs, "submit", "true"), ".json");
    race.call(id, "A");
    await sides.startAgain();
    assert.equal(race.queue.claimNext(), undefined);
    later(5_001, () => assert.equal(race.queue.claimNext(), undefined));
    assert.equal(race.seen(id), "failed: Unreadable job file: the file is empty");
    assert.deepEqual(race.end(), {
      files: [".dirq/quarantine/A", "completed_results/A/error.txt", "failed/A.json", "queued/A.lock"],
      runs: [],
    });
  });

  it("R8: one that Python locks to read it is taken last, and Python finds it where it then runs", () => {
    const [a, b] = [race.submit("A"), race.submit("B")];
    python.runUntil(`read queued/${a}.json`, race.jobs, "info", a);
    const claims = [claimJob(race.queue), claimJob(race.queue)];
    assert.deepEqual(
      claims.map(({ id }) => id),
      [b, a],
    );
    const printed = python.goOn();
    assert.match(printed, new RegExp(`Error reading job ${a}.*\\n[^]*${a}[^]*running`));
    for (const claim of claims) race.runHere(claim);
    assert.deepEqual(race.end(), { files: [...completed("A"), ...completed("B")].sort(), runs: ["dirq B", "dirq A"] });
  });

  describe("R9: of Python's rm and dirq's claim of a queued job one wins:", () => {
    it("Python's rm, and dirq takes the next", () => {
      const [a, b] = [race.submit("A"), race.submit("B")];
      let printed = "";
      const fileSystem = meanwhile(`rename queued/${a}.json`, () => (printed = python.run(race.jobs, "rm", a)));
      const queue = new JobQueue(race.jobs, { fileSystem });
      const claim = claimJob(queue);
      assert.equal(claim.id, b);
      race.runHere(claim, queue);
      assert.equal(printed, `Job ${a} deleted successfully\n`);
      assert.deepEqual(race.end(), { files: completed("B"), runs: ["dirq B"] });
    });

    it("dirq's claim, Python says deleted all the same, and the results come back", () => {
      const a = race.submit("A");
      // The first lock is that of finding the job, the second that of deleting it.
      python.runUntil(`lock queued/${a}.lock`, race.jobs, "rm", a);
      python.goOnUntil(`lock queued/${a}.lock`);
      const claim = claimJob(race.queue);
      assert.equal(python.goOn(), `Job ${a} deleted successfully\n`);
      assert.deepEqual(race.end().files, [".dirq/claims/A~claim", "running/A.json"], "with its result directory");
      assert.deepEqual(race.queue.watchClaim(claim).look(), { kind: "mine" });
      race.runHere(claim);
      assert.deepEqual(race.end(), { files: completed("A"), runs: ["dirq A"] });
    });

    it("dirq's claim at the last moment, and Python fails to delete it", () => {
      const a = race.submit("A");
      python.runUntil(`remove queued/${a}.json`, race.jobs, "rm", a);
      const claim = claimJob(race.queue);
      assert.match(python.goOn(), /^Error deleting job: .*No such file/);
      race.runHere(claim);
      assert.deepEqual(race.end(), { files: [...completed("A"), "queued/A.lock"].sort(), runs: ["dirq A"] });
    });
  });

  it("R10: one that runs here and is removed by Python's rm is stopped, its claim in the trash", async () => {
    const seconds = uniqueSleep();
    const a = race.submit("A", `${race.commandOf("A", "dirq")}; exec sleep ${seconds}`);
    const worker = startWorker(race.jobs);
    await until("the job runs", () => processesWith(`sleep ${seconds}`).length > 0);
    assert.equal(python.run(race.jobs, "rm", a), `Job ${a} deleted successfully\n`);
    const b = race.submit("B", race.commandOf("B", "dirq"));
    await until("the job is stopped, and the worker free", () => race.seen(b) === "completed");
    worker.kill("SIGTERM");
    assert.equal(await exitOf(worker), 0);
    assert.deepEqual(processesWith(`sleep ${seconds}`), []);
    assert.deepEqual(
      race.queue.trash().map(({ id }) => id),
      [a],
    );
    assert.deepEqual(race.end(), {
      files: [
        ...[".dirq/trash/rm/job.json", ".dirq/trash/rm/manifest.json"],
        ...[...completed("B"), "completed_results/B/output.log"].sort(),
      ],
      runs: ["dirq A", "dirq B"],
    });
  });

  it("R11: one whose progress Python is just writing is being written, and not damaged", () => {
    const a = race.submit("A");
    python.runUntil(`fill running/${a}.json`, race.jobs, ...WORKER, "--name", "__main__.ProgressWorker");
    python.goOnUntil(`fill running/${a}.json`);
    assert.equal(race.seen(a), "damaged in running: being written just now");
    assert.deepEqual(
      race.queue.diagnose().map(({ kind }) => kind),
      ["unknown-owner"],
    );
    python.goOn();
    assert.equal(race.seen(a), "completed");
    assert.deepEqual(race.end(), { files: completedByPython("A"), runs: [] });
  });

  it("R12: a first file that Python cannot start keeps it from all others; doctor says so, and dirq walks on", async () => {
    const a = race.submit("A");
    python.run(race.jobs, ...WORKER);
    // As a person does who wants it to run again.
    renameSync(join(race.jobs, `completed/${a}.json`), join(race.jobs, `queued/${a}.json`));
    const b = race.submit("B");
    python.runUntil("sleep", race.jobs, ...WORKER);
    for (let looks = 2; looks <= 10; looks++) python.goOnUntil("sleep");
    await sides.startAgain();
    assert.deepEqual([race.seen(a), race.seen(b)], ["queued", "queued"]);
    assert.deepEqual(
      race.queue.diagnose().map(({ kind, id, evidence }) => [kind, id, evidence]),
      [["starves-python", a, 'the first queued file, moved or copied here by hand, says state "completed"']],
    );
    // A stale lock of Python's is respected for a moment.
    const claims = [claimJob(race.queue), claimJob(race.queue)];
    for (const claim of claims) race.runHere(claim);
    assert.deepEqual(race.end(), {
      files: [
        ...[...completed("A"), "completed_results/A/results.1.json", ...completed("B")].sort(),
        ...["completed/A.lock", "queued/A.lock"],
      ].sort(),
      runs: ["python A", "dirq B", "dirq A"],
    });
  });

  it("R14: a queued file that is no job Python moves to failed/ as it is, at once; one repaired beside it runs", () => {
    const a = race.submit("A");
    const queued = join(race.jobs, `queued/${a}.json`);
    const text = readFileSync(queued, "utf8");
    writeFileSync(queued, text.slice(0, 40));
    const printed = python.run(race.jobs, ...WORKER);
    assert.match(printed, new RegExp(`Error reading job file .*${a}.json`));
    assert.match(race.seen(a), /^damaged in failed: /);
    assert.deepEqual(race.end(), { files: ["failed/A.json"], runs: [] });
    writeFileSync(queued, text);
    race.runHere(race.queue.claimNext());
    assert.deepEqual(race.end(), { files: [...completed("A"), "failed/A.json"].sort(), runs: ["dirq A"] });
    assert.deepEqual(
      race.queue.diagnose().map(({ kind }) => kind),
      ["two-states"],
    );
  });

  it("R13: Python's monitor does not find a job between its claim and its view, and follows it right after", () => {
    const a = race.submit("A");
    let printed = "";
    const fileSystem = meanwhile(`create running/${a}.json`, () => (printed = python.run(race.jobs, "monitor", a)));
    const queue = new JobQueue(race.jobs, { fileSystem });
    const claim = claimJob(queue);
    assert.match(printed, new RegExp(`Job ${a} not found!\\n$`));
    python.runUntil("sleep", race.jobs, "monitor", a);
    race.runHere(claim, queue);
    const [first, ...more] = python.goOn().trimEnd().split("\n").slice(2);
    assert.match(first ?? "", /^\rState: RUNNING [^]*\rState: COMPLETED/);
    assert.deepEqual(more, ["Job finished!", `Results available at: ${race.queue.resultDirectory(a)}`]);
    assert.deepEqual(race.end(), { files: completed("A"), runs: ["dirq A"] });
  });

  it("R15: one that comes back right after Python did not find it is in failed/, not run, and is resubmitted", () => {
    const a = race.submit("A");
    python.runUntil(`lock queued/${a}.lock`, race.jobs, ...WORKER);
    race.queue.hold(a);
    python.goOnUntil(`move queued/${a}.json`);
    race.queue.unhold(a);
    assert.match(python.goOn(), new RegExp(`Error reading job file .*${a}.json`));
    assert.equal(race.seen(a), "failed: No error was recorded");
    assert.deepEqual(race.end(), { files: ["failed/A.json"], runs: [] });
    const b = race.queue.resubmit(a);
    assert.equal(claimJob(race.queue).id, b.id);
  });
});

/** What is left in the trash of a mark and of the error.txt that came with it. */
const HEALED = [".dirq/trash/heal/A.error.txt", ".dirq/trash/heal/A.json"];
