import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shortNames } from "../../src/cli/showing/short-names.js";
import { pythonJob, writeIn } from "../queue/temporary-queue.js";
import { skipWithout } from "../setup/needs.js";
import { until } from "../setup/until.js";
import { cleanEnvironment, CLI, ended, places } from "./dirq.js";
import { canMakeTerminals, onTerminal } from "./terminal.js";

describe("dirq logs of several jobs", () => {
  const here = places();

  it("means the newest job where none is named, and says which that is", async () => {
    here.place.submit("echo old");
    const id = here.place.submit("--name", "newest", "echo new");
    await here.place.work();
    const { stdout, stderr } = here.place.dirq(["logs"]);
    assert.deepEqual([stdout, stderr], ["new\n", `Output of ${id}, newest:\n`]);
  });

  it("puts a heading above each, and begins it on a line of its own", async () => {
    const first = here.place.submit("--name", "a", "printf 'no end'");
    const second = here.place.submit("echo b");
    await here.place.work();
    const { code, stdout } = await here.place.called("logs", second, first, second);
    assert.deepEqual([code, stdout], [0, `==> ${second} echo b <==\nb\n\n==> ${first} a <==\nno end\n`]);
  });

  it("takes options in the place of ids, oldest first, and says when no job is meant", async () => {
    const ids = ["x", "y"].map((name) => here.place.submit("--batch", "b", "--name", name, "seq 3"));
    here.place.submit("echo none of them");
    await here.place.work();
    assert.equal(
      (await here.place.called("logs", "--batch", "b", "-n", "1")).stdout,
      `==> ${ids[0]} x <==\n3\n\n==> ${ids[1]} y <==\n3\n`,
    );
    const { code, stderr } = await here.place.called("logs", "--name", "z*");
    assert.deepEqual([code, stderr], [0, "Nothing to print: no job is like that.\n"]);
  });

  it("follows them line by line behind their names, tells which failed, and ends when all have ended", async () => {
    const wait = "until [ -e go ]; do sleep 0.05; done";
    const one = here.place.submit("--name", "one", `printf 'half '; ${wait}; echo line; exit 3`);
    const other = here.place.submit(`printf '\\377\\n'; touch go; printf open`);
    const child = here.place.start(["logs", "-f", one, other]);
    const following = ended(child);
    here.place.start(["worker", "--rm", "--slots", "2"]);
    const { code, stdout, stderr } = await following;
    const [, short] = shortNames([
      { id: one, name: "one" },
      { id: other, name: undefined },
    ]);
    assert.deepEqual(
      [code, stdout.split("\n").sort()],
      [0, ["", `${short} | \ufffd`, `${short} | open`, "one  | half line"].sort()],
    );
    assert.match(stderr, /^one: exit 3$/m);
    assert.ok(existsSync(join(here.place.directory, "go")));
  });

  it("colours the names on a terminal alone, and lets no colour run into the next line", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    here.place.submit("--name", "a", `printf '10%%\\r100%%\\n\\033[31mred\\n'`);
    here.place.submit("--name", "bc", "true");
    await here.place.work();
    const args = ["logs", "-f", "--state", "completed"];
    assert.equal(
      onTerminal(here.place, 80, args).stdout,
      "\x1b[36ma  |\x1b[39m 100%\n\x1b[36ma  |\x1b[39m \x1b[31mred\x1b[0m\n",
    );
    assert.equal((await here.place.called(...args)).stdout, "a  | 10%\r100%\na  | \x1b[31mred\n");
  });

  it("shows an id that is an escape sequence as one, and once", async () => {
    const ids = ["\x1b]0;title\x07", "\x1b[2J"];
    for (const id of ids) {
      writeIn(here.place.queue, `failed/${id}.json`, pythonJob(id, { params: {} }));
      writeIn(here.place.queue, `completed_results/${id}/output.log`, "hi\n");
    }
    assert.equal(
      (await here.place.called("logs", ...ids)).stdout,
      "==> \\x1b]0;title\\x07 <==\nhi\n\n==> \\x1b[2J <==\nhi\n",
    );
  });

  it("shows an attempt of one job alone", async () => {
    const ids = [here.place.submit("true"), here.place.submit("true")];
    const { code, stdout, stderr } = await here.place.called("logs", ...ids, "--attempt", "1");
    assert.deepEqual(
      [code, stdout, stderr.split("\n")[0]],
      [2, "", "dirq: --attempt is of one job, and these are 2: name one of them alone."],
    );
  });

  it("tells jobs of one name apart by the ends of their ids, as long as they have to be", () => {
    const jobs = [
      { id: "170001234", name: "a" },
      { id: "170011234", name: "a" },
      { id: "170021111", name: "b" },
      { id: "170035555", name: undefined },
    ];
    assert.deepEqual(shortNames(jobs), ["01234", "11234", "b", "35555"]);
    assert.deepEqual(shortNames([{ id: "1", name: " " }]), ["1"]);
  });
});

describe("dirq logs -f of several jobs, in hard times", () => {
  const here = places();

  /** A job that has not ended and has printed this. */
  function printing(id: string, text: string): void {
    writeIn(here.place.queue, `running/${id}.json`, pythonJob(id, { state: "running", params: { name: id } }));
    writeIn(here.place.queue, `completed_results/${id}/output.log`, text);
  }

  /** One that a Python worker has completed just now. */
  function complete(id: string): void {
    const job = pythonJob(id, { state: "completed", params: { name: id }, finished_ms: Date.now() });
    writeIn(here.place.queue, `completed/${id}.json`, job);
    rmSync(join(here.place.jobs, `running/${id}.json`), { force: true });
  }

  /** Follows with other functions of Node, which `source` puts in place. */
  function start(args: readonly string[], source = ""): { readonly child: ChildProcess; readonly seen: () => string } {
    const preload = join(here.place.directory, "preload.cjs");
    writeFileSync(preload, `const fs = require("node:fs"); ${source}; require("node:module").syncBuiltinESMExports();`);
    const child = here.place.start(["logs", ...args], { env: { NODE_OPTIONS: `--require ${preload}` } });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece: Buffer) => (text += String(piece)));
    return { child, seen: () => text };
  }

  /** The log of `a` cannot be opened as long as a file `away` lies in the directory. */
  const AWAY = `const { openSync } = fs;
    fs.openSync = (path, ...how) => {
      if (!String(path).endsWith("a/output.log") || !fs.existsSync("away")) return openSync(path, ...how);
      throw Object.assign(new Error(\`EIO: i/o error, open '\${path}'\`), { code: "EIO", syscall: "open" });
    }`;
  /** So that what takes half a minute takes a second. */
  const FAST_CLOCK = "const now = performance.now.bind(performance); performance.now = () => 50 * now()";

  it("ends with 130 on Ctrl-C, which ends the reader of its pipe too, and says nothing", async () => {
    for (const id of ["a", "b"]) printing(id, "whole\nhalf");
    const { child, seen } = start(["-f", "a", "b"]);
    await until("both are read", () => seen() === "a | whole\nb | whole\n");
    child.stdout?.destroy();
    child.kill("SIGINT");
    const { code, stderr } = await ended(child);
    assert.deepEqual([code, stderr], [130, ""]);
  });

  it("ends with 130 on Ctrl-C where the disk is full, and says so", async function () {
    if (!existsSync("/dev/full")) skipWithout(this, "no /dev/full, which is a full disk");
    for (const id of ["a", "b"]) printing(id, "half");
    rmSync(join(here.place.jobs, "running/a.json"));
    writeIn(here.place.queue, "queued/a.json", pythonJob("a"));
    const words = ["-c", 'exec "$@" > /dev/full', "sh", process.execPath, CLI, "logs", "-f", "a", "b"];
    const child = spawn("sh", words, { cwd: here.place.directory, env: cleanEnvironment() });
    const end = ended(here.place.own(child));
    let said = "";
    child.stderr.on("data", (piece: Buffer) => (said += String(piece)));
    await until("it has looked", () => said.startsWith("Queued: 1 of 2 jobs"));
    child.kill("SIGINT");
    const { code, stderr } = await end;
    assert.equal(code, 130);
    assert.match(stderr, /\ndirq: Cannot write to standard output: no space left on device \(ENOSPC\)\.\n$/);
  });

  it("tells of a log that cannot be read, goes on with the others, and prints it once it can be", async () => {
    for (const id of ["a", "b"]) printing(id, `of ${id}\n`);
    writeFileSync(join(here.place.directory, "away"), "");
    const { child, seen } = start(["-f", "a", "b"], AWAY);
    const end = ended(child);
    await until("the other is read", () => seen().includes("b | of b\n"));
    rmSync(join(here.place.directory, "away"));
    for (const id of ["a", "b"]) complete(id);
    const path = join(here.place.queue.resultDirectory("a"), "output.log");
    const { code, stdout, stderr } = await end;
    assert.deepEqual(
      [code, stdout, stderr],
      [0, "b | of b\na | of a\n", `dirq: Cannot read ${path}: i/o error (EIO). Trying again for 30 s.\n`],
    );
  });

  it("gives up a log that cannot be read for half a minute, and ends with 1", async () => {
    for (const id of ["a", "b"]) printing(id, `of ${id}\n`);
    complete("b");
    writeFileSync(join(here.place.directory, "away"), "");
    const { code, stdout } = await ended(start(["-f", "a", "b"], `${AWAY}; ${FAST_CLOCK}`).child);
    assert.deepEqual([code, stdout], [1, "b | of b\n"]);
  });

  it("tells of a log that cannot be read, where nothing is followed, and prints the others", async () => {
    for (const id of ["a", "b"]) printing(id, `of ${id}\n`);
    writeFileSync(join(here.place.directory, "away"), "");
    const { code, stdout, stderr } = await ended(start(["a", "b"], AWAY).child);
    const path = join(here.place.queue.resultDirectory("a"), "output.log");
    assert.deepEqual(
      [code, stdout, stderr],
      [1, "==> a <==\n\n==> b <==\nof b\n", `dirq: Cannot read ${path}: i/o error (EIO).\n`],
    );
  });

  it("waits for the result that a Python worker writes after the state", async () => {
    printing("b", "of b\n");
    complete("a");
    const { child, seen } = start(["-f", "a", "b"]);
    const end = ended(child);
    await until("both were looked at", () => seen() === "b | of b\n");
    writeIn(here.place.queue, "completed_results/a/results.json", `{"output": "of a\\n"}`);
    complete("b");
    const { stdout } = await end;
    assert.deepEqual(stdout.split("\n").sort(), ["", "a | of a", "b | of b"]);
  });

  it("says of a job that is removed that it was, and goes on with the others", async () => {
    for (const id of ["a", "b"]) printing(id, `of ${id}\n`);
    const { child, seen } = start(["-f", "a", "b"]);
    const end = ended(child);
    await until("both are read", () => seen() === "a | of a\nb | of b\n");
    rmSync(join(here.place.jobs, "running/a.json"));
    await until("it is missed", () => seen().includes("removed"));
    complete("b");
    const { code, stderr } = await end;
    assert.deepEqual([code, stderr], [0, "a: the job was removed.\n"]);
  });
});
