import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { skipWithout } from "../setup/needs.js";
import { until } from "../setup/until.js";
import { cleanEnvironment, CLI, places, type Ended } from "./dirq.js";
import { canMakeTerminals, onTerminal } from "./terminal.js";

describe("dirq workers", () => {
  const here = places();

  it("says who is there, what each runs, and how it is known that it lives", async () => {
    const id = here.place.submit("sleep 60");
    const worker = here.place.start(["worker", "-n", "lab-1", "--slots", "2"]);
    await until("the job runs", () => here.place.queue.get(id)?.state === "running");
    const [heading, row] = here.place.dirq(["workers"]).stdout.split("\n");
    assert.match(heading ?? "", /^NAME +HOST +PID +SINCE +SLOTS +JOBS +STATE +EVIDENCE$/);
    const cells = row?.split(/ {2,}/) ?? [];
    const evidence = `process ${worker.pid} runs on this machine`;
    assert.deepEqual(cells.slice(0, 3), ["lab-1", hostname(), `${worker.pid}`]);
    assert.deepEqual(cells.slice(4), ["2", `…${id.slice(-4)}`, "alive", evidence]);
    const [json] = JSON.parse(here.place.dirq(["workers", "--json"]).stdout) as Record<string, unknown>[];
    assert.deepEqual([json?.["name"], json?.["pid"], json?.["jobs"]], ["lab-1", worker.pid, [id]]);
  });

  it("is told of in list and info when it died and nobody has brought its job back yet", async () => {
    const id = here.place.submit("sleep 5");
    const worker = here.place.start(["worker"]);
    await until("the job runs", () => here.place.queue.get(id)?.state === "running");
    worker.kill("SIGKILL");
    await until("it is dead", () => here.place.queue.workers().every(({ liveness }) => liveness === "dead"));
    assert.match((await here.place.called("list")).stdout, /running, its worker died/);
    assert.match((await here.place.called("info", id)).stdout, /^State +running, its worker died$/m);
  });

  it("says that there is none", async () => {
    here.place.queue.create();
    const { code, stdout, stderr } = await here.place.called("workers");
    assert.deepEqual([code, stdout, stderr], [0, "", `No dirq worker is at work on ${here.place.jobs}.\n`]);
    assert.equal((await here.place.called("workers", "--json")).stdout, "[]\n");
  });
});

describe("dirq worker --detach", () => {
  let pid = 0;
  // Before the place is removed, which happens after each test as well.
  afterEach(async () => {
    if (pid > 0 && here.place.queue.hasWorker()) process.kill(pid, "SIGKILL");
    await until("the worker has gone", () => here.place.queue.workers().every(({ liveness }) => liveness === "dead"));
    pid = 0;
  });
  const here = places();

  it("prints its process id, says how to stop it and where its log is, and works on", async () => {
    const { code, stdout, stderr } = detach("--slots", "2");
    const log = join(here.place.jobs, ".dirq", "workers", `${pid}.log`);
    assert.deepEqual([code, stdout], [0, `${pid}\n`]);
    assert.equal(
      stderr,
      `Worker ${pid} runs in the background.\nTo let it finish its jobs and end: kill ${pid}; once more, to put them back.\nIts log: ${log}\n`,
    );
    const id = here.place.submit("true");
    await until("a job that came later has run", () => here.place.queue.ids("completed").includes(id));
    await until("its end stands in the log", () => new RegExp(`completed +${id}`).test(readFileSync(log, "utf8")));
    assert.match(readFileSync(log, "utf8"), /, 2 slots\.\n/);
    process.kill(pid, "SIGTERM");
    await until("it has taken leave", () => here.place.queue.workers().length === 0);
  });

  it("outlives the terminal that it was started on", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    pid = Number(onTerminal(here.place, 80, ["worker", "--detach"]).stdout.split("\n")[0]);
    const id = here.place.submit("true");
    await until("a job that came later has run", () => here.place.queue.ids("completed").includes(id));
  });

  it("goes on with the log of its name, which is no path", () => {
    for (let run = 0; run < 2; run++) detach("--rm", "-n", "../lab 1");
    const log = readFileSync(join(here.place.jobs, ".dirq", "workers", ".._lab_1.log"), "utf8");
    assert.equal(log.match(/^Worker \.\.\/lab 1 on /gm)?.length, 2);
  });

  it("takes the middle out of a log that has grown too large, and touches no other file", async () => {
    const line = `${"a job of long ago".padEnd(99, ".")}\n`;
    const log = join(here.place.jobs, ".dirq", "workers", "night.log");
    const other = join(here.place.directory, "mine.log");
    here.place.queue.create();
    for (const path of [log, other]) writeFileSync(path, line.repeat(90_000));
    const first = here.place.submit("true");
    detach("--rm", "-n", "night");
    await until("it has ended", () => here.place.queue.workers().length === 0);
    const text = readFileSync(log, "utf8");
    assert.ok(text.length < 4_000_000, `${text.length} bytes are left`);
    assert.match(text, /^a job of long ago\.+\n/);
    assert.match(text, /\n\[dirq: \d+ bytes .* a worker in the background keeps its log within 8 MiB\]\n/);
    assert.match(text, new RegExp(`completed +${first} .*\\n$`));

    const second = here.place.submit("true");
    const fd = openSync(other, "a");
    spawnSync(process.execPath, [CLI, "worker", "--rm", "-n", "night"], {
      cwd: here.place.directory,
      env: cleanEnvironment(),
      stdio: ["ignore", fd, fd],
    });
    closeSync(fd);
    assert.ok(statSync(other).size > 9_000_000, "the person's own file has all of it");
    assert.match(readFileSync(other, "utf8"), new RegExp(`completed +${second} `));
  });

  it("says why a worker that ended at once did so", () => {
    const { code, stdout, stderr } = here.place.dirq(["worker", "--detach", "missing.mjs"]);
    assert.deepEqual([code, stdout], [1, ""]);
    assert.match(
      stderr,
      /^dirq: The worker ended at once, with exit code 1\. Its log .*\.log ends with:\ndirq: Cannot load/,
    );
  });

  function detach(...args: readonly string[]): Ended {
    const end = here.place.dirq(["worker", "--detach", ...args]);
    pid = Number(end.stdout);
    return end;
  }
});

describe("dirq worker --timeout", () => {
  const here = places();

  it("stops commands that were submitted without one, and no others", async () => {
    const [none, own] = [here.place.submit("sleep 20"), here.place.submit("--timeout", "10s", "sleep 0.3")];
    here.place.dirq(["worker", "--rm", "--timeout", "0.1s"]);
    assert.equal((await here.place.called("wait", none)).code, 124);
    assert.equal((await here.place.called("wait", own)).code, 0);
  });
});
