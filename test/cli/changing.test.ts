import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { skipWithout } from "../setup/needs.js";
import { pythonJob } from "../queue/temporary-queue.js";
import { ended, places } from "./dirq.js";

describe("dirq rm and restore", () => {
  const here = places();

  it("move a job to the trash and say how to undo it, which does undo it", async () => {
    const id = here.place.submit("echo hi");
    await here.place.work();
    const { code, stdout, stderr } = here.place.dirq(["rm", id]);
    assert.deepEqual([code, stdout], [0, ""]);
    assert.equal(stderr, `Moved 1 job to the trash. To undo:\n  dirq restore ${id}\n`);
    assert.equal(existsSync(here.place.queue.resultDirectory(id)), false);

    assert.deepEqual(here.place.dirq(["restore", id]), { code: 0, stdout: `${id}\n`, stderr: "" });
    assert.equal(here.place.dirq(["logs", id]).stdout, "hi\n");
  });

  it("take several ids, do what can be done and report the rest", async () => {
    const ids = ["a", "b"].map((command) => here.place.submit(command));
    const { code, stderr } = await here.place.called("rm", ...ids, "nosuch");
    assert.equal(code, 3);
    assert.match(stderr, /^dirq: There is no job nosuch in .*\n2 of 3 jobs removed\nMoved 2 jobs to the trash/);
    assert.deepEqual(here.place.queue.list(), []);
  });

  it("mean by last the job that was the newest when they were called", async () => {
    const ids = ["a", "b"].map((command) => here.place.submit(command));
    await here.place.called("rm", "last", "last");
    assert.deepEqual(here.place.queue.ids("queued"), [ids[0]]);
  });

  it("bring back what was removed last, or list what there is", async () => {
    const ids = ["a", "b"].map((command) => here.place.submit(command));
    for (const id of ids) here.place.queue.remove(id);
    assert.equal((await here.place.called("restore", "last")).stdout, `${ids[1]}\n`);
    assert.match(
      (await here.place.called("restore")).stdout,
      new RegExp(`^ID .*\n${ids[0]}  a {5}was queued  \\d+ bytes  (just now|\\d+ s ago)\n$`),
    );
  });

  it("end with 3 for what is not in the trash", async () => {
    here.place.queue.create();
    assert.equal((await here.place.called("restore", "nosuch")).code, 3);
  });
});

describe("dirq cancel", () => {
  const here = places();

  it("keeps a queued job from starting, and records who did it", () => {
    const id = here.place.submit("true");
    const { code, stdout, stderr } = here.place.dirq(["cancel", id]);
    assert.deepEqual([code, stdout, stderr], [0, "", `Cancelled ${id}.\n`]);
    assert.deepEqual(here.place.queue.ids("failed"), [id]);
  });

  it("says who stops a job whose worker has died, since that worker will not", async function () {
    if (process.platform !== "linux") skipWithout(this, "no way to see that a process has ended");
    const id = here.place.submit("kill -9 $PPID");
    here.place.dirq(["worker", "--rm"]);
    const { code, stderr } = here.place.dirq(["cancel", id]);
    assert.equal(code, 0);
    assert.equal(
      stderr,
      `The worker of ${id} has died. The next worker stops what it left running, or dirq doctor --fix does.\n`,
    );
    await here.place.work();
    assert.deepEqual(here.place.queue.ids("failed"), [id]);
  });

  it("leaves alone what has started since it was selected as queued", () => {
    const [first = "", second = ""] = ["a", "b"].map((command) => here.place.submit(command));
    // A worker takes the second at the moment at which the first is taken to be cancelled.
    const claim = join(here.place.jobs, ".dirq/claims", `${second}~4ab2c6f3-4026531836-1-1-e288c4046080.1`);
    const preload = join(here.place.directory, "claim.cjs");
    writeFileSync(
      preload,
      `const fs = require("node:fs"); const { renameSync } = fs;
      fs.renameSync = (from, to) => {
        if (from === ${JSON.stringify(here.place.queue.jobFile(first))})
          renameSync(${JSON.stringify(here.place.queue.jobFile(second))}, ${JSON.stringify(claim)});
        return renameSync(from, to);
      };
      require("node:module").syncBuiltinESMExports();`,
    );
    const env = { NODE_OPTIONS: `--require ${preload}` };
    assert.deepEqual(here.place.dirq(["cancel", "--state", "queued"], { env }), {
      code: 0,
      stdout: "",
      stderr: `Cancelled ${first}.\nLeft 1 job alone that moved on meanwhile.\n`,
    });
    assert.deepEqual(here.place.queue.ids("running"), [second]);
    assert.equal(existsSync(join(here.place.jobs, ".dirq/requests", `${second}.cancel`)), false);
  });

  it("ends with 4 for a job that has ended", async () => {
    const id = here.place.submit("true");
    await here.place.work();
    const { code, stderr } = await here.place.called("cancel", id);
    assert.equal(code, 4);
    assert.match(stderr, /^dirq: Cannot cancel job \d{19}: /);
  });
});

describe("dirq resubmit", () => {
  const here = places();

  it("submits the same params under a new id, and prints it", () => {
    const old = here.place.dirq(["submit", "-"], { input: `{"seed": 12345678901234567890}` }).stdout.trim();
    const { code, stdout, stderr } = here.place.dirq(["resubmit", old, "--name", "again"]);
    assert.equal(code, 0);
    assert.equal(stderr, "No dirq worker is at work here yet. To start one: dirq worker\n");
    assert.match(
      here.place.queue.paramsText(stdout.trim()) ?? "",
      /"seed": 12345678901234567890,\n {2}"name": "again"/,
    );
    assert.equal(here.place.queue.ids("queued").length, 2);
  });

  for (const state of ["queued", "running"]) {
    it(`refuses --state ${state}, which would run it twice`, async () => {
      here.place.submit("true");
      const { code, stderr } = await here.place.called("resubmit", "--state", state);
      assert.deepEqual(
        [code, stderr.split("\n")[0]],
        [2, `dirq: --state ${state}: only what has ended is resubmitted, unless it is named by its id.`],
      );
      assert.equal(here.place.queue.ids("queued").length, 1);
    });
  }

  it("resubmits all, and complains of nothing, when nobody reads the ids", async () => {
    for (const n of [1, 2, 3]) here.place.submit("--batch", "b", `exit ${n}`);
    await here.place.work();
    const child = here.place.start(["resubmit", "--batch", "b"]);
    child.stdout?.destroy();
    const { code, stderr } = await ended(child);
    const nobodyWorks = "No dirq worker is at work here yet. To start one: dirq worker\n";
    assert.deepEqual([code, stderr, here.place.queue.ids("queued").length], [0, nobodyWorks, 3]);
  });
});

describe("Words for jobs", () => {
  const here = places();

  it("are not the ids of jobs that were selected", async () => {
    const queued = here.place.submit("true");
    writeFileSync(join(here.place.jobs, "failed/last.json"), pythonJob("last", { params: { dirq: { batch: "b" } } }));
    assert.equal((await here.place.called("wait", "--batch", "b")).code, 1);
    await here.place.called("rm", "--state", "failed");
    assert.deepEqual([here.place.queue.ids("queued"), here.place.queue.ids("failed")], [[queued], []]);
  });

  const idOf = async (word: string): Promise<unknown> =>
    (JSON.parse((await here.place.called("info", "--json", word)).stdout) as { id: string }).id;

  it("may be any ending of an id that only one job has", async () => {
    const id = here.place.submit("true");
    assert.equal(await idOf(id.slice(-12)), id);
  });

  it("may be last and last-failed", async () => {
    const failed = here.place.submit("false");
    await here.place.work();
    const last = here.place.submit("true");
    assert.deepEqual([await idOf("last"), await idOf("last-failed")], [last, failed]);
  });

  it("end with 3 when nothing or too much is meant, and say which jobs could be", async () => {
    here.place.queue.create();
    const nothing = await here.place.called("info", "last-failed");
    const ids = Array.from({ length: 11 }, () => here.place.submit("true"));
    const digit = ids.map((id) => id.at(-1) ?? "").find((end) => ids.filter((id) => id.endsWith(end)).length > 1);
    const ambiguous = await here.place.called("info", digit ?? "");
    assert.deepEqual([nothing.code, ambiguous.code], [3, 3]);
    assert.match(ambiguous.stderr, /^dirq: \d+ jobs have an id that ends in \d: \d{19}, /);
  });

  it("name no more than ten of many that could be meant, and suggest what a slip meant", async () => {
    here.place.queue.create();
    for (let n = 10; n < 40; n++) writeFileSync(join(here.place.jobs, "queued", `${n}x.json`), "{}");
    const { stderr } = await here.place.called("info", "x");
    assert.match(
      stderr,
      /^dirq: 30 jobs have an id that ends in x: (\d\dx, ){9}\d\dx and 20 more\. Give more of it\.$/m,
    );
    assert.match((await here.place.called("info", "lst")).stderr, /There is no job lst in .* Did you mean last\?$/m);
  });
});
