import assert from "node:assert/strict";
import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CLI, cleanEnvironment } from "../cli/dirq.js";
import { scaled } from "../faults/scale.js";
import { say } from "../setup/say.js";
import { skipWithout } from "../setup/needs.js";
import { unaccounted, withParams } from "./accounted.js";
import { ALL_CASES } from "./cases/all-cases.js";
import { Commands } from "./commands.js";
import { Ground } from "./ground.js";
import { inventory } from "./inventory.js";
import { activeInBytes } from "./printed.js";
import { callsIn, violations } from "./trace/judge.js";

const EVERY = scaled(4, 1);
const CASES = ALL_CASES.filter(({ alone }, index) => alone !== true && index % EVERY === 1 % EVERY);

/** Whatever blocks is ended then, and the test fails. */
const DEADLINE_MS = scaled(180_000, 600_000);

describe("A worker in a queue full of hostile files", function () {
  this.timeout(2 * DEADLINE_MS);
  let commands: Commands;
  let ground: Ground;
  before(() => (commands = new Commands()));
  after(() => commands.close());
  beforeEach(() => {
    ground = new Ground();
    for (const each of CASES) each.make(ground, each.id);
  });
  afterEach(() => ground.remove());

  it("runs the one good job, ends, touches nothing outside and deletes nothing", () => {
    const { id } = ground.queue.submit({ command: "echo good" });
    const outside = JSON.stringify(inventory(ground.outside));
    const before = withParams(ground.jobs, inventory(ground.jobs));
    const trace = join(ground.directory, "trace.jsonl");
    const { status, stdout, stderr } = dirq(["--require", commands.hook], ["worker", "--rm"], {
      DIRQ_TEST_TRACE: trace,
    });
    const calls = callsIn(trace);
    say(`    ${CASES.length} hostile names, texts and files: ${calls.length} calls traced`);
    assert.deepEqual([status, ground.queue.get(id)?.state], [0, "completed"], stderr.toString());
    assert.deepEqual(violations(calls, ground.bounds), []);
    assert.equal(JSON.stringify(inventory(ground.outside)), outside);
    assert.deepEqual(unaccounted(ground.jobs, before, inventory(ground.jobs)), []);
    assert.equal(activeInBytes(Buffer.concat([stdout, stderr])), undefined);
    assert.ok(calls.length > 1000);
  });

  it("and whoever looks or mends opens nothing that lies outside, by the system's own account", function () {
    if (spawnSync("strace", ["-V"]).error !== undefined) skipWithout(this, "no strace");
    for (const args of [["list"], ["doctor", "--fix"], ["submit", "true"]]) {
      const log = join(ground.directory, "strace.txt");
      const strace = ["-f", "-y", "-o", log, "-e", "trace=openat", process.execPath, CLI, ...args];
      spawnSync("strace", strace, { cwd: ground.directory, env: cleanEnvironment(), timeout: DEADLINE_MS });
      // With -y each descriptor that a call returns is followed by the real path of what was opened.
      const opened = readFileSync(log, "utf8")
        .split("\n")
        .flatMap((line) => / = \d+<(.*)>$/.exec(line)?.[1] ?? []);
      assert.ok(
        opened.some((path) => path.startsWith(ground.jobs)),
        args.join(" "),
      );
      assert.deepEqual(
        opened.filter((path) => path.startsWith(ground.outside) || path === "/etc/passwd"),
        [],
      );
    }
  });

  function dirq(options: readonly string[], args: readonly string[], env: NodeJS.ProcessEnv): SpawnSyncReturns<Buffer> {
    return spawnSync(process.execPath, [...options, CLI, ...args], {
      cwd: ground.directory,
      env: { ...cleanEnvironment(), TMPDIR: ground.temporary, ...env },
      timeout: DEADLINE_MS,
      killSignal: "SIGKILL",
      // In a pipe a name is not cut, however long it is.
      maxBuffer: 256 * 1024 * 1024,
    });
  }
});
