import assert from "node:assert/strict";
import { openSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OutputLog } from "../../src/worker/output-log.js";
import { runCommand } from "../../src/worker/run-command.js";
import { startTimeOf } from "../../src/queue/index.js";
import { commandRun, logOf, newFolder, openDescriptors, removeFolders, run, runToEnd } from "./command-world.js";

const linux = process.platform === "linux";

describe("a shell command", () => {
  afterEach(removeFolders);

  it("ends with its exit code and with what it printed on each stream", async () => {
    assert.deepEqual(await run("echo out; echo err >&2; exit 3"), {
      exitCode: 3,
      signal: null,
      timedOut: false,
      aborted: false,
      stdoutTail: "out\n",
      stderrTail: "err\n",
      logGap: undefined,
    });
  });

  it("ends with the signal that killed its shell", async () => {
    const { exitCode, signal, aborted } = await runToEnd("kill -KILL $$");
    assert.deepEqual({ exitCode, signal, aborted }, { exitCode: null, signal: "SIGKILL", aborted: false });
  });

  it("logs both streams in the order of arrival", async () => {
    const resultDir = newFolder();
    const awaitLine = (line: string) => `until grep -q ${line} output.log; do sleep 0.01; done`;
    await run(`echo one; ${awaitLine("one")}; echo two >&2; ${awaitLine("two")}; echo three`, { resultDir });
    assert.equal(logOf(resultDir), "one\ntwo\nthree\n");
  });

  it("ends when its last background process closes the output, not with its shell", async () => {
    const { stdoutTail } = await runToEnd("(sleep 0.2; echo late) & echo early");
    assert.equal(stdoutTail, "early\nlate\n");
  });

  it("does not wait for a background process that prints elsewhere", async () => {
    const { stdoutTail } = await runToEnd("sleep 600 >/dev/null 2>&1 & echo $!");
    process.kill(Number(stdoutTail)); // It throws where nothing runs any more.
  });

  it("reads nothing from the worker's input", async () => {
    assert.equal((await runToEnd("cat; echo end")).stdoutTail, "end\n");
  });

  it("keeps the last MiB of stdout, the last 64 KiB of stderr, and all of both in the log", async () => {
    const resultDir = newFolder();
    const program = "process.stdout.write('o'.repeat(3e6) + 'END'); process.stderr.write('e'.repeat(2e5) + 'END')";
    const end = await runToEnd(`'${process.execPath}' -e "${program}"`, { resultDir });
    assert.equal(end.stdoutTail, "o".repeat(1024 * 1024 - 3) + "END");
    assert.equal(end.stderrTail, "e".repeat(64 * 1024 - 3) + "END");
    assert.equal(logOf(resultDir).length, 3e6 + 2e5 + 6);
  });

  it("takes bounded memory for 200 MB of output, and loses none of it", async function () {
    this.timeout(60_000);
    const before = process.memoryUsage.rss();
    let highest = before;
    const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 5);
    const resultDir = newFolder();
    await run("head -c 100000000 /dev/zero & head -c 100000000 /dev/zero >&2; wait", { resultDir });
    clearInterval(watch);
    assert.equal(statSync(join(resultDir, "output.log")).size, 200_000_000);
    assert.ok(highest - before < 80e6, `grew by ${Math.round((highest - before) / 1e6)} MB`);
  });

  it("runs in its directory, with its environment, its claim and a file for progress", async () => {
    const cwd = newFolder();
    const { stdoutTail } = await runToEnd('pwd -P; echo "$GREETING $DIRQ_CLAIM"; dirname "$DIRQ_PROGRESS"', {
      cwd,
      env: { ...process.env, GREETING: "hello" },
      claim: "a-claim",
    });
    assert.match(stdoutTail, new RegExp(`^${cwd}\nhello a-claim\n.*dirq-progress-.*\n$`));
  });

  it("is read by the shell that was asked for", async () => {
    const shell = join(newFolder(), "shell");
    writeFileSync(shell, '#!/bin/sh\necho "$1|$2"\n', { mode: 0o755 });
    assert.equal((await runToEnd("any words", { shell })).stdoutTail, "-c|any words\n");
  });

  it("leads a process group of its own, whose number and start time are told", async () => {
    let told: unknown;
    const onStart = (pid: number, startTime: string) =>
      (told = { pid: String(pid), startTime, stat: startTimeOf(pid) ?? "" });
    const group = (await runToEnd("ps -o pgid= -p $$", { onStart })).stdoutTail.trim();
    const { startTime } = told as { startTime: string };
    assert.deepEqual(told, { pid: group, startTime, stat: startTime });
    assert.match(startTime, linux ? /^\d+$/ : /^$/);
  });

  it("can open its streams by name, as in a terminal", async function () {
    if (!linux) this.skip();
    const { stdoutTail, stderrTail } = await runToEnd("echo o > /dev/stdout; echo e | tee /dev/stderr >/dev/null");
    assert.deepEqual({ stdoutTail, stderrTail }, { stdoutTail: "o\n", stderrTail: "e\n" });
  });

  it("leaves nothing open and nothing in the result directory but its log", async function () {
    if (!linux) this.skip();
    await run("true");
    const before = openDescriptors();
    for (const given of [{}, { cwd: "/nowhere" }, { shell: "/nowhere/sh" }])
      await run("echo 1 > $DIRQ_PROGRESS", given);
    assert.equal(openDescriptors(), before);
  });

  it("is stopped when its start cannot be recorded, and says so", async () => {
    const onStart = () => {
      throw new Error("disk full");
    };
    await assert.rejects(run("exec sleep 60", { onStart }), /disk full/);
  });
});

describe("a command that cannot start names what is in its way", () => {
  afterEach(removeFolders);

  it("the directory that is missing", async () => {
    assert.deepEqual(await run("true", { cwd: "/nowhere/at/all" }), {
      couldNotStart: "cannot run in /nowhere/at/all: no such file or directory (ENOENT)",
    });
  });

  it("the result directory that is missing", async () => {
    assert.deepEqual(await run("true", { resultDir: "/nowhere", cwd: "/" }), {
      couldNotStart: "cannot create /nowhere/output.log: no such file or directory (ENOENT)",
    });
  });

  it("the directory that is a file", async () => {
    const cwd = join(newFolder(), "file");
    writeFileSync(cwd, "");
    assert.deepEqual(await run("true", { cwd }), { couldNotStart: `cannot run in ${cwd}: not a directory` });
  });

  it("the shell that is missing", async () => {
    assert.deepEqual(await run("true", { shell: "/bin/nosh" }), {
      couldNotStart: "cannot run /bin/nosh: no such file or directory (ENOENT)",
    });
  });

  it("the length of the command", async () => {
    assert.deepEqual(await run(`: ${"x".repeat(5_000_000)}`), {
      couldNotStart: "the command and its environment are longer than the system allows (E2BIG)",
    });
  });

  it("the link that stands in the place of the log, which is not followed", async () => {
    const [resultDir, elsewhere] = [newFolder(), join(newFolder(), "precious")];
    writeFileSync(elsewhere, "precious");
    symlinkSync(elsewhere, join(resultDir, "output.log"));
    assert.deepEqual(await run("echo spoilt", { resultDir }), {
      couldNotStart: `cannot create ${join(resultDir, "output.log")}: file already exists (EEXIST); of the job, its command and log(), only one may make it`,
    });
    assert.equal(readFileSync(elsewhere, "utf8"), "precious");
  });
});

describe("a log that cannot be written", () => {
  afterEach(removeFolders);

  it("costs the job nothing, and is told at its end", async function () {
    if (!linux) this.skip();
    const end = await runCommand(commandRun("echo out; echo err >&2"), () => {
      const path = "/dev/full";
      return new OutputLog(openSync(path, "a"), { path, limit: Infinity });
    });
    assert.deepEqual(end, {
      exitCode: 0,
      signal: null,
      timedOut: false,
      aborted: false,
      stdoutTail: "out\n",
      stderrTail: "err\n",
      logGap: "output.log lacks 8 bytes of output: no space left on device (ENOSPC)",
    });
  });
});
