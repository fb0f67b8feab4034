import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pythonJob } from "../queue/temporary-queue.js";
import { until } from "../setup/until.js";
import { eachOf } from "./called.js";
import { ended, places, type Place } from "./dirq.js";

describe("A job that is submitted to wait", () => {
  const here = places();
  const submit = async (...args: string[]): Promise<string> =>
    (await here.place.called("submit", ...args)).stdout.trim();

  it("is held with --hold, and says how to release it", () => {
    const { code, stdout, stderr } = here.place.dirq(["submit", "--hold", "true"]);
    const id = stdout.trim();
    assert.deepEqual([code, waitingOf(here.place, id)], [0, "held"]);
    assert.match(
      stderr,
      new RegExp(`^Not to run yet: held\\.\nTo let it start: dirq release ${id}\nNo dirq worker is`),
    );
  });

  it("waits for a moment with --at, and for a length of time with --in", async () => {
    const at = await submit("--at", "2030-01-01T00:00:00Z", "true");
    const earliest = Date.now() + 7_200_000;
    const later = await submit("--in", "2h", "true");
    assert.equal(waitingOf(here.place, at), `at-${Date.UTC(2030, 0, 1)}`);
    const time = Number(waitingOf(here.place, later)?.slice("at-".length));
    assert.ok(time >= earliest && time <= Date.now() + 7_200_000, `${time}`);
  });

  it("waits for other jobs, named as everywhere, several times or with commas", async () => {
    const [a, b, c] = ["a", "b", "c"].map((name) => here.place.submit("-n", name, "true"));
    const words = ["--after", `${a},${b?.slice(-12)}`, "--after", String(a), "--after-ok", "last"];
    const id = await submit(...words, "true");
    const params = JSON.parse(here.place.queue.paramsText(id) ?? "") as Record<string, unknown>;
    assert.deepEqual([waitingOf(here.place, id), params["dirq"]], ["after", { after: [a, b], after_ok: [c] }]);
  });

  it("runs when all that it waited for has come, and not at all when a job that had to complete failed", async () => {
    const [good, bad] = [here.place.submit("true"), here.place.submit("false")];
    const then = await submit("--after", bad, "--after-ok", good, "true");
    const never = await submit("--after-ok", bad, "true");
    await here.place.work();
    assert.equal(here.place.queue.get(then)?.state, "completed");
    assert.match(
      (await here.place.called("info", never)).stdout,
      new RegExp(`^State .*Not run: job ${bad} failed$`, "m"),
    );
  });

  it("takes JSON and all of its lines as well", () => {
    const { stdout } = here.place.dirq(["submit", "--hold", "--batch", "sweep", "-"], { input: `{"n": 1}\n{"n": 2}` });
    const ids = stdout.trim().split("\n");
    assert.deepEqual(
      ids.map((id) => [waitingOf(here.place, id), here.place.queue.paramsText(id)?.replaceAll(/\s/g, "")]),
      [1, 2].map((n) => ["held", `{"n":${n},"dirq":{"batch":"sweep"}}`]),
    );
  });

  it("runs before others with --priority, whose values are seen in list and info", async () => {
    here.place.submit("-n", "plain", "true");
    await submit("-n", "late", "--priority", "-1", "true");
    await submit("-n", "soon", "--priority", "10", "true");
    const lines = async (...args: string[]) => (await here.place.called(...args)).stdout.trimEnd().split("\n");
    assert.deepEqual(await lines("list", "--columns", "name,priority", "--no-header"), [
      "soon   10",
      "late   -1",
      "plain  0",
    ]);
    assert.deepEqual(
      (await lines("info", "last")).filter((line) => line.startsWith("Priority")),
      ["Priority   10"],
    );
    await here.place.work();
    const started = await lines("list", "--columns", "name", "--no-header", "--sort", "started", "--reverse");
    assert.deepEqual(started, ["soon", "plain", "late"]);
  });

  it("is tried again with --retries, and the worker says so", async () => {
    await submit("--retries", "1", "--retry-delay", "0.1s", "exit 3");
    const { stdout } = here.place.dirq(["worker", "--rm"]);
    assert.match(stdout, /retrying .* exit 3 · \S+ s · will be tried again\n/);
    assert.match(stdout, /failed .* exit 3 · \S+ s\n$/);
  });

  it("is stopped with --timeout when it has run so long", async () => {
    await submit("--timeout", "0.1s", "sleep 20");
    await here.place.work();
    assert.equal((await here.place.called("wait", "last")).code, 124);
  });

  it("is not submitted when it is to run after a job that there is not", async () => {
    here.place.submit("true");
    const { code, stdout, stderr } = await here.place.called("submit", "--after", "nosuch", "true");
    assert.deepEqual([code, stdout, here.place.queue.list().length], [3, "", 1]);
    assert.match(stderr, /^dirq: There is no job nosuch in /);
  });

  const mistakes: [args: string[], message: RegExp][] = [
    [["--at", "18"], /^dirq: --at 18: it has to be a time, for example 18:00/],
    [["--at", "2020-01-01 9:00"], /^dirq: --at 2020-01-01 9:00: that was at 2020-01-01 09:00:00 .* and is over\.$/],
    [["--in", "soon"], /^dirq: --in soon: it has to be a length of time, for example 90s, 30m, 2h or 7d\.$/],
    [["--in", "1h", "--at", "18:00"], /^dirq: --at and --in both say when; give one of them\.$/],
    [["--after", "1,,2"], /^dirq: --after 1,,2: an id is missing\.$/],
    [["--retries", "many"], /^dirq: --retries many: it has to be a whole number, 0 or more\.$/],
    [["--priority", "high"], /^dirq: --priority high: it has to be a whole number, for example 10 or -10\.$/],
    [["--priority", "1.5"], /^dirq: --priority 1\.5: it has to be a whole number/],
    [["--retry-delay", "1s"], /^dirq: --retry-delay needs --retries\.$/],
    [["--timeout", "0"], /^dirq: --timeout 0: it has to be a length of time/],
    [["--batch", ""], /^dirq: --batch needs a name\.$/],
  ];
  for (const [args, message] of mistakes) {
    it(`is a mistake in the call with ${args.join(" ")}, and touches nothing`, async () => {
      const { code, stderr } = await here.place.called("submit", ...args, "true");
      assert.equal(code, 2);
      assert.match(stderr.split("\n")[0] ?? "", message);
      assert.equal(here.place.queue.exists(), false);
    });
  }
});

describe("dirq hold and release", () => {
  const here = places();

  it("keep jobs from starting and let them start", () => {
    const id = here.place.submit("true");
    const held = here.place.dirq(["hold", "last"]);
    assert.deepEqual([held.code, waitingOf(here.place, id)], [0, "held"]);
    assert.equal(held.stderr, `Held ${id}. To let it start: dirq release ${id}\n`);
    const released = here.place.dirq(["release", id]);
    assert.deepEqual(
      [released.code, released.stdout, released.stderr],
      [0, "", `Released ${id}.\nNo dirq worker is at work here yet. To start one: dirq worker\n`],
    );
    assert.equal(waitingOf(here.place, id), undefined);
  });

  it("give a job back to what it waited for", async () => {
    const id = here.place.submit("--at", "2030-01-01 00:00", "true");
    here.place.queue.hold(id);
    const { stderr } = await here.place.called("release", id);
    assert.equal(stderr.split("\n")[0], `Released ${id}; it still waits: 2030-01-01 00:00.`);
  });

  it("say once what became of many, as cancel does, and of each where it is not the same", async () => {
    const stderrOf = async (verb: string): Promise<string[]> =>
      (await here.place.called(verb, "--batch", "b")).stderr.split("\n");
    for (let n = 0; n < 9; n++) here.place.submit("--batch", "b", "true");
    for (let n = 0; n < 2; n++) here.place.submit("--batch", "b", "--at", "2030-01-01 00:00", "true");
    assert.deepEqual(await stderrOf("hold"), ["Held 11 jobs. To let them start: dirq release, called like this", ""]);
    assert.deepEqual((await stderrOf("release")).slice(0, 2), [
      "Released 9 jobs.",
      "Released 2 jobs that still wait, as dirq list says.",
    ]);
    assert.deepEqual(await stderrOf("cancel"), ["Cancelled 11 jobs.", ""]);
  });

  it("end with 4 where there is nothing to hold or to release, and do the others", async () => {
    const [first, second] = [here.place.submit("true"), here.place.submit("--hold", "true")];
    const { code, stderr } = await here.place.called("hold", second, first);
    assert.deepEqual([code, waitingOf(here.place, first)], [4, "held"]);
    assert.match(stderr, /^dirq: Job \d+ is held already\.\nHeld .*\n1 of 2 jobs held$/m);
    here.place.queue.unhold(first);
    assert.equal((await here.place.called("release", first)).code, 4);
  });

  it("say of a job that has ended, or has a name of its own, why it can be neither", async () => {
    here.place.submit("true");
    await here.place.work();
    const { queue } = here.place;
    const [id = ""] = queue.ids("completed");
    writeFileSync(join(queue.directory, "queued", "my job.json"), pythonJob("my job"));
    const calls = ["hold", "release"].flatMap((verb) => [id, "my job"].map((word) => [verb, word]));
    const ends = await eachOf(calls, (args) => here.place.called(...args));
    assert.deepEqual(
      ends.map(({ code, stderr }) => [code, stderr]),
      [
        [4, `dirq: Cannot hold job ${id}: only a queued job can be held, and this one is completed.\n`],
        [4, "dirq: Cannot hold job my job: its name is not one that dirq gives to jobs.\n"],
        [4, `dirq: Cannot release job ${id}: only a held job can be released, and this one is completed.\n`],
        [4, "dirq: Cannot release job my job: its name is not one that dirq gives to jobs.\n"],
      ],
    );
  });
});

describe("dirq pause and resume", () => {
  const here = places();

  it("keep every job of a queue from starting, and say so wherever one would look", async () => {
    const id = here.place.submit("true");
    assert.equal(here.place.dirq(["pause"]).stderr, `${here.place.jobs} is paused. To go on: dirq resume\n`);
    const worker = ended(here.place.start(["worker", "--rm"]));
    await until("the worker is there", () => here.place.queue.hasWorker());
    assert.equal(
      here.place.dirq(["submit", "true"]).stderr,
      "Not to run yet: queue paused.\nTo let the queue go on: dirq resume\n",
    );
    assert.equal(here.place.dirq(["list"]).stderr, "The queue is paused. To go on: dirq resume\n");
    assert.match(here.place.dirq(["info", id]).stdout, /^State +queued, queue paused$/m);
    assert.equal(here.place.dirq(["resume"]).stderr, `${here.place.jobs} goes on: 2 jobs queued.\n`);
    assert.equal((await worker).code, 0);
    assert.equal(here.place.queue.ids("completed").length, 2);
  });

  it("say when nobody is there to go on", async () => {
    here.place.submit("true");
    here.place.queue.pause();
    assert.equal(
      (await here.place.called("resume")).stderr,
      `${here.place.jobs} goes on: 1 job queued.\nNo dirq worker is at work here yet. To start one: dirq worker\n`,
    );
  });

  it("do no harm twice", async () => {
    here.place.queue.create();
    const runs = await eachOf(["pause", "pause", "resume", "resume"], (verb) => here.place.called(verb));
    assert.deepEqual(
      runs.map(({ code }) => code),
      [0, 0, 0, 0],
    );
    assert.equal(runs[3]?.stderr, `${here.place.jobs} was not paused: no job is queued.\n`);
  });
});

describe("What a job waits for", () => {
  const here = places();

  it("stands in list and info, in the words of the tree and the panel", async () => {
    const parent = here.place.submit("--hold", "true");
    const id = here.place.submit("--after", parent, "--batch", "sweep", "true");
    const after = `queued, after …${parent.slice(-4)}`;
    const rows = (await here.place.called("list")).stdout.split("\n").slice(1, 3);
    assert.deepEqual(
      rows.map((row) => row.split(/ {2,}/)[2]),
      [after, "queued, held"],
    );
    const lines = (await here.place.called("info", id)).stdout.split("\n");
    for (const line of [`State      ${after}`, `After      ${parent}`, "Batch      sweep"]) {
      assert.ok(lines.includes(line), `${line} is missing in\n${lines.join("\n")}`);
    }
  });

  it("names the attempt that is next, of a job that is tried again", async () => {
    const id = here.place.submit("--retries", "3", "--retry-delay", "1h", "exit 3");
    const worker = here.place.start(["worker"]);
    await until(
      "the first attempt has failed",
      () => here.place.queue.failedAttempts(id) === 1 && !isRunning(here.place, id),
    );
    worker.kill("SIGKILL");
    assert.match(
      (await here.place.called("info", id)).stdout,
      /^State +queued, retrying .*\d\d:\d\d.*, attempt 2 of 4$/m,
    );
    const monitor = here.place.start(["monitor", id]);
    let said = "";
    monitor.stdout?.on("data", (piece: Buffer) => (said += piece.toString()));
    await until("monitor says so too", () => /^queued · retrying .* · attempt 2 of 4\n$/.test(said));
  });

  for (const [args, words] of [
    [["monitor"], /^queued · held\n/],
    [["wait"], /^\d{19} waits: held\n/],
    [["logs", "-f"], /^\d{19} is queued \(held\); its output follows when it starts/],
  ] as const) {
    it(`is said by ${args.join(" ")}, which goes on to the end`, async () => {
      const id = here.place.submit("--hold", "true");
      const child = here.place.start([...args, id]);
      const end = ended(child);
      let said = "";
      for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece: string) => (said += piece));
      await until("it says why the job waits", () => words.test(said));
      here.place.queue.unhold(id);
      await here.place.work();
      assert.equal((await end).code, 0);
    });
  }
});

function waitingOf(place: Place, id: string): string | undefined {
  const job = place.queue.get(id);
  assert.equal(job?.state, "queued");
  return job.waiting;
}

function isRunning(place: Place, id: string): boolean {
  return place.queue.get(id)?.state === "running";
}
