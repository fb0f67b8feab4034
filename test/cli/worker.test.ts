import assert from "node:assert/strict";
import { type ChildProcess } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { skipWithout } from "../setup/needs.js";
import { until } from "../setup/until.js";
import { ended, places, type Place } from "./dirq.js";
import { canMakeTerminals, startOnTerminal } from "./terminal.js";

describe("dirq worker", () => {
  const here = places();

  it("prints a line when a job starts and one when it ends, and ends when the queue is empty", () => {
    const good = here.place.submit("-n", "good", "true");
    const bad = here.place.submit("-n", "bad", "echo 'no rows' >&2; exit 2");
    const { code, stdout, stderr } = here.place.dirq(["worker", "--rm", "--name", "w1"]);
    assert.deepEqual([code, stderr], [0, ""]);
    const [first, ...lines] = stdout.trimEnd().split("\n");
    assert.equal(first, `Worker w1 on ${here.place.jobs}, 1 slot.`);
    assert.deepEqual(
      lines.map((line) => line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}/, "").replace(/<?[\d.]+ s/, "T")),
      [
        `started    ${good}  good`,
        `completed  ${good}  good · T`,
        `started    ${bad}  bad`,
        `failed     ${bad}  bad · exit 2 · T · no rows`,
      ],
    );
  });

  it("says what Ctrl-C does, and once that it stops when nothing runs", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    const worker = startOnTerminal(here.place, 200, ["worker"]);
    let said = "";
    worker.stdout?.on("data", (piece: Buffer) => (said += piece.toString()));
    await until("it is at work", () => said.includes("\n") && here.place.queue.workers().length === 1);
    const pid = here.place.queue.workers()[0]?.pid ?? assert.fail();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.kill(pid, signal);
    await ended(worker);
    assert.match(said, /^Worker \S+ on \S+, 1 slot\. Ctrl-C: finish running jobs, then end\.\r\nStopping\.\r\n$/);
  });

  it("prints for a program what happens, with the words that a person waits for on stderr", () => {
    const good = here.place.submit("-n", "good", "true");
    const bad = here.place.submit("echo 'no rows' >&2; exit 2");
    const { code, stdout, stderr } = here.place.dirq(["worker", "--rm", "--json", "--name", "w"]);
    const events = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual([code, stderr], [0, `Worker w on ${here.place.jobs}, 1 slot.\n`]);
    assert.doesNotMatch(stdout, /\d\.\d{4}/);
    assert.deepEqual(
      events.map(({ time, seconds, ...event }) => [typeof time, typeof seconds, event]),
      [
        ["string", "undefined", { event: "started", id: good, name: "good", slot: 0 }],
        ["string", "number", { event: "ended", id: good, state: "completed", error: null }],
        ["string", "undefined", { event: "started", id: bad, name: null, slot: 0 }],
        [
          "string",
          "number",
          { event: "ended", id: bad, state: "failed", error: "Command failed with exit code 2: no rows" },
        ],
      ],
    );
  });

  it("picks up what is submitted while it waits, in no time", async () => {
    here.place.queue.create();
    start(["worker", "--poll-interval", "60"]);
    await until("a worker is there", () => here.place.queue.hasWorker());
    const { stderr } = here.place.dirq(["submit", "true"]);
    assert.equal(stderr, "");
    await until("the job has run", () => here.place.queue.ids("completed").length === 1);
  });

  it("lets its jobs finish at the first signal and claims no more", async () => {
    const go = join(here.place.directory, "go");
    const first = here.place.submit(`until [ -e ${go} ]; do sleep 0.05; done`);
    const second = here.place.submit("true");
    const worker = start(["worker"]);
    await until("the first job runs", () => isRunning(here.place, first));
    worker.kill("SIGTERM");
    await until("it says so", () => worker.stdoutText.includes("waiting for 1 job to finish"));
    writeFileSync(go, "");
    assert.equal((await ended(worker)).code, 0);
    assert.deepEqual([here.place.queue.ids("completed"), here.place.queue.ids("queued")], [[first], [second]]);
  });

  it("finishes its jobs when asked through the queue, once or twice, and leaves no request behind", async () => {
    const first = here.place.submit(`until [ -e ${join(here.place.directory, "go")} ]; do sleep 0.05; done`);
    const second = here.place.submit("true");
    const worker = start(["worker"]);
    await until("the first job runs", () => isRunning(here.place, first));
    for (let n = 0; n < 2; n++) here.place.queue.stopWorker(onlyWorker(here.place), "after-jobs");
    await until("it heeds the request", () => worker.stdoutText.includes("Asked to stop; waiting for 1 job"));
    assert.match(here.place.dirq(["workers"]).stdout, / alive, stopping /);
    writeFileSync(join(here.place.directory, "go"), "");
    assert.equal((await ended(worker)).code, 0);
    assert.deepEqual([here.place.queue.ids("completed"), here.place.queue.ids("queued")], [[first], [second]]);
    assert.deepEqual(readdirSync(join(here.place.jobs, ".dirq", "requests")), []);
  });

  it("puts its jobs back when asked through the queue to stop now", async () => {
    const id = here.place.submit("sleep 60");
    const worker = start(["worker"]);
    await until("the job runs", () => isRunning(here.place, id));
    here.place.queue.stopWorker(onlyWorker(here.place), "now");
    assert.equal((await ended(worker)).code, 0);
    assert.deepEqual(here.place.queue.ids("queued"), [id]);
  });

  it("is seen as stopping after a signal too", async () => {
    const id = here.place.submit("sleep 60");
    const worker = start(["worker"]);
    await until("the job runs", () => isRunning(here.place, id));
    worker.kill("SIGTERM");
    await until("others see it", () => here.place.queue.workers()[0]?.stopping === "after-jobs");
    here.place.queue.stopWorker(onlyWorker(here.place), "now");
    await ended(worker);
    assert.deepEqual(here.place.queue.ids("queued"), [id]);
  });

  it("stops its jobs at the second signal and puts them back", async () => {
    const id = here.place.submit("sleep 60");
    const worker = start(["worker"]);
    await until("the job runs", () => isRunning(here.place, id));
    worker.kill("SIGINT");
    await until("it drains", () => worker.stdoutText.includes("waiting for 1 job"));
    worker.kill("SIGINT");
    const { code } = await ended(worker);
    assert.equal(code, 130);
    assert.deepEqual(here.place.queue.ids("queued"), [id]);
  });

  it("outlives that its results are away: says so once, hears signals, and runs the job when they are back", async () => {
    const id = here.place.submit("true");
    const scratch = join(here.place.directory, "scratch");
    rmdirSync(join(here.place.jobs, "completed_results"));
    symlinkSync(scratch, join(here.place.jobs, "completed_results"));
    const troubled = await untilTrouble();
    troubled.worker.kill("SIGTERM");
    const { code } = await troubled.end;
    assert.deepEqual([code, here.place.queue.ids("queued")], [0, [id]]);
    assert.match(troubled.said(), /^dirq: .*completed_results is not there \(ENOENT: [^\n]*\n$/);

    const { worker, end, said } = await untilTrouble();
    mkdirSync(scratch);
    await until("the job has run", () => here.place.queue.get(id)?.state === "completed");
    worker.kill("SIGTERM");
    assert.equal((await end).code, 0);
    assert.equal(said(), troubled.said());
  });

  /** A worker that has said what is wrong. */
  async function untilTrouble() {
    const worker = here.place.start(["worker", "--poll-interval", "0.05"]);
    let text = "";
    worker.stderr?.on("data", (piece: Buffer) => (text += piece.toString()));
    const end = ended(worker);
    await until("it says what is wrong", () => text.includes("\n"));
    return { worker, end, said: () => text };
  }

  it("says that it waits for the disk to take how a job ended, and ends when it has", async () => {
    const { id, claims, worker, end, said } = await untilRefused();
    worker.kill("SIGTERM");
    await until("it says why it stays", () => said().includes("ended. Once more: "));
    renameSync(`${claims}.away`, claims);
    const { code, stdout } = await end;
    assert.deepEqual([code, here.place.queue.get(id)?.state], [0, "completed"]);
    assert.match(
      stdout,
      /\nClaiming nothing more; trying until the disk takes how 1 job ended\. Once more: end, and have it run again\.\n/,
    );
  });

  it("ends without, when told twice, and another worker runs the job again", async () => {
    const { id, claims, worker, end, said } = await untilRefused();
    worker.kill("SIGTERM");
    await until("it says why it stays", () => said().includes("ended. Once more: "));
    worker.kill("SIGTERM");
    const { code, stdout } = await end;
    renameSync(`${claims}.away`, claims);
    assert.equal(code, 143);
    assert.match(stdout, /\nHow 1 job ended is lost; it will be run again\.\n$/);
    here.place.dirq(["worker", "--rm"]);
    const job = here.place.queue.get(id);
    assert.deepEqual(
      [job?.state, readFileSync(join(here.place.directory, "runs"), "utf8")],
      ["completed", "run\nrun\n"],
    );
  });

  /** A worker whose job has ended while the folder in which that is recorded is away. */
  async function untilRefused() {
    const go = join(here.place.directory, "go");
    const runs = join(here.place.directory, "runs");
    const id = here.place.submit(`echo run >> ${runs}; until [ -e ${go} ]; do sleep 0.05; done`);
    const claims = join(here.place.jobs, ".dirq/claims");
    const worker = here.place.start(["worker", "--poll-interval", "0.05"]);
    let text = "";
    let trouble = "";
    worker.stdout?.on("data", (piece: Buffer) => (text += piece.toString()));
    worker.stderr?.on("data", (piece: Buffer) => (trouble += piece.toString()));
    const end = ended(worker);
    await until("the job runs", () => existsSync(runs));
    renameSync(claims, `${claims}.away`);
    writeFileSync(go, "");
    await until("the disk refuses its end", () => trouble.includes("\n"));
    return { id, claims, worker, end, said: () => text };
  }

  it("ignores the end of a session that it has no terminal of", async () => {
    here.place.queue.create();
    const worker = start(["worker"]);
    await until("a worker is there", () => here.place.queue.hasWorker());
    worker.kill("SIGHUP");
    const id = here.place.submit("true");
    await until("a job that came later has run", () => here.place.queue.ids("completed").includes(id));
  });

  it("lets its jobs finish when its terminal is closed", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    const id = here.place.submit("sleep 1");
    const terminal = startOnTerminal(here.place, 80, ["worker"]);
    await until("the job runs", () => isRunning(here.place, id));
    terminal.kill("SIGKILL");
    await until("the job has ended", () => here.place.queue.ids("completed").includes(id));
    await until("the worker has left", () => !here.place.queue.hasWorker());
  });

  it("has a name, when it is given one", () => {
    const { code, stderr } = here.place.dirq(["worker", "--rm", "--name", ""]);
    assert.deepEqual([code, stderr], [2, "dirq: --name needs a name.\nSee dirq worker --help\n"]);
  });

  it("takes no job when its shell cannot be run", () => {
    const id = here.place.submit("true");
    const { code, stdout, stderr } = here.place.dirq(["worker", "--rm", "--shell", "/nowhere/sh"]);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /^dirq: Cannot run --shell \/nowhere\/sh \(.*ENOENT\)/);
    assert.deepEqual(here.place.queue.ids("queued"), [id]);
  });

  it("runs a class of one's own, in which dirq means the running dirq", () => {
    writeFileSync(join(here.place.directory, "my-worker.mjs"), MY_WORKER);
    const { id } = here.place.queue.submit({ type: "double", value: 21 });
    const shell = here.place.submit("true");
    const { code, stderr } = here.place.dirq(["worker", "./my-worker.mjs", "--rm"]);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.equal(here.place.queue.resultText(id)?.replaceAll(/\s/g, ""), `{"value":42}`);
    assert.deepEqual(here.place.queue.ids("queued"), [shell]);
  });

  it("runs a class that extends nothing, by its methods", () => {
    writeFileSync(join(here.place.directory, "plain.mjs"), PLAIN_WORKER);
    const { id } = here.place.queue.submit({ type: "plain" });
    here.place.dirq(["worker", "plain.mjs", "--rm"]);
    assert.equal(here.place.queue.resultText(id)?.replaceAll(/\s/g, ""), `{"ok":true}`);
  });

  it("says what is wrong with a file that holds no worker", () => {
    writeFileSync(join(here.place.directory, "none.mjs"), "export default 5;");
    const none = here.place.dirq(["worker", "none.mjs"]);
    const missing = here.place.dirq(["worker", "missing.mjs"]);
    assert.deepEqual([none.code, missing.code], [1, 1]);
    assert.match(none.stderr, /^dirq: none\.mjs has no worker: its default export must be a class/);
    assert.equal(missing.stderr, "dirq: Cannot load the worker missing.mjs: there is no such file.\n");
  });

  it("says which file is TypeScript where this Node reads none, which Node does, and what to do", () => {
    writeFileSync(join(here.place.directory, "own.ts"), `const half: number = 0.5;${MY_WORKER}`);
    writeFileSync(join(here.place.directory, "own.mjs"), `export { default } from "./own.ts";`);
    writeFileSync(join(here.place.directory, "own.cjs"), `module.exports = require("./own.ts").default;`);
    const why =
      `${join(here.place.directory, "own.ts")} is TypeScript, which this Node ${process.versions.node} does not read. ` +
      "Run dirq with Node 22.18, or 23.6 or later, and without a flag that switches this off; or compile it and name its .js or .mjs file.";
    for (const file of ["own.ts", "own.mjs", "own.cjs"]) {
      const { code, stderr } = here.place.dirq(["worker", file], { env: WITHOUT_TYPESCRIPT });
      assert.deepEqual([code, stderr], [1, `dirq: Cannot load the worker ${file}: ${why}\n`]);
    }
  });

  it("runs what a file called .ts holds where Node reads no TypeScript, if that is JavaScript or a loader makes it so", () => {
    const plain = PLAIN_WORKER.replace("export default", "module.exports =");
    writeFileSync(join(here.place.directory, "plain.ts"), plain);
    writeFileSync(join(here.place.directory, "plain.cjs"), `module.exports = require("./plain.ts");`);
    writeFileSync(join(here.place.directory, "typed.ts"), `const one: number = 1;${plain}`);
    writeFileSync(join(here.place.directory, "typed.cjs"), `${LOADER}module.exports = require("./typed.ts");`);
    for (const file of ["plain.cjs", "typed.cjs"]) {
      const { id } = here.place.queue.submit({ type: "plain" });
      const { code, stderr } = here.place.dirq(["worker", file, "--rm"], { env: WITHOUT_TYPESCRIPT });
      assert.deepEqual([code, stderr, here.place.queue.resultText(id)?.includes("ok")], [0, "", true]);
    }
  });

  it("shows the mistake that a file called .ts meets while it runs, and the one that a loader finds", () => {
    const fails = { json: `JSON.parse("{");`, other: `require("./other.js");`, loader: `const one: no number;` };
    writeFileSync(join(here.place.directory, "other.js"), "const = 1;");
    for (const [name, source] of Object.entries(fails)) {
      writeFileSync(join(here.place.directory, `${name}.ts`), source);
      const loader = name === "loader" ? LOADER : "";
      writeFileSync(join(here.place.directory, `${name}.cjs`), `${loader}require("./${name}.ts");`);
      const { code, stderr } = here.place.dirq(["worker", `${name}.cjs`], { env: WITHOUT_TYPESCRIPT });
      assert.equal(code, 1);
      assert.match(
        stderr,
        new RegExp(`^dirq: Cannot load the worker ${name}\\.cjs: (?!.*is TypeScript)[^]*SyntaxError: `),
      );
    }
  });

  it("says which worker could not be made, and why", () => {
    const source = "export default class { constructor() { throw new Error('no GPU'); } accepts() {} processJob() {} }";
    writeFileSync(join(here.place.directory, "broken.mjs"), source);
    const { code, stderr } = here.place.dirq(["worker", "broken.mjs"]);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^dirq: Cannot start the worker broken\.mjs: its constructor failed\.\nError: no GPU\n {4}at /,
    );
  });

  function start(args: readonly string[]): ChildProcess & { readonly stdoutText: string } {
    const child = here.place.start(args);
    let text = "";
    child.stdout?.on("data", (piece: Buffer) => (text += piece.toString()));
    return Object.defineProperty(child, "stdoutText", { get: () => text }) as ChildProcess & {
      readonly stdoutText: string;
    };
  }
});

/** A later Node, which would read it, is told not to. */
const WITHOUT_TYPESCRIPT = process.allowedNodeEnvironmentFlags.has("--experimental-strip-types")
  ? { NODE_OPTIONS: "--no-experimental-strip-types" }
  : {};

/** As ts-node and pirates do it: the handler that was there compiles by a method of the module, which is exchanged. */
const LOADER = `
const before = require.extensions[".ts"] ?? require.extensions[".js"];
require.extensions[".ts"] = (module, file) => {
  const compile = module._compile;
  module._compile = (source, ...rest) => {
    if (source.includes(": no number")) throw new SyntaxError("no number is a type");
    return compile.call(module, source.replace(": number", ""), ...rest);
  };
  before(module, file);
};
`;

const MY_WORKER = `
import { Worker } from "dirq";
export default class Doubler extends Worker {
  accepts(job) { return job.params.type === "double"; }
  async processJob(job, { reportProgress }) {
    reportProgress(0.5);
    return { value: job.params.value * 2 };
  }
}`;

const PLAIN_WORKER = `
export default class Plain {
  accepts(job) { return job.params.type === "plain"; }
  processJob() { return { ok: true }; }
}`;

function isRunning(place: Place, id: string): boolean {
  return place.queue.get(id)?.state === "running";
}

function onlyWorker({ queue }: Place): string {
  const [only] = queue.workers();
  assert.ok(only);
  return only.worker;
}
