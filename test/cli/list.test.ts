import assert from "node:assert/strict";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { claimJob } from "../queue/claim-job.js";
import { until } from "../setup/until.js";
import { eachOf } from "./called.js";
import { ended, places, type Place } from "./dirq.js";
import { canMakeTerminals, onTerminal, startOnTerminal, withoutColours } from "./terminal.js";
import { pythonJob, writeIn } from "../queue/temporary-queue.js";
import { skipWithout } from "../setup/needs.js";

describe("dirq list", () => {
  const here = places();

  it("shows id, name, state and when it was created, the newest first, a job without a name by its command", () => {
    const first = here.place.submit("echo", "hi");
    const second = here.place.submit("-n", "train", "true");
    const lines = here.place.dirq(["list"]).stdout.trimEnd().split("\n");
    const time = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`;
    assert.equal(lines[0], "ID                   NAME     STATE   CREATED");
    assert.match(lines[1] ?? "", new RegExp(`^${second}  train    queued  ${time}$`));
    assert.match(lines[2] ?? "", new RegExp(`^${first}  echo hi  queued  ${time}$`));
  });

  it("shows only the newest so many with -n", async () => {
    here.place.submit("old");
    const newest = here.place.submit("new");
    assert.deepEqual(idsIn((await here.place.called("list", "-n", "1")).stdout), [newest]);
  });

  it("shows only the states asked for", async () => {
    const done = here.place.submit("true");
    const bad = here.place.submit("false");
    await here.place.work();
    here.place.submit("true");
    assert.deepEqual(idsIn((await here.place.called("list", "--state", "failed")).stdout), [bad]);
    for (const both of [
      ["--state", "completed", "--state", "failed"],
      ["--state", "failed,completed"],
    ])
      assert.deepEqual(idsIn((await here.place.called("list", ...both)).stdout), [bad, done]);
  });

  it("cuts nothing in a pipe, however long a name is", async () => {
    const name = "x".repeat(300);
    here.place.submit("-n", name, "true");
    assert.ok((await here.place.called("list")).stdout.includes(name));
  });

  it("fits into 60 columns, with whole ids", function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    const id = here.place.submit("-n", "a name that is far too long for a narrow terminal 模型", "true");
    const { stdout } = onTerminal(here.place, 60, ["list"]);
    const lines = withoutColours(stdout).trimEnd().split("\n");
    assert.deepEqual([lines.map(({ length }) => length <= 60), idsIn(lines.join("\n"))], [[true, true], [id]]);
  });

  it("shows wide characters as wide as they are, and cuts none of them in two", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    for (const name of ["モデル".repeat(20), "👩‍🔬".repeat(30), "plain"]) here.place.submit("--name", name, "true");
    const rows = (lines: string): string[] => withoutColours(lines).trimEnd().split("\n").slice(1);
    const columns = rows(onTerminal(here.place, 60, ["list"]).stdout).map((row) =>
      row.slice(21, row.indexOf("  queued")),
    );
    assert.deepEqual(columns, ["plain".padEnd(21), `${"👩‍🔬".repeat(10)}…`, `${"モデル".repeat(3)}モ…`]);
    const piped = rows((await here.place.called("list")).stdout);
    assert.ok(piped[1]?.includes("👩‍🔬".repeat(30)) && piped[2]?.includes("モデル".repeat(20)));
  });

  it("has the same columns in a pipe, whether a job has failed or not", async () => {
    here.place.submit("exit 1");
    const headings = async (): Promise<string[]> => {
      const { stdout } = await here.place.called("list");
      return (stdout.split("\n")[0] ?? "").split(/ +/);
    };
    const before = await headings();
    await here.place.work();
    assert.deepEqual(await headings(), ["ID", "NAME", "STATE", "CREATED"]);
    assert.deepEqual(before, await headings());
  });

  it("says why a job has failed, where one has and where there is room, without secrets", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    here.place.submit("--env", "API_KEY=hunter22222", "--name", "a", `echo "no key $API_KEY" >&2; exit 4`);
    here.place.submit("--name", "b".repeat(50), "true");
    const queued = onTerminal(here.place, 120, ["list"]).stdout;
    assert.match(withoutColours(queued), /^ID +NAME +STATE +CREATED *\n/);
    await here.place.work();
    assert.match(
      withoutColours(onTerminal(here.place, 140, ["list"]).stdout),
      /CREATED +ERROR\n\d+ +b{50} +completed [^\n]+ -\n\d+ +a +failed .* exit 4: no key ••••••\nWhat looks like a secret is hidden/,
    );
    const drawn = [79, 80, 109, 110].map((columns) => {
      const lines = withoutColours(onTerminal(here.place, columns, ["list"]).stdout)
        .trimEnd()
        .split("\n");
      return { hasErrors: lines[0]?.includes("ERROR"), fits: lines.every((line) => line.length <= columns) };
    });
    assert.deepEqual(
      drawn,
      [false, true, true, true].map((hasErrors) => ({ hasErrors, fits: true })),
    );
    const [id = ""] = here.place.queue.ids("failed");
    assert.deepEqual(here.place.dirq(["list", "--columns", "error", "--no-header", "--state", "failed"]), {
      code: 0,
      stdout: "exit 4: no key ••••••\n",
      stderr: `What looks like a secret is hidden. See dirq info --json ${id}\n`,
    });
    assert.equal(here.place.dirq(["list"]).stderr, "");
    const info = here.place.dirq(["info", "last-failed"]);
    assert.equal(info.stdout.includes("hunter22222"), false);
    assert.match(info.stderr, /hidden\. To see it: dirq info --json \d+, and the error in .*completed_results/);
  });

  it("prints the documents as one JSON array, numbers exactly as they stand, the state of the folder", () => {
    const id = here.place.dirq(["submit", "-"], { input: `{"seed": 12345678901234567890, "lr": 1.0}` }).stdout.trim();
    renameSync(here.place.queue.jobFile(id), join(here.place.jobs, "completed", `${id}.json`));
    const { stdout } = here.place.dirq(["list", "--json"]);
    assert.match(stdout, /"seed": 12345678901234567890,\s+"lr": 1\.0\s/);
    const [job, ...others] = JSON.parse(stdout) as { id: string; state: string }[];
    assert.deepEqual([job?.id, job?.state, others], [id, "completed", []]);
  });

  it("prints [] when there is nothing, and says so on stderr otherwise", async () => {
    here.place.queue.create();
    assert.deepEqual(await here.place.called("list", "--json"), { code: 0, stdout: "[]\n", stderr: "" });
    assert.deepEqual(await here.place.called("list"), {
      code: 0,
      stdout: "",
      stderr: `There are no jobs in ${here.place.jobs} yet.\n`,
    });
  });

  it("shows what cannot be read, with the reason, and goes on", async () => {
    const id = here.place.submit("true");
    writeFileSync(join(here.place.jobs, "queued", "half.json"), `{"id": `);
    mkdirSync(join(here.place.jobs, "failed", "folder.json"));
    const { code, stdout, stderr } = await here.place.called("list");
    assert.equal(code, 0);
    assert.deepEqual(idsIn(stdout), [id]);
    assert.match(stdout, /^half +not valid JSON: .* damaged +-$/m);
    assert.match(
      stderr,
      /2 files cannot be read as a job:\n {2}\S+half\.json: not valid JSON.*\n {2}\S+folder\.json: a directory/,
    );
  });

  it("refuses a state or a number that means nothing", async () => {
    here.place.queue.create();
    const runs = await eachOf([["--state", "runing"], ["-n", "0"], ["-n", "x"], ["-n"]], (args) =>
      here.place.called("list", ...args),
    );
    assert.deepEqual(
      runs.map(({ code, stderr }) => [code, stderr.split("\n")[0]]),
      [
        [2, "dirq: There is no state runing. Did you mean running?"],
        [2, "dirq: --limit 0: it has to be a whole number, 1 or more."],
        [2, "dirq: --limit x: it has to be a whole number, 1 or more."],
        [2, "dirq: -n needs a value: -n <number>"],
      ],
    );
  });
});

describe("dirq list, of many", () => {
  const here = places();

  /** Ended days ago, in the order of the numbers; 3 took longest. */
  function fill(place: Place): void {
    place.queue.create();
    const jobs = [
      { id: "1", name: "beta", days: 3, ms: 1_000, error: null },
      { id: "2", name: "alpha", days: 2, ms: 500, error: "KeyError: 'lr'" },
      { id: "3", name: "gamma ray", days: 0, ms: 9_000, error: null },
    ];
    for (const { id, name, days, ms, error } of jobs) {
      const ended = new Date(Date.now() - days * 86_400_000 - 60_000);
      const state = error === null ? "completed" : "failed";
      const times = {
        created_at: localIso(ended, -2 * ms),
        started_at: localIso(ended, -ms),
        finished_at: localIso(ended),
      };
      const params = { name, lr: 0.1 * Number(id), dirq: { batch: "b" } };
      writeFileSync(
        join(place.jobs, state, `${id}.json`),
        JSON.stringify({ id, state, params, error, ...times, progress: 1 }),
      );
    }
  }

  const choices: [args: string[], ids: string[]][] = [
    [["--since", "1d"], ["3"]],
    [
      ["--before", "1d"],
      ["2", "1"],
    ],
    [["--since", "60h", "--before", "today"], ["2"]],
    [["--search", "ALPHA"], ["2"]],
    [["--search", "keyerror"], ["2"]],
    [["--search", 'name:"gamma ray"'], ["3"]],
    [
      ["--sort", "name"],
      ["2", "1", "3"],
    ],
    [
      ["--sort", "duration"],
      ["3", "1", "2"],
    ],
    [["--sort", "duration", "-n", "1"], ["3"]],
    [["--reverse"], ["1", "2", "3"]],
    [
      ["--sort", "name", "-r", "-n", "2"],
      ["3", "1"],
    ],
    [["--batch", "b", "--state", "failed"], ["2"]],
  ];
  for (const [args, ids] of choices) {
    it(`shows ${ids.join(", ")} with ${args.join(" ")}`, async () => {
      fill(here.place);
      const { stdout } = await here.place.called("list", "--columns", "id", "--no-header", ...args);
      assert.deepEqual(stdout, ids.map((id) => `${id}\n`).join(""));
    });
  }

  it("finds what stands far behind in a long name, command or error", async () => {
    const far = `${"x".repeat(500)} needle`;
    here.place.submit("other");
    const named = here.place.submit("-n", far, "true");
    const commanded = here.place.submit("-n", "short", "true", ...far.split(" "));
    const failed = here.place.submit("-n", "fails", "false");
    const claim = claimJob(here.place.queue, { accepts: ({ params }) => params["name"] === "fails" });
    here.place.queue.finish(claim, { state: "failed", error: `ValueError: ${far}`, details: "" });
    const { stdout } = await here.place.called("list", "--search", "needle", "--columns", "id", "--no-header");
    assert.deepEqual(idsIn(stdout), [failed, commanded, named]);
  });

  it("shows what has no duration last, also reversed", async () => {
    fill(here.place);
    const queued = here.place.submit("true");
    const ids = ["list", "--sort", "duration", "--columns", "id", "--no-header"];
    const both = await eachOf([ids, [...ids, "--reverse"]], (args) => here.place.called(...args));
    assert.deepEqual(
      both.map(({ stdout }) => stdout.trimEnd().split("\n")),
      [
        ["3", "1", "2", queued],
        ["2", "1", "3", queued],
      ],
    );
  });

  it("shows the columns that are asked for, values of params among them", async () => {
    fill(here.place);
    const { stdout } = await here.place.called(
      "list",
      "--sort",
      "name",
      "--columns",
      "id,name,ran,error,params.lr,batch",
    );
    assert.deepEqual(stdout.split("\n"), [
      "ID  NAME       RAN    ERROR           lr                   BATCH",
      "2   alpha      0.5 s  KeyError: 'lr'  0.2                  b",
      "1   beta       1.0 s  -               0.1                  b",
      "3   gamma ray  9.0 s  -               0.30000000000000004  b",
      "",
    ]);
  });

  it("heads each fact with the word that asks for it", async () => {
    const words = "id,name,state,created,started,ended,waited,ran,progress,worker,priority,batch,command,cwd,error";
    here.place.submit("true");
    const [headings = ""] = (await here.place.called("list", "--columns", words)).stdout.split("\n");
    assert.equal(headings.replaceAll(/ +/g, ","), words.toUpperCase());
  });

  it("shows that a job waited until it was cancelled, and no length that nobody knows", async () => {
    here.place.queue.create();
    const created_at = "2026-11-24T09:00:00.000000";
    const times = [{ finished_at: "2026-11-24T09:00:07.000000" }, { started_at: "2026-11-24T09:00:05.000000" }, {}];
    for (const [id, more] of times.entries()) {
      const document = { id: String(id), state: "failed", params: { name: "n" }, error: "x", created_at, ...more };
      writeFileSync(join(here.place.jobs, "failed", `${id}.json`), JSON.stringify(document));
    }
    const columns = ["--columns", "id,waited,ran"];
    const { stdout } = await here.place.called("list", ...columns, "--no-header");
    assert.deepEqual(stdout.trimEnd().split("\n").sort(), ["0   7.0 s   -", "1   5.0 s   -", "2   -       -"]);
    assert.equal((await here.place.called("results", "0", ...columns, "--csv")).stdout, "id,waited,ran\r\n0,7,\r\n");
  });

  it("shows no value of params that every object has by itself", async () => {
    fill(here.place);
    const { stdout } = await here.place.called("list", "--columns", "params.constructor", "-n", "1");
    assert.equal(stdout, "constructor\n-\n");
  });

  it("says when nothing is like that, and ends with 0", async () => {
    fill(here.place);
    assert.deepEqual(await here.place.called("list", "--search", "nowhere"), {
      code: 0,
      stdout: "",
      stderr: "No job is like that.\n",
    });
  });

  const mistakes: [args: string[], message: string][] = [
    [["--sort", "nmae"], "--sort nmae: there is no such order. Did you mean name?"],
    [["--columns", "id,stat"], "There is no column stat. Did you mean state?"],
    [
      ["--search", "state:faild"],
      "--search state:faild: there is no state faild. There are: queued, running, completed, failed, damaged",
    ],
    [
      ["--since", "soon"],
      "--since soon: it has to be a time, for example 2h, 18:00, yesterday, 2026-11-25 or 2026-11-25T18:00.",
    ],
    [["--watch"], "--watch draws on a terminal that can; with --json it prints each change."],
  ];
  for (const [args, message] of mistakes) {
    it(`refuses ${args.join(" ")}`, async () => {
      here.place.queue.create();
      const { code, stderr } = await here.place.called("list", ...args);
      assert.deepEqual([code, stderr.split("\n")[0]], [2, `dirq: ${message}`]);
    });
  }

  it("lists no folder for a job with --json, and opens its file once", () => {
    const jobs = Array.from({ length: 30 }, (_, n) => ({ n }));
    here.place.queue.submitMany(jobs, { hold: true });
    const preload = join(here.place.directory, "count.cjs");
    writeFileSync(
      preload,
      `const fs = require("node:fs"); const { readdirSync, openSync } = fs; let listed = 0; let opened = 0;
      fs.readdirSync = (...args) => { listed++; return readdirSync(...args); };
      fs.openSync = (path, ...args) => { if (path.endsWith(".json")) opened++; return openSync(path, ...args); };
      require("node:module").syncBuiltinESMExports();
      process.on("exit", () => fs.writeSync(2, listed + " " + opened));`,
    );
    const { stdout, stderr } = here.place.dirq(["list", "--json"], { env: { NODE_OPTIONS: `--require ${preload}` } });
    assert.equal((JSON.parse(stdout) as unknown[]).length, 30);
    const [listed = 0, opened] = stderr.split(" ").map(Number);
    assert.ok(listed > 0 && listed < 30, `listed ${listed} times`);
    assert.equal(opened, 30);
  });

  it("ends quietly, long before the last job, when nobody reads on", async () => {
    const { queue } = here.place;
    queue.create();
    const params = { text: "x".repeat(1_000) };
    for (let n = 0; n < 2_000; n++) writeIn(queue, `completed/${n}.json`, pythonJob(String(n), { params }));
    for (const options of [["--json"], ["--columns", "id,params.text"], ["--sort", "name", "--json"]]) {
      const child = here.place.start(["list", ...options]);
      const end = ended(child);
      child.stdout?.once("data", () => child.stdout?.destroy());
      const { code, stderr } = await end;
      assert.deepEqual([code, stderr], [0, ""]);
    }
  });

  it("says that a batch is none before it prints a job of another", async () => {
    here.place.submit("--batch", "sweep", "true");
    const { code, stdout, stderr } = await here.place.called("list", "--json", "--batch", "sweep", "--batch", "swep");
    assert.deepEqual([code, stdout], [3, ""]);
    assert.match(stderr, /There is no batch swep .* Did you mean sweep\?/);
  });

  it("prints each change with --json --watch, one document a line", async () => {
    const id = here.place.submit("true");
    const child = here.place.start(["list", "--json", "--watch"]);
    const end = ended(child);
    let said = "";
    child.stdout?.on("data", (piece: string) => (said += piece));
    const states = (): string[] =>
      said
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { state: string }).state);
    await until("it shows what there is", () => said.endsWith("\n"));
    await here.place.work();
    await until("it shows the end", () => states().at(-1) === "completed");
    here.place.queue.remove(id);
    await until("it shows the removal", () => states().at(-1) === "removed");
    child.kill("SIGINT");
    assert.equal((await end).code, 130);
    // A look may miss that it was running.
    assert.deepEqual(
      states().filter((state) => state !== "running"),
      ["queued", "completed", "removed"],
    );
  });

  it("goes on watching while the directory is away, and when a batch has lost its last job", async () => {
    const id = here.place.submit("--batch", "b", "true");
    const { directory } = here.place.queue;
    const preload = join(here.place.directory, "tell.cjs");
    const missed = join(here.place.directory, "missed");
    writeFileSync(
      preload,
      `const fs = require("node:fs"); const { lstatSync } = fs;
      fs.lstatSync = (path, options) => {
        const stat = lstatSync(path, options);
        if (path === ${JSON.stringify(directory)} && stat === undefined) fs.writeFileSync(${JSON.stringify(missed)}, "");
        return stat;
      };
      require("node:module").syncBuiltinESMExports();`,
    );
    const env = { NODE_OPTIONS: `--require ${preload}` };
    const child = here.place.start(["list", "--json", "--watch", "--batch", "b"], { env });
    const end = ended(child);
    let said = "";
    child.stdout?.on("data", (piece: string) => (said += piece));
    await until("it shows what there is", () => said.endsWith("\n"));
    renameSync(directory, `${directory}-away`);
    await until("it has missed the directory", () => existsSync(missed));
    renameSync(`${directory}-away`, directory);
    here.place.queue.remove(id);
    await until("it shows the removal", () => said.endsWith(`{"id":"${id}","state":"removed"}\n`));
    const next = here.place.submit("--batch", "b", "true");
    await until("it shows a new one", () => said.includes(next));
    child.kill("SIGINT");
    assert.equal((await end).code, 130);
  });

  it("draws the table over itself with --watch, never more than the terminal holds", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    here.place.queue.submitMany(Array.from({ length: 40 }, (_, n) => ({ name: `job ${n}` })));
    const child = startOnTerminal(here.place, 80, ["list", "--watch"]);
    let said = "";
    child.stdout?.on("data", (piece: Buffer) => (said += piece.toString()));
    const drawings = (): string[] => withoutColours(said).split("\x1b[J");
    await until("it is drawn", () => drawings().length > 1);
    assert.equal(drawings()[0]?.split("\n").length, 24);
    const newest = here.place.submit("-n", "newest", "true");
    await until("it is drawn again", () => said.includes(newest));
    assert.match(drawings().find((drawing) => drawing.includes(newest)) ?? "", /^\x1b\[23A\rID/);
  });

  it("draws over the whole of it with --watch where the terminal has become too narrow for a line", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    for (const name of ["one", "two"]) here.place.submit("-n", name, "true");
    const child = startOnTerminal(here.place, 80, ["list", "--watch"]);
    let said = "";
    child.stdout?.on("data", (piece: Buffer) => (said += piece.toString()));
    await until("it is drawn", () => said.includes("two"));
    child.kill("SIGUSR1");
    here.place.submit("-n", "three", "true");
    await until("it is drawn again", () => said.includes("three"));
    assert.match(said, /\x1b\[6A\r[^\r]*ID[^\r]*\r\n[^\r]*three/);
  });
});

/** As Python writes it. */
function localIso(time: Date, offset = 0): string {
  const shifted = new Date(time.getTime() + offset - time.getTimezoneOffset() * 60_000);
  return shifted.toISOString().replace("Z", "000");
}

function idsIn(text: string): string[] {
  return [...text.matchAll(/^\d{19}/gm)].map(([id]) => id);
}
