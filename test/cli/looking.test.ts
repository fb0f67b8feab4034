import assert from "node:assert/strict";
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { skipWithout } from "../setup/needs.js";
import { until } from "../setup/until.js";
import { eachOf } from "./called.js";
import { ended, places } from "./dirq.js";
import { canMakeTerminals, onTerminal } from "./terminal.js";

describe("dirq info", () => {
  const here = places();

  it("shows on a terminal the beginning of a long text, and the command that shows all of it", function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    const { id } = here.place.queue.submit({ values: Array.from({ length: 500 }, () => 1) });
    const { stdout } = onTerminal(here.place, 80, ["info", id]);
    assert.match(stdout, new RegExp(`… 304 more lines; to see all: dirq info ${id} \\| less`));
  });

  it("says what a job runs, how it ended and why", async () => {
    const id = here.place.submit("-n", "train", "echo 'no such column' >&2; exit 3");
    await here.place.work();
    const { code, stdout } = here.place.dirq(["info", id]);
    assert.equal(code, 0);
    for (const line of [`Id         ${id}`, "Name       train", "State      failed, exit 3: no such column"]) {
      assert.ok(stdout.split("\n").includes(line), `${line} is missing in\n${stdout}`);
    }
    assert.match(stdout, /^Error\nCommand failed with exit code 3: no such column$/m);
  });

  it("shows the result of a job that went well", async () => {
    here.place.submit(`echo '{"loss": 0.25, "steps": 12345678901234567890}' > $DIRQ_RESULT_DIR/result.json`);
    await here.place.work();
    assert.match(
      (await here.place.called("info", "last")).stdout,
      /^Result\n\{\n? *"loss": 0\.25,\s*"steps": 12345678901234567890/m,
    );
  });

  it("shows the result that a job left though it failed", async () => {
    here.place.submit(`echo '{"loss": 0.25}' > $DIRQ_RESULT_DIR/result.json; exit 3`);
    await here.place.work();
    assert.match((await here.place.called("info", "last")).stdout, /^Result\n\{\s*"loss": 0\.25\s*\}\n\nError\n/m);
  });

  it("prints the document and the result as JSON, every number as it stands", async () => {
    here.place.dirq(["submit", "-"], {
      input: `{"command": "echo '{\\"loss\\": 1.0}' > $DIRQ_RESULT_DIR/result.json", "seed": 12345678901234567890}`,
    });
    await here.place.work();
    const { stdout } = here.place.dirq(["info", "last", "--json"]);
    assert.match(stdout, /"seed": 12345678901234567890[,\s]/);
    assert.match(stdout, /"result": \{\s*"loss": 1\.0\s*\}/);
    assert.equal((JSON.parse(stdout) as { state: string }).state, "completed");
  });

  it("hides what looks like a secret, says so, and shows it with --json", async () => {
    const id = here.place.submit(
      "--env",
      "API_TOKEN=s3cr3t-value",
      "--env",
      "LR=0.1",
      "PASSWORD=hunter2 train s3cr3t-value",
    );
    const { stdout, stderr } = await here.place.called("info", id);
    assert.doesNotMatch(stdout, /s3cr3t|hunter2/);
    assert.match(stdout, /^Command +PASSWORD=•••••• train ••••••$/m);
    assert.match(stdout, /"API_TOKEN": "••••••",\n *"LR": "0\.1"/);
    assert.equal(stderr, `What looks like a secret is hidden. To see it: dirq info --json ${id}\n`);
    assert.match((await here.place.called("info", "--json", id)).stdout, /"API_TOKEN": "s3cr3t-value"/);
  });

  it("hides it in the result too, where a shell command stands once more", async () => {
    const id = here.place.submit("--env", "API_TOKEN=s3cr3t-value", "echo PASSWORD=hunter2 s3cr3t-value");
    await here.place.work();
    const { stdout, stderr } = await here.place.called("info", id);
    assert.doesNotMatch(stdout, /s3cr3t|hunter2/);
    assert.match(stdout, /^Result\n[^]*"command": "echo PASSWORD=•••••• ••••••"/m);
    assert.equal(stderr, `What looks like a secret is hidden. To see it: dirq info --json ${id}\n`);
  });

  it("says what is wrong with a file that is no job", async () => {
    here.place.queue.create();
    writeFileSync(join(here.place.jobs, "queued", "broken.json"), "");
    const { code, stdout } = await here.place.called("info", "broken");
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^Id +broken\nState +damaged, in queued\nFile +\/.*broken\.json\nReason +the file is empty\n$/,
    );
  });
});

describe("dirq logs", () => {
  const here = places();

  it("prints every byte into a pipe", async () => {
    here.place.submit(`printf '10%%\\r100%%\\n\\033[31mred\\033[0m\\n\\000\\377'`);
    await here.place.work();
    assert.equal(here.place.dirq(["logs", "last"]).stdout, "10%\r100%\n\x1b[31mred\x1b[0m\n\0\ufffd");
  });

  it("keeps colours on a terminal, and lets nothing else act there", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    here.place.submit(`printf '10%%\\r100%%\\n\\033[31mred\\033[0m \\033]0;title\\007\\033[2J\\a!\\n'`);
    await here.place.work();
    assert.equal(onTerminal(here.place, 80, ["logs", "last"]).stdout, "100%\n\x1b[31mred\x1b[0m \\x07!\n\x1b[0m");
  });

  it("follows a job until it has ended, and misses nothing", async () => {
    here.place.submit("for i in 1 2 3; do echo $i; sleep 0.1; done");
    const child = here.place.start(["logs", "-f", "last"]);
    const following = ended(child);
    let said = "";
    child.stderr?.on("data", (piece: string) => (said += piece));
    await until("it says that the job is queued", () => said.includes("is queued; its output follows when it starts"));
    await here.place.work();
    const { code, stdout } = await following;
    assert.deepEqual([code, stdout], [0, "1\n2\n3\n"]);
  });

  it("shows the last lines with -n, of an earlier attempt and of a result too, and follows from there", async () => {
    const id = here.place.submit("--retries", "1", "--retry-delay", "0.1s", 'seq 5; printf "6"; exit 1');
    await here.place.work();
    const last = async (...args: string[]): Promise<string> => (await here.place.called("logs", id, ...args)).stdout;
    assert.deepEqual(
      [await last("-n", "2"), await last("-n", "1", "--attempt", "1"), await last("--lines=99", "-f")],
      ["5\n6", "6", "1\n2\n3\n4\n5\n6"],
    );
    rmSync(here.place.queue.resultDirectory(id), { recursive: true });
    mkdirSync(here.place.queue.resultDirectory(id));
    writeFileSync(join(here.place.queue.resultDirectory(id), "result.json"), `{"output": "a\\nb\\nc\\n"}`);
    assert.equal(await last("-n", "2"), "b\nc\n");
    assert.equal((await here.place.called("logs", id, "-n", "0")).code, 2);
  });

  it("shows the output in the result where there is no log, as a Python worker leaves it", async () => {
    const id = here.place.submit("echo hi");
    await here.place.work();
    rmSync(join(here.place.queue.resultDirectory(id), "output.log"));
    assert.equal((await here.place.called("logs", id)).stdout, "hi\n");
  });

  it("prints what one of several attempts has printed", async () => {
    const tries = ["--retries", "2", "--retry-delay", "0.1s"];
    const id = here.place.submit(...tries, 'echo "try $DIRQ_ATTEMPT"; [ "$DIRQ_ATTEMPT" = 3 ]');
    await here.place.work();
    const ends = await eachOf(["1", "2", "3"], (number) => here.place.called("logs", id, "--attempt", number));
    assert.deepEqual(
      ends.map(({ stdout }) => stdout),
      ["try 1\n", "try 2\n", "try 3\n"],
    );
    assert.equal((await here.place.called("logs", id)).stdout, "try 3\n");
  });

  it("prints each attempt of a job that was begun more than a hundred times", async () => {
    const id = here.place.submit("echo the last");
    await here.place.work();
    const directory = here.place.queue.resultDirectory(id);
    for (let n = 1; n <= 101; n++) writeFileSync(join(directory, `output.${n}.log`), `${n}\n`);
    const ends = await eachOf(["101", "102"], (number) => here.place.called("logs", id, "--attempt", number));
    assert.deepEqual(
      ends.map(({ stdout }) => stdout),
      ["101\n", "the last\n"],
    );
  });

  it("says which attempts there are where one is asked for that there is not", async () => {
    const id = here.place.submit("echo once");
    const missing = (number: string) => here.place.called("logs", id, "--attempt", number);
    const early = await missing("1");
    assert.deepEqual(
      [early.code, early.stderr],
      [3, `dirq: There is no output of attempt 1 of job ${id}, nor of any other yet.\n`],
    );
    await here.place.work();
    assert.equal(
      (await missing("2")).stderr,
      `dirq: There is no output of attempt 2 of job ${id}, but of attempt 1.\n`,
    );
    assert.equal((await missing("0")).code, 2);
    assert.equal((await here.place.called("logs", id, "-f", "--attempt", "1")).code, 2);
  });

  it("says in words that the log of an attempt may not be read", async function () {
    if (process.getuid?.() !== 0) skipWithout(this, "not root, so there is no other user to be");
    const id = here.place.submit("--retries", "1", "--retry-delay", "0.1s", "false");
    await here.place.work();
    chmodSync(here.place.directory, 0o755);
    const path = join(here.place.queue.resultDirectory(id), "output.1.log");
    chmodSync(path, 0o600);
    const { code, stderr } = here.place.dirq(["logs", id, "--attempt", "1"], { uid: 65534 });
    assert.deepEqual([code, stderr], [1, `dirq: Cannot read ${path}: permission denied (EACCES).\n`]);
  });

  it("follows no link out of the queue", async () => {
    const id = here.place.submit("true");
    here.place.queue.create();
    mkdirSync(here.place.queue.resultDirectory(id), { recursive: true });
    symlinkSync("/etc/passwd", join(here.place.queue.resultDirectory(id), "output.log"));
    const { stdout, stderr } = await here.place.called("logs", id);
    assert.equal(stdout, "");
    assert.match(stderr, /is queued and has printed nothing yet/);
  });

  it("ends with 130 on Ctrl-C and leaves the job alone", async () => {
    const id = here.place.submit("true");
    const child = here.place.start(["logs", "-f", id]);
    let said = "";
    child.stderr?.on("data", (piece: Buffer) => (said += piece.toString()));
    await until("it says that the job is queued", () => said.includes("is queued"));
    child.kill("SIGINT");
    assert.equal((await ended(child)).code, 130);
    assert.deepEqual(here.place.queue.ids("queued"), [id]);
  });
});
