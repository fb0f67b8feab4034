import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { skipWithout } from "../setup/needs.js";
import { eachOf } from "./called.js";
import { CLI, places, type Place } from "./dirq.js";
import { canMakeTerminals, onTerminal, withoutColours } from "./terminal.js";

describe("Bad input", () => {
  const here = places();

  const readers = [
    ["list"],
    ["info", "1"],
    ["logs", "1"],
    ["rm", "1"],
    ["cancel", "1"],
    ["resubmit", "1"],
    ["restore", "1"],
    ["hold", "1"],
    ["release", "1"],
    ["pause"],
    ["resume"],
    ["workers"],
  ];
  for (const args of readers) {
    it(`without a jobs directory: ${args[0]} ends with 3, says how to make one and makes none`, async () => {
      const { code, stdout, stderr } = await here.place.called(...args);
      assert.deepEqual([code, stdout], [3, ""]);
      const [said = "", how = ""] = stderr.split("\n");
      assert.ok(said.startsWith(`dirq: There is no jobs directory at ${here.place.jobs}. Submit a job to create it`));
      assert.match(how, /--jobs-dir/);
      assert.equal(existsSync(here.place.jobs), false);
    });
  }

  it("without a jobs directory, but with one in a folder above, is told how to use that one", () => {
    const id = here.place.submit("true");
    const cwd = join(here.place.directory, "src", "models");
    mkdirSync(cwd, { recursive: true });
    const [, how] = here.place.dirq(["list"], { cwd }).stderr.split("\n");
    assert.equal(how, "There is one at ../../jobs. To use it: --jobs-dir ../../jobs");
    const { stdout } = here.place.dirq(["list", "--columns", "id", "--no-header", "--jobs-dir", "../../jobs"], { cwd });
    assert.equal(stdout, `${id}\n`);
  });

  it("a current directory that was removed is named as such", () => {
    for (const args of [["list"], ["submit", "true"], ["worker", "--rm"]]) {
      const said = "dirq: The current directory has been removed. Change to one that exists, and try again.\n";
      assert.deepEqual(inRemovedDirectory(args), [1, said]);
    }
    const [code, stderr] = inRemovedDirectory(["list", "--jobs-dir", "/nowhere"]);
    assert.equal(code, 3);
    assert.match(
      stderr,
      /^dirq: There is no jobs directory at \/nowhere\..*\nAnother one is named by --jobs-dir, .*\n$/,
    );
  });

  function inRemovedDirectory(args: readonly string[]): readonly [code: number | null, stderr: string] {
    const script = `mkdir gone && cd gone && rmdir ../gone && exec "$0" "$@"`;
    const words = ["-c", script, process.execPath, CLI, ...args];
    const { status, stderr } = spawnSync("sh", words, { cwd: here.place.directory, encoding: "utf8" });
    return [status, stderr];
  }

  it("a variable without a name is refused", async () => {
    const { code, stderr } = await here.place.called("submit", "--env", "=x", "true");
    assert.equal(code, 2);
    assert.match(stderr, /^dirq: --env =x: it has no name; write NAME=value, or NAME alone\.\n/);
  });

  it("a jobs directory that is a file is left as it is", () => {
    writeFileSync(here.place.jobs, "mine");
    const runs = [["list"], ["submit", "true"], ["worker", "--rm"]].map((args) => here.place.dirq(args));
    assert.deepEqual(
      runs.map(({ code }) => code),
      [1, 1, 1],
    );
    for (const { stderr } of runs) assert.ok(stderr.startsWith("dirq: ") && stderr.includes(here.place.jobs), stderr);
  });

  it("an empty directory is no queue, and may be the place of a disk that is away", async () => {
    mkdirSync(here.place.jobs);
    const { code, stderr } = await here.place.called("list");
    assert.equal(code, 3);
    assert.match(
      stderr,
      /jobs, but an empty one: is a disk not mounted there\? Submit a job to create it there, or choose another/,
    );
    mkdirSync(join(here.place.jobs, "src"));
    assert.match(
      (await here.place.called("list")).stderr,
      /jobs, but another: it has no folders queued, running, completed and failed\. /,
    );
  });

  for (const folder of ["queued", ".dirq/tmp"]) {
    it(`a queue whose folder ${folder} was deleted says so, and how to make it again, which does`, () => {
      here.place.queue.create();
      rmdirSync(join(here.place.jobs, folder));
      const { code, stderr } = here.place.dirq(["submit", "true"]);
      assert.equal(code, 1);
      const what = `Cannot use the jobs directory ${here.place.jobs}: ${here.place.jobs}/${folder} is not there (ENOENT: `;
      assert.ok(stderr.startsWith(`dirq: ${what}`) && stderr.endsWith("makes with --fix what was deleted.\n"), stderr);
      assert.equal(here.place.dirq(["doctor", "--fix"]).code, 0);
      assert.equal(here.place.dirq(["submit", "true"]).code, 0);
    });
  }

  it("words for jobs that are not there say what there is none of", async () => {
    here.place.queue.create();
    const ends = await eachOf(["last", "last-failed", ""], (word) => here.place.called("info", word));
    assert.deepEqual(
      ends.map(({ stderr }) => stderr),
      [
        `dirq: There is no last job: there are no jobs in ${here.place.jobs}.\n`,
        `dirq: There is no last-failed job: no job has failed in ${here.place.jobs}.\n`,
        `dirq: There is no job '' in ${here.place.jobs}. dirq list shows the jobs there are.\n`,
      ],
    );
  });

  it("a queue that may only be read can be read, and says so to who writes", function () {
    if (process.getuid?.() !== 0) skipWithout(this, "not root, so there is no other user to be");
    const id = here.place.submit("true");
    chmodSync(here.place.directory, 0o755);
    const nobody = { uid: 65534 };
    assert.match(here.place.dirq(["list"], nobody).stdout, new RegExp(id));
    const { code, stdout, stderr } = here.place.dirq(["submit", "true"], nobody);
    assert.deepEqual([code, stdout], [1, ""]);
    assert.match(
      stderr,
      new RegExp(
        `^dirq: .*${here.place.jobs}: permission denied .*\\. Try as a user who may, or choose another jobs directory\\.`,
      ),
    );
    assert.deepEqual(here.place.queue.ids("queued"), [id]);
    const worker = here.place.dirq(["worker", "--rm"], nobody);
    const reason = `this user may not write to ${here.place.jobs}/queued. Its jobs can only be looked at.`;
    assert.deepEqual(
      [worker.code, worker.stdout, worker.stderr],
      [1, "", `dirq: Cannot use the jobs directory ${here.place.jobs}: ${reason}\n`],
    );
  });

  it("a queue that another user owns entirely can be worked on by that user", function () {
    if (process.getuid?.() !== 0) skipWithout(this, "not root, so there is no other user to be");
    chownSync(here.place.directory, 65534, 65534);
    assert.equal(here.place.dirq(["submit", "true"], { uid: 65534 }).code, 0);
  });

  it("hostile files: list goes on, is quick, follows nothing and sends no control character to the terminal", function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    const good = makeHostileQueue(here.place);
    const before = performance.now();
    const { code, stdout } = onTerminal(here.place, 60, ["list"]);
    assert.ok(performance.now() - before < 20_000, "a pipe would be waited for without end");
    assert.equal(code, 0);
    assert.match(stdout, new RegExp(good));
    assert.doesNotMatch(withoutColours(stdout), /[^\P{Cc}\n]/u);
    assert.doesNotMatch(stdout, /root:/);
    const reasons = [
      "a directory",
      "a symbolic link",
      "not a regular file",
      "larger than",
      "not valid JSON",
      "is empty",
    ];
    for (const reason of reasons) assert.ok(stdout.includes(reason), `${reason} is missing in\n${stdout}`);
  });

  it("hostile files: info and logs of each end, and print no control character to the terminal", function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    makeHostileQueue(here.place);
    const outputs = ["info", "logs"].flatMap((command) =>
      ["fifo", "link", "folder", "evil"].map((word) => onTerminal(here.place, 60, [command, word])),
    );
    assert.ok(outputs.every(({ code }) => code === 0));
    for (const { stdout } of outputs) assert.doesNotMatch(withoutColours(stdout), /[^\P{Cc}\n]/u);
  });

  const unreadable: [name: string, reason: string][] = [
    ["fifo", "not a regular file"],
    ["link", "a symbolic link, which is not followed"],
    ["folder", "a directory, not a file"],
  ];
  for (const [name, reason] of unreadable) {
    it(`a queued ${name} can be neither cancelled nor resubmitted, and the reason is said`, async () => {
      makeHostileQueue(here.place);
      const [cancelled, again] = await eachOf(["cancel", "resubmit"], (command) => here.place.called(command, name));
      assert.deepEqual([cancelled?.code, again?.code], [1, 1]);
      assert.equal(
        cancelled?.stderr,
        `dirq: Cannot cancel job ${name}: ${reason}. Remove it instead: dirq rm ${name}\n`,
      );
      const path = join(here.place.jobs, "queued", `${name}.json`);
      assert.equal(again?.stderr, `dirq: Cannot resubmit job ${name}: ${path} is ${reason}.\n`);
    });
  }

  it("ids that are paths name nothing, and nothing outside is touched", async () => {
    here.place.submit("true");
    writeFileSync(join(here.place.directory, "outside.json"), "{}");
    const words = ["../../outside", "../outside", "/etc/passwd", ".", "..", ""];
    const ofOne = await eachOf(
      words.flatMap((word) => ["info", "logs"].map((name) => [name, word])),
      (args) => here.place.called(...args),
    );
    const ofAll = await eachOf(["rm", "resubmit", "cancel"], (name) => here.place.called(name, ...words));
    assert.deepEqual(new Set([...ofOne, ...ofAll].map(({ code }) => code)), new Set([3]));
    for (const { stderr } of ofAll) assert.equal(stderr.match(/^dirq: There is no job /gm)?.length, words.length);
    assert.deepEqual(here.place.queue.counts(), { queued: 1, running: 0, completed: 0, failed: 0 });
    assert.deepEqual(readdirSync(here.place.directory).sort(), ["jobs", "outside.json"]);
  });
});

/** Everything that may lie in a state's folder. Returns the id of the one good job. */
function makeHostileQueue(place: Place): string {
  const good = place.submit("-n", "good", "true");
  const job = {
    id: "../../x",
    state: "queued",
    params: { command: "\x1b]0;own\x07", name: "\x1b[2J\u202eevil\r" },
    created_at: "2026-01-01T00:00:00",
  };
  const write = (path: string, text: string): void => writeFileSync(join(place.jobs, path), text);
  write("queued/evil.json", JSON.stringify(job));
  write("queued/esc\x1b[31m\x07\n.json", JSON.stringify(job));
  write("queued/half.json", JSON.stringify(job).slice(0, 40));
  write("queued/empty.json", "");
  write("queued/foreign.json", `{"hello": "\x1b"}`);
  write("failed/large.json", `{"x": "${"x".repeat(1_200_000)}"}`);
  write("completed/deep.json", "[".repeat(100_000));
  symlinkSync("/etc/passwd", join(place.jobs, "queued/link.json"));
  mkdirSync(join(place.jobs, "queued/folder.json"));
  spawnSync("mkfifo", [join(place.jobs, "queued/fifo.json")]);
  return good;
}
