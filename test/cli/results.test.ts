import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JobParams } from "../../src/queue/index.js";
import { csvRecord } from "../../src/cli/results/csv.js";
import { sortedBy, sortValue } from "../../src/cli/results/sort-results.js";
import { strictJson } from "../../src/cli/json/strict-json.js";
import { parseCsv } from "../../src/sweeps/csv.js";
import { skipWithout } from "../setup/needs.js";
import { eachOf } from "./called.js";
import { places, type Place } from "./dirq.js";
import { canMakeTerminals, onTerminal, withoutColours } from "./terminal.js";

describe("dirq results", () => {
  const here = places();

  /** A job that has ended with this text in its result.json. */
  function ended(params: JobParams, result?: string): string {
    const { queue } = here.place;
    const { id } = queue.submit({ type: "train", ...params });
    const claim = queue.claimNext();
    assert.ok(claim?.id === id);
    if (result === undefined) queue.finish(claim, { state: "failed", error: "ValueError: lr\nmore", details: "" });
    else queue.finish(claim, { state: "completed", result: { replaced: true } });
    if (result !== undefined) leave(here.place, id, result);
    return id;
  }

  function leave({ queue }: Place, id: string, result: string): void {
    rmSync(join(queue.resultDirectory(id), "results.json"), { force: true });
    writeFileSync(join(queue.resultDirectory(id), "result.json"), result);
  }

  function sweep(): string[] {
    return [
      ended({ name: "a", lr: 0.1, dirq: { batch: "b" } }, `{"metrics": {"loss": 0.50}, "seed": 12345678901234567890}`),
      ended({ name: "b", lr: 0.2, dirq: { batch: "b" } }, `{"metrics": {"loss": 0.25}, "seed": 12345678901234567891}`),
      ended({ name: "c", lr: 3, dirq: { batch: "b" } }),
    ];
  }

  const rowsOf = (stdout: string): string[][] =>
    stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/ {2,}/));

  it("are a table of params and values, numbers digit by digit, with the reason of a failure", () => {
    const [a, b, c] = sweep();
    const { code, stdout, stderr } = here.place.dirq(["results"]);
    assert.deepEqual([code, stderr], [0, ""]);
    const table = rowsOf(stdout).map(([id, name, state, , ...values]) => [id, name, state, ...values]);
    assert.deepEqual(table, [
      ["ID", "NAME", "STATE", "params.lr", "metrics.loss", "seed", "ERROR"],
      [c, "c", "failed", "3", "-", "-", "ValueError: lr"],
      [b, "b", "completed", "0.2", "0.25", "12345678901234567891", "-"],
      [a, "a", "completed", "0.1", "0.50", "12345678901234567890", "-"],
    ]);
  });

  const choices: [args: string[], names: string][] = [
    [["--sort", "metrics.loss"], "b a c"],
    [["--sort", "metrics.loss", "-r"], "a b c"],
    [["--sort", "seed", "-n", "1"], "a"],
    [["--sort", "params.lr", "--reverse"], "c b a"],
    [["--sort", "name"], "a b c"],
    [["-r"], "a b c"],
    [["-n", "2"], "c b"],
    [["--state", "completed"], "b a"],
    [["--name", "[ab]"], ""],
    [["--name", "*b*"], "b"],
    [["--batch", "b", "--search", "name:a"], "a"],
    [["last", "last-failed"], "c"],
  ];
  it("are chosen and put into order by options", async () => {
    sweep();
    const seen = await eachOf(choices, async ([args]) => {
      const { stdout } = await here.place.called("results", "--columns", "name", "--no-header", ...args);
      return [args, stdout.trimEnd().split("\n").join(" ")];
    });
    assert.deepEqual(seen, choices);
  });

  it("have the columns that the list of jobs has", async () => {
    ended({ name: "a", priority: 3, dirq: { priority: 7 } }, `{"priority": "high"}`);
    const columns = ["--columns", "name,progress,priority,params.priority", "--no-header"];
    assert.equal((await here.place.called("list", ...columns)).stdout, "a     -         7         3\n");
    assert.equal((await here.place.called("results", ...columns)).stdout, "a     -         7         3\n");
    assert.equal(
      (await here.place.called("results", "--csv", "--columns", "priority,result.priority,progress")).stdout,
      "priority,result.priority,progress\r\n7,high,\r\n",
    );
  });

  it("are CSV with the job's own columns first", async () => {
    const [a] = sweep();
    const { stdout } = await here.place.called("results", "--csv", "--name", "a");
    const [header, row] = parseCsv(stdout).map((record) => record.map(({ text }) => text));
    assert.deepEqual(header, ["id", "name", "state", "ran", "error", "params.lr", "metrics.loss", "seed"]);
    const ran = row?.[3] ?? "";
    assert.match(ran, /^\d+(\.\d{1,3})?$/);
    assert.deepEqual(row, [a, "a", "completed", ran, "", "0.1", "0.50", "12345678901234567890"]);
    assert.ok(stdout.endsWith("\r\n"));
  });

  it("are one JSON object a line, or the columns asked for, with null for what is no number", async () => {
    const id = ended({ lr: 1 }, `{"loss": NaN, "best": -Infinity, "word": "NaN", "steps": [1, NaN]}`);
    const [line = "", ...more] = (await here.place.called("results", "--json")).stdout.trimEnd().split("\n");
    const { ran, ...job } = JSON.parse(line) as Record<string, unknown>;
    assert.deepEqual([more, typeof ran], [[], "number"]);
    assert.deepEqual(job, {
      ...{ id, name: null, state: "completed", error: null, params: { type: "train", lr: 1 } },
      result: { loss: null, best: null, word: "NaN", steps: [1, null] },
    });
    const { stdout } = await here.place.called("results", "--json", "--columns", "params.lr,steps,cwd,loss");
    assert.equal(stdout, `{ "params.lr": 1, "steps": [ 1, null ], "cwd": null, "loss": null }\n`);
  });

  it("are said to be missing, damaged or no plain file, and why", async () => {
    const none = ended({ name: "none" }, "");
    rmSync(here.place.queue.resultDirectory(none), { recursive: true });
    ended({ name: "damaged" }, `{"loss": 0.`);
    ended({ name: "text" }, `"only words"`);
    ended({ name: "list" }, `[1]`);
    const { stdout, stderr } = await here.place.called("results", "-r", "--columns", "name,error", "--no-header");
    assert.match(stdout, /^none +no result\ndamaged +the result is not valid JSON: .*\ntext +-\nlist +-\n$/);
    assert.equal(stderr, "2 jobs that completed have no result that can be read; the column error says why.\n");
    const all = await here.place.called("results", "-r", "--csv");
    assert.match(all.stdout, /,result\r\n[^]*,only words\r\n.*,\[1\]\r\n$/);
  });

  it("say how to see why one is missing where the column error is not shown", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    ended({ a: "a".repeat(9) }, `{"loss": 0.`);
    ended({ a: "b".repeat(9) }, `{"loss": 0.25}`);
    const missing = "1 job that completed has no result that can be read; ";
    assert.equal(
      (await here.place.called("results", "--columns", "loss")).stderr,
      `${missing}to see why: --columns id,error.\n`,
    );
    assert.equal((await here.place.called("results", "--csv")).stderr, `${missing}the column error says why.\n`);
    const said = [60, 100].map((width) => withoutColours(onTerminal(here.place, width, ["results"]).stdout));
    assert.ok(said[0]?.includes(`${missing}to see why: --columns id,error.`), said[0]);
    assert.ok(said[1]?.includes(`${missing}the column error says why.`), said[1]);
  });

  it("that a job left in a wrong way are said to be kept elsewhere", async () => {
    here.place.submit("--name", "half", `printf '{"loss": 0.' > "$DIRQ_RESULT_DIR/result.json"`);
    await here.place.work();
    const { stdout, stderr } = await here.place.called("results", "--columns", "name,error", "--no-header");
    assert.match(stdout, /^half {2}What the job left as its result is kept as result\.1\.json: /);
    assert.match(stderr, /^1 job that completed has no result/);
  });

  it("tell a result's own name, params and command from the job's", async () => {
    ended({ name: "job" }, `{"name": "result", "params": {"lr": 1}, "command": "x", "result": {"id": 2}, "a.b": 3}`);
    const { stdout } = await here.place.called(
      ...["results", "--csv", "--no-header", "--columns"].concat(
        "name,result.name,result.params.lr,result.command,result.result.id,a.b",
      ),
    );
    assert.equal(stdout, "job,result,1,x,2,3\r\n");
  });

  it("say which of the jobs have not ended", async () => {
    sweep();
    here.place.queue.submit({ name: "later" }, { batch: "b" });
    assert.equal((await here.place.called("results", "--batch", "b")).stderr, "1 of these jobs has not ended yet.\n");
    const nothing = await eachOf(
      [
        ["--state", "running"],
        ["--name", "x"],
        ["--batch", "b", "--since", "2020-01-01", "--state", "queued", "--name", "x"],
      ],
      (args) => here.place.called("results", ...args),
    );
    assert.deepEqual(
      nothing.map(({ code, stdout, stderr }) => [code, stdout, stderr]),
      [
        [0, "", "There is nothing to show: no job is running.\n"],
        [0, "", "No job is like that.\n"],
        [0, "", "No job is like that.\n"],
      ],
    );
  });

  const mistakes: [args: string[], message: string][] = [
    [["--sort", "loss"], "dirq: There is no column loss. Did you mean metrics.loss?"],
    [["--columns", "metrics.los"], "dirq: There is no column metrics.los. Did you mean metrics.loss?"],
    [["--columns", "nmae"], "dirq: There is no column nmae. Did you mean name?"],
    [["--csv", "--json"], "dirq: --csv and --json both say how to print; give one of them."],
    [["last", "--batch", "b"], "dirq: Options such as --batch say which jobs; leave out either them or the ids."],
  ];
  it("end with 2 for what means nothing, and say what may have been meant", async () => {
    sweep();
    const seen = await eachOf(mistakes, async ([args]) => {
      const { code, stdout, stderr } = await here.place.called("results", ...args);
      return [args, stderr.split("\n")[0], code, stdout];
    });
    assert.deepEqual(
      seen,
      mistakes.map((mistake) => [...mistake, 2, ""]),
    );
  });

  it("say nothing but what is wrong where a column means nothing", async () => {
    sweep();
    here.place.queue.submit({ name: "later" });
    const { stderr } = await here.place.called("results", "--columns", "id,nmae");
    assert.equal(stderr, "dirq: There is no column nmae. Did you mean name?\nSee dirq results --help\n");
  });

  it("hide what looks like a secret in a table, unless its column is asked for", async () => {
    ended({ api_key: "hunter22", max_tokens: 4096 }, `{"loss": 1}`);
    const { stdout, stderr } = await here.place.called("results");
    assert.match(stdout, /params\.api_key +params\.max_tokens +loss\n.* ••••••  +4096 +1\n/);
    assert.equal(stderr, "What looks like a secret is hidden; --csv and --json show it.\n");
    assert.deepEqual(await here.place.called("results", "--no-header", "--columns", "params.api_key"), {
      code: 0,
      stdout: "hunter22\n",
      stderr: "",
    });
  });

  it("say that they hide what looks like a secret in an error, which --csv shows", async () => {
    const params = { command: "echo no token=abcdef123 >&2; exit 4", env: { TOKEN: "abcdef123" } };
    here.place.queue.submit({ ...params, type: "shell" });
    await here.place.work();
    for (const how of [[], ["--columns", "error"]]) {
      const { stdout, stderr } = await here.place.called("results", ...how);
      assert.match(stdout, /exit 4: no token=••••••\n$/);
      assert.equal(stderr, "What looks like a secret is hidden; --csv and --json show it.\n");
    }
    const csv = await here.place.called("results", "--csv", "--columns", "error");
    assert.deepEqual([csv.stdout.includes("abcdef123"), csv.stderr], [true, ""]);
  });

  it("leave out lists, and say so", async () => {
    ended({}, `{"losses": [1, 2], "loss": 2}`);
    const { stdout, stderr } = await here.place.called("results", "--csv");
    assert.match(stdout, /,loss\r\n.*,2\r\n$/);
    assert.equal(stderr, "Lists are left out: losses. To have one: --columns losses, or --json.\n");
    assert.match(
      (await here.place.called("results", "--csv", "--columns", "losses")).stdout,
      /^losses\r\n"\[1, 2\]"\r\n$/,
    );
  });

  it("keep to the terminal's width: what tells the jobs apart goes first, and what has no room is named", function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    for (const lr of [0.1, 0.2]) ended({ same: "s".repeat(20), lr }, `{"loss": ${lr}, "text": "${"x".repeat(90)}"}`);
    const { stdout } = onTerminal(here.place, 60, ["results"]);
    const lines = withoutColours(stdout).trimEnd().split("\n");
    assert.deepEqual(lines[0]?.split(/ +/), ["ID", "STATE", "RAN", "params.lr", "loss"]);
    assert.equal(
      lines[3],
      "There was no room for name, params.same, text. Choose with --columns, or see all with --csv.",
    );
    assert.ok(lines.slice(0, 3).every(({ length }) => length <= 60));
  });

  it("let no escape sequence of a job reach the terminal", function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    ended({ name: "x" }, JSON.stringify({ "k\x1b[31m": "\x1b]0;title\x07", list: ["\x1b"] }));
    for (const how of [[], ["--csv"], ["--json"], ["--columns", "list"]]) {
      const { stdout } = onTerminal(here.place, 200, ["results", "--no-color", ...how]);
      assert.doesNotMatch(withoutColours(stdout), /\x1b/);
    }
  });
});

describe("A CSV record", () => {
  const fields: [json: string | undefined, field: string][] = [
    [`"plain"`, "plain"],
    [`"a, b"`, `"a, b"`],
    [`"say \\"hi\\""`, `"say ""hi"""`],
    [`"two\\nlines"`, `"two\nlines"`],
    [`"=SUM(A1)"`, `"=SUM(A1)"`],
    [`"@x"`, `"@x"`],
    [`"+1"`, `"+1"`],
    [`"-1"`, `"-1"`],
    [`" padded "`, `" padded "`],
    [`""`, `""`],
    ["-0.50", "-0.50"],
    ["12345678901234567890", "12345678901234567890"],
    ["NaN", "NaN"],
    ["-Infinity", "-Infinity"],
    ["true", "true"],
    ["null", `""`],
    [undefined, `""`],
    [`[1, "a"]`, `"[1, ""a""]"`],
    ["[]", "[]"],
  ];
  for (const [json, field] of fields) {
    it(`has ${field} for ${json}`, () => {
      assert.equal(csvRecord([json], { onTerminal: false }), `${field}\r\n`);
    });
  }

  it("has nothing for a value that is missing beside others", () => {
    assert.equal(csvRecord([undefined, "1", "null"], { onTerminal: false }), ",1,\r\n");
  });

  it("is read back as it was", () => {
    const texts = ["a,b", '"', "\r\n", "=1+1", "", " x", "ü模"];
    const record = csvRecord(
      texts.map((text) => JSON.stringify(text)),
      { onTerminal: false },
    );
    assert.deepEqual(
      parseCsv(record).map((fields) => fields.map(({ text }) => text)),
      [texts],
    );
  });
});

describe("The order of values", () => {
  it("has numbers first, the smallest first, to the last digit, and what has no value last", () => {
    const values = [
      '"b"',
      "12345678901234567891",
      "NaN",
      "-Infinity",
      '"A"',
      "12345678901234567890",
      "0.5",
      undefined,
      "true",
      "null",
    ];
    const sorted = (reverse: boolean): unknown =>
      sortedBy(
        values.map((value) => [value, sortValue(value)] as const),
        { reverse },
      );
    const rising = ["-Infinity", "0.5", "true", "12345678901234567890", "12345678901234567891", '"A"', '"b"'];
    assert.deepEqual(sorted(false), [...rising, "NaN", undefined, "null"]);
    assert.deepEqual(sorted(true), [...rising.toReversed(), "NaN", undefined, "null"]);
  });
});

describe("JSON that is printed", () => {
  it("has null for NaN and the infinities, but not in texts and keys", () => {
    const text = `{"NaN": [NaN, -Infinity, Infinity, "NaN -Infinity"], "n": 1.0}`;
    assert.equal(strictJson(text), `{"NaN": [null, null, null, "NaN -Infinity"], "n": 1.0}`);
  });
});
