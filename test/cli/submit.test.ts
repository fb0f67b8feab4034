import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { skipWithout } from "../setup/needs.js";
import { CLI, cleanEnvironment, ended, places, type Place } from "./dirq.js";
import { canMakeTerminals, onTerminal } from "./terminal.js";

describe("dirq submit", () => {
  const here = places();

  it("prints the id alone on stdout, and makes the queue", () => {
    const { code, stdout } = here.place.dirq(["submit", "echo hi"]);
    assert.equal(code, 0);
    assert.match(stdout, /^\d{19}\n$/);
    assert.deepEqual(here.place.queue.ids("queued"), [stdout.trim()]);
  });

  it("takes one command with a program of its own, which loads none of the other commands", () => {
    const alone = join(here.place.directory, "cli.cjs");
    copyFileSync(CLI, alone);
    const run = (...args: readonly string[]): string => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [alone, "--jobs-dir", here.place.jobs, ...args], {
        env: cleanEnvironment(),
        encoding: "utf8",
      });
      return status === 0 ? `submitted ${stdout.trim()}` : (/Cannot find module '.*'/.exec(stderr)?.[0] ?? stderr);
    };
    const submitted = run("submit", "--name", "lr3", "python", "train.py", "--lr", "0.3");
    assert.deepEqual(here.place.queue.ids("queued"), [submitted.replace("submitted ", "")]);
    // What is not so plain, or wrong, is theirs, and nothing is done before.
    const others = [["submit"], ["submit", "--help"], ["submit", "--hold", "ls"], ["submit", "--nmae", "x", "ls"]];
    const more = [["submit", "-"], ["submit", "--cwd", "nowhere", "ls"], ["list"], ["submit", " "]];
    for (const args of [...others, ...more]) assert.equal(run(...args), "Cannot find module './any-command.js'");
    assert.equal(here.place.queue.ids("queued").length, 1);
  });

  it("names the job that is in the queue although the disk does not confirm it, so that nobody submits it again", () => {
    here.place.submit("true");
    const preload = join(here.place.directory, "unconfirmed.cjs");
    writeFileSync(
      preload,
      `const fs = require("node:fs"); const { renameSync, fsyncSync } = fs; let placed = false;
      fs.renameSync = (from, to) => { renameSync(from, to); placed ||= from.endsWith(".part"); };
      fs.fsyncSync = (file) => {
        if (placed) throw Object.assign(new Error("EIO: i/o error, fsync"), { code: "EIO", syscall: "fsync" });
        fsyncSync(file);
      };
      require("node:module").syncBuiltinESMExports();`,
    );
    for (const options of [[], ["--hold"]]) {
      const before = here.place.queue.ids("queued");
      const env = { NODE_OPTIONS: `--require ${preload}` };
      const { code, stdout, stderr } = here.place.dirq(["submit", ...options, "echo one"], { env });
      const [id] = here.place.queue.ids("queued").filter((each) => !before.includes(each));
      const reason = "the disk reports an error (EIO: i/o error, fsync). The system's log says more.";
      const refusal = `Cannot use the jobs directory ${here.place.jobs}: ${reason} Try again once that is mended.`;
      assert.deepEqual(
        { code, stdout, stderr },
        {
          code: 1,
          stdout: "",
          stderr: `dirq: Job ${id} is in the queue, but a power cut may take it away: the disk does not confirm it. ${refusal}\n`,
        },
      );
    }
  });

  it("says so where no directory can be made, and does not try for ever", function () {
    if (process.platform !== "linux") skipWithout(this, "no directory that takes no other");
    const { code, stderr } = here.place.dirq(["--jobs-dir", "/proc", "submit", "true"]);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^dirq: Cannot use the jobs directory \/proc: no directory can be made there \(ENOENT: .*\)\./,
    );
  });

  it("takes one quoted string as a shell line", () => {
    assert.equal(commandOf(here.place, ["sort big.csv | uniq > 'a b'"]), "sort big.csv | uniq > 'a b'");
  });

  it("joins several words as a shell reads them", () => {
    assert.equal(commandOf(here.place, ["echo", "two words", "$HOME"]), "echo 'two words' '$HOME'");
  });

  it("leaves options after the first word to the command", () => {
    const words = ["python", "train.py", "--epochs", "3", "-n", "5", "--help", "--", "x"];
    assert.equal(commandOf(here.place, words), "python train.py --epochs 3 -n 5 --help -- x");
  });

  it("submits nothing where words follow a quoted line, which would be looked for as a program", () => {
    const said =
      "dirq: --name follows 'make all', and no program is called that. " +
      "Options of submit stand before the command, and a line for the shell is one word: dirq submit … 'make all'";
    for (const before of [[], ["--json"], ["--sweep", "x=1,2"]]) {
      const { code, stderr } = here.place.dirq(["submit", ...before, "make all", "--name", "{x}"]);
      assert.deepEqual([code, stderr.split("\n")[0], here.place.queue.exists()], [2, said, false]);
    }
    const swept = here.place.dirq(["submit", "--sweep", "x=1,2", "make {x}", "--name", "a"]);
    assert.deepEqual([swept.code, swept.stderr.split("\n")[0]], [2, said.replaceAll("make all", "make 1")]);
    const filled = here.place.dirq(["submit", "--each-line", "-", "{line}", "--name"], { input: "make all\n" });
    assert.deepEqual([filled.code, filled.stderr.split("\n")[0], here.place.queue.exists()], [2, said, false]);
    writeFileSync(join(here.place.directory, "make all"), "");
    assert.equal(commandOf(here.place, ["./make all", "--name", "x"]), "'./make all' --name x");
    writeFileSync(join(here.place.directory, "run 1.sh"), "");
    const sweep = here.place.dirq(["submit", "--dry-run", "--sweep", "x=1", "./run {x}.sh", "a"]);
    assert.deepEqual([sweep.code, sweep.stdout], [0, "'./run 1.sh' a\n"], "what a sweep fills may be one");
  });

  it("takes all after -- as words, whatever they look like", () => {
    assert.equal(commandOf(here.place, ["--", "--weird", "x"]), "--weird x");
  });

  it("records the name, and the directory it was called from", () => {
    const { directory } = here.place;
    assert.deepEqual(paramsOf(here.place, ["-n", "train", "ls"]), {
      command: "ls",
      type: "shell",
      name: "train",
      cwd: directory,
    });
  });

  it("records another directory with --cwd, as an absolute path", () => {
    mkdirSync(join(here.place.directory, "data"));
    assert.equal(paramsOf(here.place, ["--cwd", "data", "ls"])["cwd"], join(here.place.directory, "data"));
  });

  it("refuses a --cwd that is no directory, and submits nothing", () => {
    const { code, stderr } = here.place.dirq(["submit", "--cwd", "nowhere", "ls"]);
    assert.equal(code, 1);
    assert.match(stderr, /^dirq: Cannot use --cwd nowhere: it is not a directory\. Nothing was submitted\.$/m);
    assert.equal(here.place.queue.exists(), false);
  });

  it("records the environments that are active, and no other variable", () => {
    const env = { VIRTUAL_ENV: "/venv", CONDA_PREFIX: "/conda", SECRET: "x" };
    here.place.dirq(["submit", "ls"], { env });
    assert.deepEqual(onlyParams(here.place)["env"], { VIRTUAL_ENV: "/venv", CONDA_PREFIX: "/conda" });
  });

  it("adds variables with --env, and leaves the environments out with --no-env", async () => {
    const env = { VIRTUAL_ENV: "/venv", SEED: "7", EMPTY: "" };
    const options = ["--env", "SEED", "--env", "A=b=c", "--env", "EMPTY"];
    here.place.dirq(["submit", "--no-env", ...options, 'echo "$SEED $A ${EMPTY-unset}$VIRTUAL_ENV"'], { env });
    assert.deepEqual(onlyParams(here.place)["env"], { SEED: "7", A: "b=c", EMPTY: "" });
    await here.place.work();
    assert.equal(here.place.dirq(["logs", "last"]).stdout, "7 b=c \n");
    assert.equal(here.place.dirq(["submit", "--env", "NOWHERE", "ls"]).code, 2);
  });

  it("submits a .json file as it is, numbers digit by digit", () => {
    writeFileSync(
      join(here.place.directory, "p.json"),
      `{"seed": 12345678901234567890, "lr": 1.0, "x": NaN, "a": 1e-5}`,
    );
    const id = here.place.dirq(["submit", "p.json"]).stdout.trim();
    assert.equal(
      here.place.queue.paramsText(id),
      `{\n  "seed": 12345678901234567890,\n  "lr": 1.0,\n  "x": NaN,\n  "a": 1e-5\n}`,
    );
  });

  it("takes options after a file too, since a file has none of its own", () => {
    writeFileSync(join(here.place.directory, "p.json"), `{"a": 1}`);
    assert.deepEqual(paramsOf(here.place, ["p.json", "--name", "sweep"]), { a: 1, name: "sweep" });
  });

  it("says so when the .json file is not there, or is not an object", () => {
    writeFileSync(join(here.place.directory, "list.json"), "[1]");
    const missing = here.place.dirq(["submit", "missing.json"]);
    const list = here.place.dirq(["submit", "list.json"]);
    assert.deepEqual([missing.code, list.code], [1, 1]);
    assert.match(missing.stderr, /There is no file missing\.json/);
    assert.match(list.stderr, /Cannot submit list\.json: not a JSON object\. Nothing was submitted\./);
    assert.equal(here.place.queue.exists(), false);
  });

  it("reads JSON objects from stdin, one per line, and prints their ids in order", () => {
    const input = `{"n": 1}\n\n{"n": 2}\n{"n": 3}`;
    const ids = here.place.dirq(["submit", "-"], { input }).stdout.trim().split("\n");
    assert.deepEqual(
      ids.map((id) => here.place.queue.paramsText(id)),
      [`{\n  "n": 1\n}`, `{\n  "n": 2\n}`, `{\n  "n": 3\n}`],
    );
  });

  it("prints ids before the last is submitted, each of a job that is in the queue by then", async () => {
    const input = Array.from({ length: 1_200 }, (_, n) => `{"n": ${n}}`).join("\n");
    const child = here.place.start(["submit", "-"], { input });
    const end = ended(child);
    const [piece] = (await once(child.stdout ?? child, "data")) as [string];
    const queued = new Set(here.place.queue.ids("queued"));
    const printed = piece.split("\n").slice(0, -1);
    assert.ok(printed.length > 0 && printed.every((id) => queued.has(id)));
    assert.equal((await end).stdout.trimEnd().split("\n").length, 1_200);
  });

  it("submits none of the lines when one is broken, and names it", () => {
    const { code, stdout, stderr } = here.place.dirq(["submit", "-"], { input: `{"n": 1}\n{"n": ` });
    assert.deepEqual([code, stdout], [1, ""]);
    assert.match(stderr, /^dirq: Line 2 of standard input: .*Nothing was submitted\.$/m);
    assert.equal(here.place.queue.exists(), false);
  });

  it("refuses params that no job's file may hold, names the line and submits none of them", () => {
    const input = `{"n": 1}\n\n{"x": "${"x".repeat(1024 * 1024)}"}`;
    const { code, stdout, stderr } = here.place.dirq(["submit", "-"], { input });
    assert.deepEqual([code, stdout, here.place.queue.exists()], [1, "", false]);
    assert.match(stderr, /^dirq: Line 3 of standard input: .*larger than the 1048576 .* Nothing was submitted\.\n$/);
  });

  it("goes on submitting when the reader of the ids has gone", () => {
    const input = Array.from({ length: 1_001 }, (_, n) => `{"n": ${n}}`).join("\n");
    const script = `printf '%s' "$2" | "$0" "$1" submit - | true`;
    const args = ["-c", script, process.execPath, CLI, input];
    spawnSync("/bin/sh", args, { cwd: here.place.directory, env: cleanEnvironment() });
    assert.equal(here.place.queue.ids("queued").length, 1_001, "the last is not submitted together with the others");
  });

  it("prints a job's document with --json, one a line", () => {
    const { stdout } = here.place.dirq(["submit", "--json", "-"], { input: `{"n": 1.0}\n{"n": 2}` });
    const ids = stdout.trim().split("\n");
    assert.deepEqual(
      ids.map((line) => (JSON.parse(line) as { params: unknown }).params),
      [{ n: 1 }, { n: 2 }],
    );
    assert.match(stdout, /"n": 1\.0/);
  });

  it("prints with --dry-run what it would submit, and makes not even the queue", () => {
    const command = here.place.dirq(["submit", "--dry-run", "echo", "two words"]);
    assert.deepEqual(command, {
      code: 0,
      stdout: "echo 'two words'\n",
      stderr: `Nothing was submitted. It would be 1 job in ${here.place.jobs}.\n`,
    });
    const params = here.place.dirq(["submit", "--dry-run", "--batch", "b", "-"], { input: `{"n": 1.0}\n{"n": 2}` });
    assert.equal(params.stdout, `{ "n": 1.0, "dirq": { "batch": "b" } }\n{ "n": 2, "dirq": { "batch": "b" } }\n`);
    assert.equal(here.place.queue.exists(), false);
  });

  it("submits what --dry-run --json printed as the same job", () => {
    const args = ["--name", "x", "--env", "A=1", "--timeout", "1m", "--retries", "2", "echo", "two words"];
    const { stdout } = here.place.dirq(["submit", "--dry-run", "--json", ...args]);
    const [id = "", again = ""] = [
      here.place.dirq(["submit", ...args]),
      here.place.dirq(["submit", "-"], { input: stdout }),
    ].map((end) => end.stdout.trim());
    assert.equal(here.place.queue.paramsText(id), here.place.queue.paramsText(again));
  });

  it("prints with --dry-run every character into a pipe, and hides secrets on a terminal", function () {
    const args = [
      "submit",
      "--dry-run",
      "--env",
      "API_TOKEN=s3cr3t-value",
      "curl -u ada:s3cr3t-value https://ada:pw@host",
    ];
    assert.equal(here.place.dirq(args).stdout, "curl -u ada:s3cr3t-value https://ada:pw@host\n");
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    const [shown] = onTerminal(here.place, 80, args).stdout.split("\n");
    assert.equal(shown, `curl -u ada:•••••• https://ada:••••••@host`);
    const json = onTerminal(here.place, 80, [...args.slice(0, 2), "--json", ...args.slice(2)]).stdout;
    assert.match(json, /"API_TOKEN": "••••••"/);
    assert.doesNotMatch(json, /s3cr3t|pw@/);
  });

  it("refuses with --dry-run what it would refuse without", () => {
    assert.equal(here.place.dirq(["submit", "--dry-run", "--cwd", "nowhere", "ls"]).code, 1);
    assert.equal(here.place.dirq(["submit", "--dry-run", "--retries", "x", "ls"]).code, 2);
    assert.equal(here.place.dirq(["submit", "--dry-run", "-"], { input: "[1]" }).code, 1);
  });

  it("refuses an empty command as a mistake in the call", () => {
    assert.equal(here.place.dirq(["submit", " "]).code, 2);
  });

  it("says on stderr that no worker is there, and how to start one", () => {
    const { stderr } = here.place.dirq(["submit", "--jobs-dir", "other dir", "ls"]);
    assert.equal(stderr, "No dirq worker is at work here yet. To start one: dirq --jobs-dir 'other dir' worker\n");
  });
});

function paramsOf(place: Place, args: readonly string[]): Record<string, unknown> {
  place.dirq(["submit", ...args]);
  return onlyParams(place);
}

function commandOf(place: Place, words: readonly string[]): unknown {
  return paramsOf(place, words)["command"];
}

function onlyParams(place: Place): Record<string, unknown> {
  const [job] = place.queue.list();
  assert.ok(job !== undefined && job.state !== "damaged");
  return job.params;
}
