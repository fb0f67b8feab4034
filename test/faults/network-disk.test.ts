import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { followOutput } from "../../src/live/index.js";
import { JobQueue } from "../../src/queue/index.js";
import { errorWords } from "../../src/wording/error-words.js";
import { claimAs, deadWorker, workerElsewhere } from "../queue/other-workers.js";
import { leftOversIn, temporaryDirectory } from "../queue/temporary-queue.js";
import { NetworkDisk } from "../setup/network-disk.js";
import { say } from "../setup/say.js";
import { until } from "../setup/until.js";
import { COUNTING_WORKER, commandLine, exitOf, outputOf, start, startWorker, workerCommand } from "./processes.js";
import { numbersRun, runsIn } from "./runs.js";
import { scaled } from "./scale.js";

const JOBS = scaled(60, 1_000);

describe("two clients of sshfs, each of which remembers what it has seen", function () {
  this.timeout(300_000);
  const mounted: NetworkDisk[] = [];
  afterEach(() => mounted.splice(0).forEach((disk) => disk.unmount()));

  it("run each job once, and take no job that the other has for a sign of trouble", async function () {
    const [source, ...clients] = await mounts(this);
    const runs = `${source}.runs`;
    const numbers = Array.from({ length: JOBS }, (_, n) => n);
    new JobQueue(join(clients[0], "jobs")).submitMany(numbers.map((n) => ({ n, runs, ms: 20 })));

    const workers = clients.map((client) => {
      const [program, args] = workerCommand(join(client, "jobs"), COUNTING_WORKER);
      return start(program, args, { stderr: "pipe" });
    });
    let alarms = "";
    for (const { stdout, stderr } of workers) {
      stdout?.resume();
      stderr?.setEncoding("utf8").on("data", (words: string) => (alarms += words));
    }
    const queue = new JobQueue(join(source, "jobs"));
    await until("every job has ended", () => queue.counts().completed === JOBS, 120_000);
    for (const worker of workers) worker.kill("SIGTERM");
    assert.deepEqual(await Promise.all(workers.map(exitOf)), [0, 0]);

    assert.deepEqual(numbersRun(runs), numbers, "each was run once");
    assert.equal(new Set(runsIn(runs).map(({ pid }) => pid)).size, 2, "both have run some");
    assert.equal(alarms, "");
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("give back the job of a worker that has died, though they remember it queued", async function () {
    const [source, one, other] = await mounts(this);
    const queue = new JobQueue(join(one, "jobs"));
    const { id } = queue.submit({});
    readdirSync(join(other, "jobs/queued"));
    claimAs(queue, deadWorker(queue));
    new JobQueue(join(other, "jobs")).recovery(() => undefined).run();
    assert.equal(existsSync(join(source, "jobs/queued", `${id}.json`)), true);
  });

  it("ask for the end of a job that the other has just begun", async function () {
    const [, one, other] = await mounts(this);
    const queue = new JobQueue(join(one, "jobs"));
    const { id } = queue.submit({});
    readdirSync(join(other, "jobs/.dirq/claims"));
    claimAs(queue, workerElsewhere(queue));
    assert.equal(new JobQueue(join(other, "jobs")).cancel(id), "requested");
  });

  it("print with logs -f what a job has printed last, and tell it programs", async function () {
    const [, one, other] = await mounts(this);
    const command = "sleep 1; for n in 1 2 3 4 5 6; do echo $n; sleep 0.3; done; echo last";
    const { id } = new JobQueue(join(one, "jobs")).submit({ command });
    startWorker(join(one, "jobs"));
    const printed = outputOf(start(...commandLine(join(other, "jobs"), "logs", "-f", id)));
    let told = "";
    for await (const { text } of followOutput(new JobQueue(join(other, "jobs")), id, { pollInterval: 0.1 }))
      told += text;
    const whole = "1\n2\n3\n4\n5\n6\nlast\n";
    assert.deepEqual([await printed, told], [whole, whole]);
  });

  /** A directory, and where it is mounted twice. */
  async function mounts(test: Mocha.Context): Promise<[source: string, one: string, other: string]> {
    const directory = temporaryDirectory();
    const [source, one, other] = [join(directory, "source"), join(directory, "one"), join(directory, "other")];
    for (const path of [source, one, other]) mkdirSync(path);
    try {
      for (const client of [one, other]) mounted.push(await NetworkDisk.mount(client, source, { remembers: true }));
    } catch (error) {
      say(`    without sshfs: ${errorWords(error)}`);
      test.skip();
    }
    return [source, one, other];
  }
});
