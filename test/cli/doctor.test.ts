import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { needSmallDisk, SmallDisk } from "../faults/small-disk.js";
import { claimAs, deadWorker, writePresence } from "../queue/other-workers.js";
import { skipWithout } from "../setup/needs.js";
import { until } from "../setup/until.js";
import { eachOf } from "./called.js";
import { places } from "./dirq.js";

describe("dirq doctor", () => {
  const here = places();

  it("ends with 0 where nothing is wrong", () => {
    here.place.submit("true");
    const { code, stdout, stderr } = here.place.dirq(["doctor"]);
    assert.deepEqual([code, stdout, stderr], [0, "", `Nothing is wrong with ${here.place.jobs}.\n`]);
  });

  it("ends with 0 where a job for a worker of one's own would only keep Python workers waiting, and tells it", async () => {
    const { id } = here.place.queue.submit({ type: "report" });
    const { code, stdout, stderr } = await here.place.called("doctor");
    assert.deepEqual([code, stderr], [0, `Nothing is wrong with ${here.place.jobs}.\n`]);
    assert.match(stdout, new RegExp(`^starves-python +${id}  the first queued job is not a shell job\\. A Python`));
    const { findings } = JSON.parse((await here.place.called("doctor", "--json")).stdout) as { findings: object[] };
    assert.deepEqual(
      findings.map((finding) => "harmless" in finding && finding.harmless),
      [true],
    );
  });

  it("says in a line each what is wrong, changes nothing, and ends with 1", async () => {
    const id = here.place.submit("true");
    claimAs(here.place.queue, deadWorker(here.place.queue));
    writeFileSync(join(here.place.jobs, "failed", "half\x1b.json"), "{");
    const { code, stdout, stderr } = await here.place.called("doctor");
    assert.equal(code, 1);
    const [damaged, dead] = stdout.trimEnd().split("\n");
    assert.match(
      damaged ?? "",
      /^damaged +half\\x1b {2}not valid JSON.*\. Mend it, or move it to the trash: dirq rm 'half\\x1b'$/,
    );
    assert.match(
      dead ?? "",
      new RegExp(`^dead-worker +${id}  the process .* has ended\\. With --fix: give the job back`),
    );
    assert.equal(stderr, "To mend 1 of 2: dirq doctor --fix\n");
    assert.equal(here.place.queue.get(id)?.state, "running");
  });

  it("mends what is safe to mend with --fix, and finds nothing the next time", () => {
    const id = here.place.submit("true");
    claimAs(here.place.queue, deadWorker(here.place.queue));
    const { code, stdout } = here.place.dirq(["doctor", "--fix"]);
    assert.deepEqual([code, here.place.queue.get(id)?.state], [0, "queued"]);
    assert.match(stdout, new RegExp(`^dead-worker +${id}  .*\\. Mended: give the job back to the queue.*\n$`));
    const again = here.place.dirq(["doctor", "--fix", "--json"]);
    assert.deepEqual([again.code, JSON.parse(again.stdout)], [0, { mended: [], findings: [] }]);
  });

  it("tells a program of all the jobs that a dead worker had, however many", async () => {
    const { queue } = here.place;
    const worker = deadWorker(queue);
    const ids = ["a", "b", "c", "d", "e"].map((command) => here.place.submit(command));
    for (const id of ids) assert.ok(claimAs(queue, worker), id);
    writePresence(queue, worker);
    const { findings } = JSON.parse((await here.place.called("doctor", "--json")).stdout) as {
      findings: { kind: string; id: unknown; jobs: string[] }[];
    };
    assert.deepEqual(
      findings.map(({ kind, id, jobs }) => [kind, id, jobs.toSorted()]),
      [["dead-worker", null, ids]],
    );
  });

  it("prints what it mended and what it found as JSON", async () => {
    here.place.queue.create();
    mkdirSync(join(here.place.jobs, "completed_results", "1"));
    const { code, stdout } = await here.place.called("doctor", "--fix", "--json");
    const { mended, findings } = JSON.parse(stdout) as { mended: unknown[]; findings: Record<string, unknown>[] };
    const path = join(here.place.jobs, "completed_results", "1");
    const keys = ["kind", "id", "jobs", "path", "fixable"];
    const found = findings.map((finding) => keys.map((key) => finding[key]));
    assert.deepEqual([code, mended, found], [1, [], [["results-without-job", "1", ["1"], path, false]]]);
  });

  it("ends with 125 for trouble of its own", async () => {
    assert.deepEqual(
      [(await here.place.called("doctor")).code, (await here.place.called("doctor", "--bogus")).code],
      [125, 125],
    );
    assert.equal(here.place.queue.exists(), false);
  });

  it("tries the disk with --fix, and says that it does what it should", async () => {
    here.place.submit("true");
    const { code, stderr } = await here.place.called("doctor", "--fix");
    assert.deepEqual(
      [code, stderr],
      [0, `Nothing is wrong with ${here.place.jobs}, and its disk does what it should.\n`],
    );
  });

  it("writes nothing to the queue of a newer dirq, and says what to do", async () => {
    here.place.submit("true");
    writeFileSync(join(here.place.jobs, ".dirq", "queue.json"), '{"format":2}\n');
    const { code, stdout, stderr } = await here.place.called("doctor", "--fix");
    assert.deepEqual([code, stderr], [1, `Nothing was written to ${here.place.jobs}.\n`]);
    assert.match(stdout, /^newer-format +\/.*queue\.json {2}the queue has format 2, .*\. Update dirq\n$/);
    const changes = [["rm", "last"], ["cancel", "last"], ["pause"]];
    const refused = [
      here.place.dirq(["submit", "true"]),
      here.place.dirq(["worker", "--rm"]),
      ...(await eachOf(changes, (args) => here.place.called(...args))),
    ];
    for (const { code, stderr } of refused) {
      assert.equal(code, 1);
      assert.match(stderr, /^dirq: .* has format 2, .* Update dirq to write to it\. Nothing was changed\.\n$/);
    }
    assert.equal((await here.place.called("list", "--json")).code, 0);
  });

  it("says of an empty directory that a disk may not be mounted, and makes no queue of it", async () => {
    mkdirSync(here.place.jobs);
    const { code, stdout } = await here.place.called("doctor", "--fix");
    assert.equal(code, 1);
    assert.match(stdout, new RegExp(`^not-mounted +${here.place.jobs}  the directory is there and empty`));
    assert.deepEqual(readdirSync(here.place.jobs), []);
  });

  it("says so where this user may only read, and does not try to write", function () {
    if (process.getuid?.() !== 0) skipWithout(this, "not root, so there is no other user to be");
    here.place.submit("true");
    chmodSync(here.place.directory, 0o755);
    const { code, stdout, stderr } = here.place.dirq(["doctor", "--fix"], { uid: 65534 });
    assert.deepEqual([code, stderr], [1, `Nothing was written to ${here.place.jobs}.\n`]);
    assert.match(stdout, /^read-only +\/.*\/queued {2}this user may not write to queued, .*\n$/);
  });

  it("finds a worker that is frozen, and none when it goes on", async () => {
    here.place.queue.create();
    const worker = here.place.start(["worker", "-n", "lab-1"]);
    await until("the worker is there", () => here.place.queue.workers().length > 0);
    const [{ worker: name = "" } = {}] = here.place.queue.workers();
    worker.kill("SIGSTOP");
    const presence = join(here.place.jobs, ".dirq", "workers", `${name}.json`);
    const tenMinutesAgo = Date.now() / 1_000 - 600;
    utimesSync(presence, tenMinutesAgo, tenMinutesAgo);
    const said = `worker lab-1 lives (process ${worker.pid}), but its last beat is 10 min old.`;
    assert.ok((await here.place.called("doctor")).stdout.includes(said));
    worker.kill("SIGCONT");
    await until("it beats again", () => statSync(presence).mtimeMs > tenMinutesAgo * 1_000 + 1);
    assert.equal((await here.place.called("doctor")).stdout, "");
  });
});

describe("dirq doctor on a full disk", () => {
  before(function () {
    needSmallDisk(this);
  });
  const here = places();

  it("says how much is left, and how much the trash holds", () => {
    mkdirSync(here.place.jobs);
    const disk = SmallDisk.mount(here.place.jobs, 16_000_000);
    try {
      here.place.queue.remove(here.place.submit("true"));
      const { code, stdout } = here.place.dirq(["doctor"]);
      assert.equal(code, 1);
      assert.match(
        stdout,
        /^disk-full +\/.* {2}15 MB are left on its disk\. Free some; jobs cannot end on a full disk\n$/,
      );
    } finally {
      disk.unmount();
    }
  });
});
