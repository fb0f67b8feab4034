import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { skipWithout } from "../setup/needs.js";
import { until } from "../setup/until.js";
import { CLI, cleanEnvironment, places, type Ended } from "./dirq.js";
import { canMakeTerminals, onTerminal } from "./terminal.js";

describe("dirq on a full disk, without streams, on a dumb terminal", () => {
  const here = places();

  /** `script`: where `dirq` is the built one. */
  function inShell(script: string, env: NodeJS.ProcessEnv = {}): Ended {
    const { status, stdout, stderr } = spawnSync(
      "/bin/sh",
      ["-c", `dirq() { "$0" "$CLI" "$@"; }; ${script}`, process.execPath],
      { cwd: here.place.directory, env: { ...cleanEnvironment(), CLI, ...env }, encoding: "utf8", timeout: 50_000 },
    );
    return { code: status, stdout, stderr };
  }

  it("says that standard output takes nothing more, and which jobs are submitted all the same", function () {
    if (!existsSync("/dev/full")) skipWithout(this, "no /dev/full");
    const full = "dirq: Cannot write to standard output: no space left on device (ENOSPC).";
    const one = inShell("dirq submit 'exit 3' > /dev/full");
    const [id = ""] = here.place.queue.ids("queued");
    assert.deepEqual(
      [one.code, ...one.stderr.split("\n").slice(0, 2)],
      [1, full, `Job ${id} was submitted all the same.`],
    );
    const many = inShell(`printf '{}\n{}\n' | dirq submit - > /dev/full`);
    assert.match(many.stderr, /\n2 jobs, \d{19} to \d{19}, were submitted all the same\.\n/);
    here.place.queue.cancel(id);
    assert.match(inShell(`dirq resubmit ${id} > /dev/full`).stderr, /was resubmitted all the same, as \d{19}\.\n/);
    assert.equal(here.place.queue.counts().queued, 3);
    const [first = "", second = ""] = here.place.queue.ids("queued");
    const both = inShell(`dirq cancel ${first} ${second}; dirq resubmit ${first} ${second} > /dev/full`);
    assert.match(both.stderr, /\n2 of 2 jobs resubmitted\nNo dirq worker is /);
    assert.equal(here.place.queue.counts().queued, 3);
    here.place.dirq(["rm", first, second]);
    const restored = inShell("dirq restore last > /dev/full");
    assert.equal(restored.code, 1);
    assert.equal(
      restored.stderr,
      `${[first, second].map((each) => `${full} Job ${each} was restored all the same.\n`).join("")}2 of 2 jobs restored\n`,
    );
    const [queued = ""] = here.place.queue.ids("queued");
    const cancelled = inShell(`dirq cancel --json ${queued} nosuch > /dev/full`);
    assert.deepEqual([cancelled.code, here.place.queue.get(queued)?.state], [3, "failed"]);
    assert.match(
      cancelled.stderr,
      new RegExp(`\\. Job ${queued} was cancelled all the same\\.\n1 of 2 jobs cancelled\n$`),
    );
    for (const command of ["list", "list --json", "info last", "results", "--help"]) {
      const { code, stderr } = inShell(`dirq ${command} > /dev/full`);
      assert.deepEqual([command, code, stderr.includes(full)], [command, 1, true]);
    }
  });

  it("brings all jobs back where nobody reads on", () => {
    here.place.queue.submitMany(Array.from({ length: 40 }, () => ({})));
    here.place.dirq(["rm", "--state", "queued"]);
    // A pipe whose reader is gone before the first line is written.
    const { code, stderr } = inShell("mkfifo p; exec 3<>p 4>p 3<&-; dirq restore last >&4");
    assert.deepEqual([code, stderr], [0, ""]);
    assert.equal(here.place.queue.counts().queued, 40);
  });

  it("ends submit --wait and --monitor with 125 where the id could not be written, and with a failed job's own code", async function () {
    if (!existsSync("/dev/full")) skipWithout(this, "no /dev/full");
    here.place.queue.create();
    here.place.start(["worker"]);
    await until("there is a worker", () => here.place.queue.workers().length > 0);
    const codes = ["--wait true", "--monitor true", "--wait 'exit 3'"].map(
      (line) => inShell(`dirq submit ${line} > /dev/full`).code,
    );
    assert.deepEqual(codes, [125, 125, 3]);
  });

  it("does its work, and ends as it should, where no word for a person can be written", function () {
    if (!existsSync("/dev/full")) skipWithout(this, "no /dev/full");
    const codes = ["dirq submit true", "dirq lsit", "dirq info x", "dirq cancel last"].map(
      (line) => inShell(`${line} 2> /dev/full > /dev/null`).code,
    );
    assert.deepEqual(codes, [0, 2, 3, 0]);
  });

  it("runs all jobs where the worker's log has no room", function () {
    if (!existsSync("/dev/full")) skipWithout(this, "no /dev/full");
    for (const command of ["true", "exit 3"]) here.place.submit(command);
    assert.equal(inShell("dirq worker --rm > /dev/full 2>&1").code, 0);
    assert.deepEqual(here.place.queue.counts(), { queued: 0, running: 0, completed: 1, failed: 1 });
  });

  it("says once that events are missing from a worker's log for programs, and runs all jobs", function () {
    if (!existsSync("/dev/full")) skipWithout(this, "no /dev/full");
    for (const command of ["true", "true"]) here.place.submit(command);
    const missing = "The worker goes on, and what happens may be missing there from now on.\n";
    const full = inShell("dirq worker --rm --json > /dev/full");
    const why = "dirq: Cannot write to standard output: no space left on device (ENOSPC). ";
    assert.deepEqual(
      [
        full.code,
        full.stderr
          .split("\n")
          .filter((line) => line.startsWith("dirq: "))
          .join("\n") + "\n",
      ],
      [0, why + missing],
    );
    here.place.submit("true");
    // A pipe whose reader is gone before the first line is written.
    const closed = inShell("mkfifo p; exec 3<>p 4>p 3<&-; dirq worker --rm --json >&4");
    assert.equal(closed.code, 0);
    assert.match(closed.stderr, new RegExp(`^dirq: Nobody reads standard output any more[.] ${missing}`, "m"));
    assert.equal(here.place.queue.counts().completed, 3);
  });

  it("needs neither a home nor open streams", () => {
    assert.equal(inShell("unset HOME; dirq submit true <&- >&- 2>&-").code, 0);
    assert.equal(inShell("dirq list <&- 2>&-").stdout.split("\n").length, 3);
    const nothing = inShell("dirq submit - <&-");
    assert.deepEqual(
      [nothing.code, nothing.stderr],
      [1, "dirq: Standard input holds no JSON object. Nothing was submitted.\n"],
    );
  });

  it("names a directory that was meant to be a file, and a file that is not there", () => {
    mkdirSync(join(here.place.directory, "d"));
    const ends = ["d", "nosuch.csv"].map((path) => here.place.dirq(["submit", "--each-row", path, "echo {a}"]));
    assert.deepEqual(
      ends.map(({ code, stderr }) => [code, stderr]),
      [
        [1, "dirq: Cannot read d: it is a directory.\n"],
        [1, "dirq: Cannot read nosuch.csv: there is no such file.\n"],
      ],
    );
  });

  it("draws nothing over on a dumb terminal", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    here.place.submit("printf 'a\\rb\\n\\033[31mc'");
    await here.place.work();
    const drawn = [["monitor", "last"], ["logs", "last"], ["list"], ["stats"], ["--help"]].map(
      (args) => onTerminal(here.place, 80, args, { TERM: "dumb" }).stdout,
    );
    assert.deepEqual(
      drawn.map((text) => text.includes("\x1b")),
      [false, false, false, false, false],
    );
    assert.equal(drawn[1], "b\nc\n");
    assert.equal(onTerminal(here.place, 80, ["list", "--watch"], { TERM: "dumb" }).code, 2);
  });

  it("proposes commands that mean the job, whatever its file is called", async () => {
    here.place.queue.create();
    for (const name of ["--state=completed", "a b$(touch PWNED)"])
      writeFileSync(join(here.place.jobs, "failed", `${name}.json`), "{");
    here.place.submit("true");
    await here.place.work();
    const { stdout } = here.place.dirq(["doctor"]);
    const proposed = [...stdout.matchAll(/dirq rm (.*)$/gm)].map(([line]) => line);
    const undone = inShell(proposed.join("\n")).stderr.matchAll(/^ {2}(dirq restore .*)$/gm);
    assert.deepEqual(here.place.queue.counts(), { queued: 0, running: 0, completed: 1, failed: 0 });
    inShell([...undone].map(([, line]) => line).join("\n"));
    assert.equal(here.place.queue.counts().failed, 2);
    assert.equal(existsSync(join(here.place.directory, "PWNED")), false);
  });
});
