import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { openStore, startTimeOf } from "../../src/queue/index.js";
import { newWorkerRecord, writePresence } from "../../src/queue/processes/presence.js";
import { claimAs, deadWorker } from "../queue/other-workers.js";
import { skipWithout } from "../setup/needs.js";
import { processesWith, uniqueSleep } from "../worker/command-world.js";
import { DEAF_SHAPES, SHAPES } from "../worker/process-shapes.js";
import { until } from "../setup/until.js";
import { Place, places } from "./dirq.js";
import { canMakeTerminals, startOnTerminal } from "./terminal.js";

/** Asked to end they have 5 s; then they are killed, and it takes moments. */
const DEAD_WITHIN_MS = 6_000;
const LOOK_MS = 200;
const TIMEOUT_S = 2;
const ALL = Object.entries({ ...SHAPES, ...DEAF_SHAPES });

/** The processes of jobs of every shape, which a worker of the queue in `place` runs. */
class Forest {
  readonly place = new Place();
  private readonly sleep = uniqueSleep();

  submit(...options: readonly string[]): this {
    for (const [, { command }] of ALL) this.place.submit(...options, command(`sleep ${this.sleep}`));
    return this;
  }

  sleeping(): string[] {
    return processesWith(this.sleep).filter((line) => /^\S+ +sleep /.test(line));
  }

  async grown(): Promise<void> {
    const all = ALL.reduce((sum, [, { sleeps }]) => sum + sleeps, 0);
    await until("all processes are there", () => this.sleeping().length === all);
  }

  /** What lives still when 6 s have passed, counted in pauses: where all is slow, these are as well. */
  async survivors(): Promise<string[]> {
    for (let ms = 0; ms < DEAD_WITHIN_MS && processesWith(this.sleep).length > 0; ms += LOOK_MS) await delay(LOOK_MS);
    return processesWith(this.sleep);
  }
}

describe("No process of a job is alive 6 s after", function () {
  this.timeout(120_000);
  places();
  const slots = ["--slots", String(ALL.length)];
  const forests: Forest[] = [];
  const aForest = (...options: readonly string[]): Forest => {
    const forest = new Forest().submit(...options);
    forests.push(forest);
    return forest;
  };
  /** They take the same seconds, so all of them begin at once. */
  let survivors: Readonly<Record<string, Promise<string[]>>> = {};
  before(function () {
    if (process.platform !== "linux") skipWithout(this, "only Linux shows what left its process group");
    survivors = { cancel: cancelled(), timeout: timedOut(), SIGTERM: toldTwice(), terminal: interruptedTwice() };
    for (const each of Object.values(survivors)) each.catch(() => undefined);
  });
  after(() => Promise.all(forests.map(({ place }) => place.remove())));

  it("they were cancelled", async () => assert.deepEqual(await survivors["cancel"], []));
  it("their time was over", async () => assert.deepEqual(await survivors["timeout"], []));
  it("their worker was told a second time to end", async () => assert.deepEqual(await survivors["SIGTERM"], []));
  it("Ctrl-C was typed twice", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    assert.deepEqual(await survivors["terminal"], []);
  });

  async function cancelled(): Promise<string[]> {
    const forest = aForest();
    forest.place.start(["worker", ...slots]);
    await forest.grown();
    forest.place.dirq(["cancel", ...forest.place.queue.ids("running")]);
    return forest.survivors();
  }

  async function timedOut(): Promise<string[]> {
    const forest = aForest("--timeout", `${TIMEOUT_S}s`);
    const { queue } = forest.place;
    forest.place.start(["worker", ...slots]);
    await until("all have started", () => queue.ids("queued").length === 0);
    await delay(TIMEOUT_S * 1000);
    const survivors = await forest.survivors();
    await until("all have ended", () => queue.ids("failed").length === ALL.length);
    for (const job of queue.list()) assert.equal(job.state === "failed" && job.error, `Timed out after ${TIMEOUT_S} s`);
    return survivors;
  }

  async function toldTwice(): Promise<string[]> {
    const forest = aForest();
    const worker = forest.place.start(["worker", ...slots]);
    await forest.grown();
    await twice(worker, "waiting for", () => void worker.kill("SIGTERM"));
    return forest.survivors();
  }

  async function interruptedTwice(): Promise<string[]> {
    const forest = aForest();
    const terminal = startOnTerminal(forest.place, 80, ["worker", ...slots]);
    await forest.grown();
    await twice(terminal, "waiting for", () => void terminal.stdin?.write("\x03"));
    return forest.survivors();
  }

  async function twice(worker: ChildProcess, answer: string, tell: () => void): Promise<void> {
    let said = "";
    worker.stdout?.on("data", (piece: Buffer) => (said += piece.toString()));
    tell();
    await until("it has heard", () => said.includes(answer));
    tell();
  }
});

describe("What a dead worker left running", () => {
  const here = places();
  const linux = process.platform === "linux";

  /** A process group that the dead worker recorded as that of its job, with the start time that it wrote down. */
  function recorded(startTime: (pid: number) => string): ChildProcess {
    here.place.submit("true");
    const { queue } = here.place;
    const dead = deadWorker(queue);
    const claim = claimAs(queue, dead);
    const child = here.place.own(spawn("sleep", ["300"], { detached: true, stdio: "ignore" }));
    const pid = child.pid ?? 0;
    const jobs = [{ claim, id: queue.ids("running")[0] ?? "", pid, start_time: startTime(pid) }];
    writePresence(openStore(queue.directory), { ...newWorkerRecord(dead, { name: "dead", slots: 1 }), beat: 1, jobs });
    return child;
  }

  it("is ended before its job is run again", async function () {
    if (!linux) this.skip();
    const child = recorded((pid) => startTimeOf(pid) ?? "");
    await here.place.work();
    await until("it is killed", () => child.signalCode === "SIGKILL");
    assert.equal(here.place.queue.ids("completed").length, 1);
  });

  it("is left alone when the number of the process has been given to another since", async function () {
    if (!linux) this.skip();
    const child = recorded((pid) => String(Number(startTimeOf(pid)) - 1));
    await here.place.work();
    assert.equal(here.place.queue.ids("completed").length, 1);
    assert.deepEqual([child.exitCode, child.signalCode, startTimeOf(child.pid ?? 0) !== undefined], [null, null, true]);
  });
});
