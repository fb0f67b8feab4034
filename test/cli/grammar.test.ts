import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { COMMANDS } from "../../src/cli/command-table.js";
import { commandHelp } from "../../src/cli/help.js";
import { Screen } from "../../src/cli/screen.js";
import { skipWithout } from "../setup/needs.js";
import { CLI, cleanEnvironment, places } from "./dirq.js";
import { canMakeTerminals, onTerminal } from "./terminal.js";

describe("dirq", () => {
  const here = places();

  it("alone prints a short help on stdout", () => {
    const { code, stdout, stderr } = here.place.dirq([]);
    assert.deepEqual([code, stderr, stdout.split("\n").length < 12], [0, "", true]);
    assert.match(stdout, /dirq submit .*\n.*dirq worker .*\n.*dirq list /);
  });

  it("prints the version", () => {
    assert.match(here.place.dirq(["--version"]).stdout, /^\d+\.\d+\.\d+\n$/);
  });

  for (const command of COMMANDS) {
    it(`has help with examples for ${command.name}, that fits into 80 columns`, () => {
      const help = commandHelp(new Screen(1, { NO_COLOR: "1" }), command);
      assert.match(help, new RegExp(`^Usage: dirq ${command.name} [^]*\nExamples:\n {2}# .*\n {2}\\$ `));
      assert.ok(help.split("\n").every((line) => line.length <= 80));
    });
  }

  it("has the examples before the options, and these under headings", () => {
    const { code, stdout } = here.place.dirq(["submit", "--help"]);
    assert.equal(code, 0);
    assert.deepEqual(stdout.match(/^\S.*:$/gm), [
      ...["Examples:", "Words:", "Options:", "When it runs:", "One command, many values:", "Everywhere:"],
    ]);
  });

  it("gives the same help in each way of asking", async () => {
    const ways = [
      ["rm", "--help"],
      ["rm", "-h"],
      ["help", "rm"],
      ["--help", "rm"],
      ["rm", "x", "--help"],
    ];
    const helps = await Promise.all(ways.map((args) => here.place.called(...args)));
    const { stdout } = here.place.dirq(["rm", "--help"]);
    assert.deepEqual(new Set(helps.map((help) => help.stdout)), new Set([stdout]));
  });

  it("names the commands and the exit codes in its full help", () => {
    const { stdout } = here.place.dirq(["--help"]);
    assert.ok(COMMANDS.every(({ name, summary }) => stdout.includes(name) && stdout.includes(summary)));
    assert.match(stdout, /Exit codes:/);
  });

  const mistakes: [args: string[], message: string][] = [
    [["lsit"], "dirq: There is no command lsit. Did you mean list?"],
    [["python", "x.py"], "dirq: There is no command python. To queue it: dirq submit python …"],
    [["list", "--jsno"], "dirq: There is no option --jsno. Did you mean --json?"],
    [["--bogus", "list"], "dirq: There is no option --bogus."],
    [["version"], "dirq: There is no command version. Did you mean dirq --version?"],
    [["LIST"], "dirq: There is no command LIST. Did you mean list?"],
    [[""], "dirq: There is no command ''. To queue it: dirq submit '' …"],
    [["help", "nosuch"], "dirq: There is no command nosuch."],
    [["help", "lsit"], "dirq: There is no command lsit. Did you mean list?"],
    [["--state", "failed", "list"], "dirq: --state belongs behind the command: dirq list --state …"],
    [["-n", "5", "results"], "dirq: -n belongs behind the command: dirq results -n …"],
    [["--batch=b"], "dirq: --batch belongs behind the command: dirq <command> --batch …"],
    [["rm"], "dirq: <id...> is missing: dirq rm <id...>, or --batch, --state, --name or --search"],
    [
      ["cancel", "--why", "last"],
      "dirq: <id...> is missing: dirq cancel <id...>, or --batch, --state, --name or --search",
    ],
    [["list", "--state="], "dirq: There is no state ''. There are: queued, running, completed, failed"],
    [["list", "--state", "failed,faild"], "dirq: There is no state faild. Did you mean failed?"],
    [["list", "failed"], "dirq: There is a word too many: failed. Did you mean dirq list --state failed?"],
    [["list", "Quued"], "dirq: There is a word too many: Quued. Did you mean dirq list --state queued?"],
    [
      ["list", "my job"],
      "dirq: There is a word too many: 'my job'. For the jobs that have it in their name, command, id or error: dirq list --search 'my job'; for one job: dirq info 'my job'",
    ],
    [["cancel", "--running"], "dirq: There is no option --running. Did you mean --state running?"],
    [["completion"], "dirq: <bash|zsh|fish> is missing: dirq completion <bash|zsh|fish>"],
    [
      ["trash", "--before", "7d"],
      "dirq: --before says what dirq trash empty deletes; dirq trash shows all that was removed.",
    ],
    [["info", "1", "2"], "dirq: There is a word too many: 2. What is understood: dirq info <id>"],
    [["pause", "a b"], "dirq: There is a word too many: 'a b'. What is understood: dirq pause"],
    [["list", "--json=yes"], "dirq: --json takes no value."],
    [["worker", "--slots", "none"], "dirq: --slots none: it has to be a whole number, 1 or more."],
    [["worker", "--poll-interval", "-1"], "dirq: --poll-interval -1: it has to be a number of seconds, more than 0."],
  ];
  for (const [args, message] of mistakes) {
    it(`ends ${args.join(" ")} with 2, says what is wrong on stderr and touches nothing`, async () => {
      const { code, stdout, stderr } = await here.place.called(...args);
      assert.deepEqual([code, stdout, stderr.split("\n")[0]], [2, "", message]);
      assert.equal(here.place.queue.exists(), false);
    });
  }

  it("ends a mistake with 2, in words on stderr alone, and touches nothing", () => {
    const stderr = "dirq: There is no option --jsno. Did you mean --json?\nSee dirq list --help\n";
    assert.deepEqual(here.place.dirq(["list", "--jsno"]), { code: 2, stdout: "", stderr });
    assert.equal(here.place.queue.exists(), false);
  });

  it("takes --jobs-dir before and after the command, and before the environment", () => {
    const env = { DIRQ_JOBS_DIR: "from-env" };
    here.place.dirq(["--jobs-dir", "before", "submit", "true"], { env });
    here.place.dirq(["submit", "--jobs-dir=after", "true"], { env });
    here.place.dirq(["submit", "true"], { env });
    const counts = ["before", "after", "from-env"].map(
      (name) => here.place.dirq(["list", "--json", "--jobs-dir", name]).stdout.match(/"id"/g)?.length,
    );
    assert.deepEqual(counts, [1, 1, 1]);
  });

  it("makes no queue of the directory one is in when --jobs-dir is empty", () => {
    const ways = [
      ["--jobs-dir", "", "submit", "true"],
      ["submit", "--jobs-dir=", "true"],
    ];
    for (const args of ways) {
      const { code, stderr } = here.place.dirq(args);
      assert.deepEqual([code, stderr.split("\n")[0]], [2, "dirq: --jobs-dir is empty. Leave it out to use ./jobs."]);
    }
    assert.deepEqual(readdirSync(here.place.directory), []);
  });

  it("colours only where it is wanted", () => {
    here.place.submit("true");
    const isColoured = (args: string[], env: NodeJS.ProcessEnv): boolean =>
      here.place.dirq(["list", ...args], { env }).stdout.includes("\x1b[");
    const seen = [
      isColoured([], {}),
      isColoured([], { FORCE_COLOR: "1" }),
      isColoured(["--no-color"], { FORCE_COLOR: "1" }),
      isColoured([], { FORCE_COLOR: "0" }),
    ];
    assert.deepEqual(seen, [false, true, false, false]);
  });

  it("colours on a terminal, unless somebody wants none", function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    here.place.submit("true");
    const ways: [args: string[], env: NodeJS.ProcessEnv][] = [
      [[], {}],
      [[], { NO_COLOR: "1" }],
      [[], { TERM: "dumb" }],
      [["--no-color"], {}],
    ];
    const seen = ways.map(([args, env]) => onTerminal(here.place, 80, ["list", ...args], env).stdout.includes("\x1b["));
    assert.deepEqual(seen, [true, false, false, false]);
  });

  it("ends quietly when the reader of its pipe has gone", () => {
    const name = "longer than a pipe holds, with all the others ".repeat(20);
    here.place.queue.submitMany(Array.from({ length: 200 }, () => ({ name })));
    const script = `"$0" "$1" list | head -n 1`;
    const { stdout, stderr } = spawnSync("/bin/sh", ["-c", script, process.execPath, CLI], {
      cwd: here.place.directory,
      env: cleanEnvironment(),
      encoding: "utf8",
    });
    assert.deepEqual([stdout.split(" ")[0], stderr], ["ID", ""]);
  });
});
