import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { isGroupOf } from "../../src/worker/terminate/process-group.js";
import { startTimeOf } from "../../src/queue/index.js";
import { straysOf } from "../../src/worker/terminate/strays.js";
import { until } from "../setup/until.js";
import { SHAPES } from "./process-shapes.js";
import { newClaim, processesWith, removeFolders, runToEnd, uniqueSleep } from "./command-world.js";

const linux = process.platform === "linux";

describe("a job that is stopped", () => {
  afterEach(removeFolders);

  /** Runs a command until `count` processes with its unique sleep are there, then stops it. */
  async function stopped(command: (sleep: string) => string, count: number) {
    const sleep = uniqueSleep();
    const stop = new AbortController();
    const ending = runToEnd(command(`sleep ${sleep}`), { signal: stop.signal });
    const sleeping = () => processesWith(sleep).filter((line) => / sleep /.test(line) && !/sh /.test(line));
    await until(`${command(sleep)} runs`, () => sleeping().length >= count);
    const asked = performance.now();
    stop.abort();
    const end = await ending;
    const seconds = (performance.now() - asked) / 1000;
    return { end, left: processesWith(sleep), seconds };
  }

  it("says that it was aborted, and by which signal its shell ended", async () => {
    const { end } = await stopped((sleep) => `${sleep}; echo`, 1);
    const { aborted, timedOut, signal, exitCode } = end;
    assert.deepEqual(
      { aborted, timedOut, signal, exitCode },
      { aborted: true, timedOut: false, signal: "SIGTERM", exitCode: null },
    );
  });

  for (const [shape, { command, sleeps }] of Object.entries(SHAPES)) {
    it(`takes ${shape} with it, at once`, async function () {
      if (!linux) this.skip();
      const { left, seconds } = await stopped(command, sleeps);
      assert.deepEqual(left, []);
      assert.ok(seconds < 5, `took ${seconds} s, after which what is deaf is killed`);
    });
  }

  it("may end in its own way, whose output and exit code are kept", async () => {
    const { end } = await stopped((sleep) => `trap 'echo saved; exit 7' TERM; ${sleep} & wait`, 1);
    assert.deepEqual([end.exitCode, end.stdoutTail, end.aborted], [7, "saved\n", true]);
  });

  it("gets one SIGTERM, not one for each way in which it is found", async () => {
    const { end } = await stopped(
      (sleep) => `trap 'echo asked' TERM; ${sleep} & wait; ${sleep.replace(/ .*/, " 0.3")}`,
      1,
    );
    assert.equal(end.stdoutTail, "asked\n");
  });

  it("is killed after 5 s even if it and what left its group ignore SIGTERM", async function () {
    if (!linux) this.skip();
    this.timeout(60_000);
    const deaf = (sleep: string) => `trap '' TERM; (setsid ${sleep} >/dev/null 2>&1 &); while :; do ${sleep}; done`;
    const { end, left, seconds } = await stopped(deaf, 2);
    assert.deepEqual([left, end.signal], [[], "SIGKILL"]);
    // A second of it is what a busy machine may take; the sleeps would go on for hours.
    assert.ok(seconds >= 5 && seconds < 20, `took ${seconds} s`);
  });

  it("was not started at all if its signal was aborted before", async () => {
    const end = await runToEnd("echo ran", { signal: AbortSignal.abort() });
    assert.deepEqual([end.aborted, end.stdoutTail], [true, ""]);
  });

  it("that took too long says so", async () => {
    const { timedOut, aborted, signal } = await runToEnd("exec sleep 60", { timeout: 0.1 });
    assert.deepEqual({ timedOut, aborted, signal }, { timedOut: true, aborted: false, signal: "SIGTERM" });
  });

  it("is not stopped by a limit of two months", async () => {
    assert.equal((await runToEnd("sleep 0.1", { timeout: 60 * 24 * 3600 })).timedOut, false);
  });
});

describe("the processes of a job", () => {
  it("are not a group whose leader started at another time", async function () {
    if (!linux) this.skip();
    const child = spawn("sleep", ["60"], { detached: true, stdio: "ignore" });
    const pid = child.pid ?? 0;
    const job = { pid, startTime: startTimeOf(pid), claim: newClaim(), outputs: [] };
    const another = { ...job, startTime: "1" };
    assert.deepEqual([isGroupOf(job), isGroupOf(another)], [true, false]);
    child.kill();
    await once(child, "exit");
    assert.equal(isGroupOf(job), false);
  });

  it("are found by the whole claim, not by how it begins", async function () {
    if (!linux) this.skip();
    const claim = newClaim();
    const child = spawn("sleep", ["60"], { env: { ...process.env, DIRQ_CLAIM: `${claim}0` }, stdio: "ignore" });
    const found = (of: string) =>
      straysOf({ pid: 1, startTime: "1", claim: of, outputs: [] }).map((stray) => stray.pid);
    await until("the process is in /proc", () => found(`${claim}0`).length > 0);
    assert.deepEqual([found(claim), found(`${claim}0`)], [[], [child.pid]]);
    child.kill();
  });

  it("carry the claim of their own job where a worker is itself a job of another worker", async () => {
    const env = { ...process.env, DIRQ_CLAIM: "outer" };
    assert.equal((await runToEnd("echo $DIRQ_CLAIM", { env, claim: "inner" })).stdoutTail, "inner\n");
  });
});
