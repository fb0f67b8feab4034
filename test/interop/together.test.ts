import assert from "node:assert/strict";
import { JobQueue } from "../../src/queue/index.js";
import { places } from "../cli/dirq.js";
import { readIn } from "../queue/temporary-queue.js";
import { meanwhile } from "./meanwhile.js";
import { completedByPython, SideBySide } from "./side-by-side.js";
import { stoppingPython } from "./stopping-python.js";

const WORKER = ["worker", "--rm", "--poll-interval", "0.01"];

describe("what Python sees of what only dirq knows", function () {
  this.timeout(60_000);
  const sides = stoppingPython();
  const here = places();

  it("a job that waits is in no list of Python's, and none of its workers runs it, until it is released", () => {
    const { place } = here;
    const held = place.submit("--hold", "echo held");
    const timed = place.submit("--in", "1h", "echo timed");
    const after = place.submit("--after", held, "echo after");
    assert.equal(sides.python.run(place.jobs, "list"), "No jobs found.\n");
    assert.match(sides.python.run(place.jobs, "info", timed), /not found!/);
    sides.python.run(place.jobs, ...WORKER);
    assert.match(place.dirq(["list"]).stdout, /queued, after …[^]*queued, [^]*queued, held/);
    assert.deepEqual(place.queue.ids("queued"), [held, timed, after]);

    place.dirq(["release", held]);
    sides.python.run(place.jobs, ...WORKER);
    assert.deepEqual([place.queue.ids("completed"), place.queue.ids("queued")], [[held], [timed, after]]);
    place.queue.waitingMover().run();
    sides.python.run(place.jobs, ...WORKER);
    assert.deepEqual(place.queue.ids("completed"), [held, after], "its parent has ended, in Python");
  });

  it("a pause is one for dirq's workers, and Python's go on", () => {
    const { place } = here;
    const id = place.submit("true");
    place.dirq(["pause"]);
    assert.equal(place.queue.claimNext(), undefined);
    sides.python.run(place.jobs, ...WORKER);
    assert.deepEqual(place.queue.ids("completed"), [id]);
    assert.match(place.dirq(["list"]).stderr, /paused/);
  });

  it("a job with dirq's own params goes through Python's resubmit, and means the same to dirq", async () => {
    const { place } = here;
    const parent = place.submit("true");
    const options = { retries: 1, retryDelay: 0, afterOk: [parent], batch: "b" };
    const { id: first } = place.queue.submit({ command: "false", type: "shell" }, options);
    assert.match(sides.python.run(place.jobs, "resubmit", first), /not found/, "it waits");
    await place.work();
    assert.match(sides.python.run(place.jobs, "resubmit", first, "--name", "again"), /as new job: \d{19}/);
    const [second = ""] = place.queue.ids("queued");
    assert.deepEqual(JSON.parse(place.queue.paramsText(second) ?? ""), {
      ...(JSON.parse(place.queue.paramsText(first) ?? "") as object),
      name: "again",
    });
    const claim = place.queue.claimNext();
    assert.equal(claim?.id, second, "it stands in queued/, whatever its params say");
    assert.equal(place.queue.retryLater(claim, { state: "failed", error: "no", details: "" }), true);
  });
});

describe("a job that a Python worker runs", function () {
  this.timeout(60_000);
  const sides = stoppingPython();
  const here = places();

  it("is shown as Python's, and is neither cancelled, held nor removed", () => {
    const { place } = here;
    const id = place.submit("true");
    sides.python.runUntil(`lock running/${id}.lock`, place.jobs, ...WORKER);
    const worker = /"worker_name": "(ShellWorker-pid\d+)"/.exec(readIn(place.queue, `running/${id}.json`))?.[1];
    assert.match(place.dirq(["list"]).stdout, new RegExp(`^${id} .* running, Python worker `, "m"));
    assert.match(place.dirq(["info", id]).stdout, new RegExp(`^Worker +${worker} \\(Python\\)$`, "m"));
    assert.match(place.dirq(["workers"]).stderr, new RegExp(`^Python workers that run a job: ${worker}$`, "m"));
    const cancelled = place.dirq(["cancel", id]);
    assert.deepEqual(
      [cancelled.code, cancelled.stderr],
      [
        4,
        `dirq: Cannot cancel job ${id}: a Python worker runs it, and Python workers take no requests. Stop that worker instead.\n`,
      ],
    );
    assert.match(place.dirq(["rm", id]).stderr, /it is running, under a Python worker, which takes no requests\./);
    assert.deepEqual(
      ["rm", "hold", "release"].map((verb) => place.dirq([verb, id]).code),
      [4, 4, 4],
    );
    sides.python.goOn();
    const after = place.dirq(["wait", id]);
    assert.deepEqual([after.code, place.queue.get(id)?.state], [0, "completed"]);
  });
});

interface Change {
  readonly act: (queue: JobQueue, id: string) => unknown;
  /** Where the job is when dirq was faster. */
  readonly files: readonly string[];
  /** What dirq says when Python was faster. */
  readonly code: string;
}

const CHANGES: Readonly<Record<string, Change>> = {
  hold: { act: (queue, id) => queue.hold(id), files: ["waiting/A~held.json"], code: "CONFLICT" },
  cancel: {
    act: (queue, id) => queue.cancel(id),
    files: ["completed_results/A/error.txt", "failed/A.json"],
    code: "NOT_FOUND",
  },
  rm: {
    act: (queue, id) => queue.remove(id),
    files: [".dirq/trash/rm/job.json", ".dirq/trash/rm/manifest.json"],
    code: "CONFLICT",
  },
};

describe("of Python and dirq, who change a queued job at the same time, one wins", function () {
  this.timeout(60_000);
  const sides = stoppingPython();
  let race: SideBySide;
  beforeEach(() => {
    race = new SideBySide();
  });

  for (const [verb, { act, files, code }] of Object.entries(CHANGES)) {
    it(`Python's rm, and dirq's ${verb} says so`, () => {
      const a = race.submit("A");
      let printed = "";
      const fileSystem = meanwhile(`rename queued/${a}.json`, () => (printed = sides.python.run(race.jobs, "rm", a)));
      assert.throws(() => act(new JobQueue(race.jobs, { fileSystem }), a), { code });
      assert.equal(printed, `Job ${a} deleted successfully\n`);
      assert.deepEqual(race.end(), { files: [], runs: [] });
    });

    it(`dirq's ${verb}, and Python's rm says so`, () => {
      const a = race.submit("A");
      sides.python.runUntil(`remove queued/${a}.json`, race.jobs, "rm", a);
      act(race.queue, a);
      assert.match(sides.python.goOn(), /^Error deleting job: .*No such file/);
      assert.deepEqual(race.end(), { files: [...files, "queued/A.lock"].sort(), runs: [] });
    });

    it(`dirq's ${verb}, and a Python worker leaves two stale locks`, () => {
      const a = race.submit("A");
      sides.python.runUntil(`remove queued/${a}.json`, race.jobs, ...WORKER);
      act(race.queue, a);
      assert.match(sides.python.goOn(), new RegExp(`Error starting job ${a}.*\\n?.*Critical worker error`));
      assert.deepEqual(race.end(), { files: [...files, "queued/A.lock", "running/A.lock"].sort(), runs: [] });
    });

    it(`a Python worker, and dirq's ${verb} says so`, () => {
      const a = race.submit("A");
      const fileSystem = meanwhile(`rename queued/${a}.json`, () => void sides.python.run(race.jobs, ...WORKER));
      assert.throws(() => act(new JobQueue(race.jobs, { fileSystem }), a), { code: /CONFLICT|WRONG_STATE/ });
      assert.deepEqual(race.end(), { files: completedByPython("A"), runs: ["python A"] });
    });
  }
});
