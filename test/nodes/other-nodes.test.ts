/** What ships, on the versions of Node that come with the two VS Code servers; all other tests know this one alone. */
import assert from "node:assert/strict";
import { fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { vscodeServer, vscodeVersions } from "../../scripts/toolchain/vscode-server.js";
import { cleanEnvironment, places } from "../cli/dirq.js";
import { need } from "../setup/needs.js";

const DIST = resolve(__dirname, "../../dist");
/** Makes Node warn also of what only its next version warns of. */
const STRICT = { NODE_PENDING_DEPRECATION: "1" };
const NOBODY_WORKS = "No dirq worker is at work here yet. To start one: dirq worker\n";

/** Node takes away the types of what is TypeScript. */
const OWN_WORKERS = {
  "double.mjs": `import { Worker } from "dirq";
    export default class extends Worker { processJob({ params }) { return { value: 2 * params.value }; } }`,
  "double.mts": `import { type RunningJob, Worker } from "dirq";
    interface Params { readonly value: number }
    export default class extends Worker<Params, Params> {
      override async processJob({ params }: RunningJob<Params>): Promise<Params> { return { value: 2 * params.value }; }
    }`,
  "double.cjs": `const { Worker } = require("dirq");
    module.exports = class extends Worker { processJob({ params }) { return { value: 2 * params.value }; } };`,
};

const USE_LIBRARY = `
  const queue = new JobQueue("jobs");
  const { id } = queue.submit({ type: "shell", command: "echo hello" });
  const live = new LiveQueue(queue);
  const worked = new ShellWorker(queue).run({ stopWhenEmpty: true });
  for await (const { status } of live.changes()) if (status.counts.completed > 0) break;
  await worked;
  console.log(queue.result(id).output.trim());
  console.log((await live.page("completed")).total);
  live.close();`;

for (const version of Object.values(vscodeVersions)) {
  describe(`On Node ${version.node}`, () => {
    const here = places();
    let node: string;
    before(async function () {
      this.timeout(600_000); // Run by itself, it may have to fetch that Node, together with its VS Code.
      ({ node } = await need(this, () => vscodeServer(version)));
    });

    const dirq = (args: readonly string[], input = ""): string =>
      said(here.place.dirq(args, { node, input, env: STRICT }));

    it("is the version that it is meant to be", () => {
      assert.match(nodeSays("console.log(process.version)"), new RegExp(`^v${version.node}\\.`));
    });

    it("the command line submits, runs, lists and checks jobs, and Node warns of nothing", () => {
      const submitted = dirq(["submit", "echo", "hello"]);
      const id = submitted.slice(0, -NOBODY_WORKS.length).trim();
      assert.equal(submitted, `${id}\n${NOBODY_WORKS}`);
      const worked = dirq(["worker", "--rm", "--name", "w"]).split("\n");
      assert.deepEqual(
        worked.map((line) => line.replace(/^\S+ \S+ {2}/, "").replace(/ · .*/, "")),
        [`Worker w on ${here.place.jobs}, 1 slot.`, `started    ${id}  echo hello`, `completed  ${id}  echo hello`, ""],
      );
      const [job] = JSON.parse(dirq(["list", "--json"])) as readonly Record<string, unknown>[];
      assert.deepEqual([job?.["id"], job?.["state"], job?.["exit_code"]], [id, "completed", 0]);
      assert.equal(dirq(["logs", id]), "hello\n");
      const result = JSON.parse(dirq(["results", "--json"])) as Record<string, unknown>;
      assert.deepEqual(
        [result["id"], result["result"]],
        [id, { command: "echo hello", output: "hello\n", exit_code: 0 }],
      );
      assert.equal(dirq(["doctor"]), `Nothing is wrong with ${here.place.jobs}.\n`);
    });

    for (const [file, source] of Object.entries(OWN_WORKERS)) {
      it(`runs a worker of one's own, ${file}`, () => {
        writeFileSync(join(here.place.directory, file), source);
        const id = here.place.queue.submit({ type: "double", value: 21 }).id;
        const lines = dirq(["worker", "--rm", "--name", "w", file]).split("\n");
        assert.deepEqual([lines.length, lines[0]], [4, `Worker w on ${here.place.jobs}, 1 slot.`]);
        assert.deepEqual(JSON.parse(here.place.queue.resultText(id) ?? ""), { value: 42 });
      });
    }

    it("a program imports the library, and runs and follows jobs with it", () => {
      const library = JSON.stringify(pathToFileURL(join(DIST, "index.mjs")).href);
      const program = `import { JobQueue, LiveQueue, ShellWorker } from ${library};\n${USE_LIBRARY}`;
      assert.equal(nodeSays(program, "--input-type=module"), "hello\n1\n");
    });

    it("a program requires the library, and runs and follows jobs with it", () => {
      const library = JSON.stringify(join(DIST, "index.cjs"));
      const program = `const { JobQueue, LiveQueue, ShellWorker } = require(${library});\n(async () => { ${USE_LIBRARY} })();`;
      assert.equal(nodeSays(program, "--input-type=commonjs"), "hello\n1\n");
    });

    it("the process that VS Code starts for a queue reads it, and ends when nobody asks any more", async () => {
      here.place.submit("true");
      const host = fork(join(DIST, "queue-host.js"), [here.place.jobs], {
        execPath: node,
        execArgv: [],
        env: { ...cleanEnvironment(), ...STRICT },
        serialization: "advanced",
        stdio: ["ignore", "ignore", "pipe", "ipc"],
      });
      here.place.own(host);
      assert.ok(host.stderr);
      const end = Promise.all([once(host, "exit"), text(host.stderr)]);
      const [message] = (await Promise.race([once(host, "message"), end])) as readonly unknown[];
      host.disconnect();
      assert.deepEqual(await end, [[0, null], ""]);
      assert.match(JSON.stringify(message), /^{"m":"changed","a":\[{"kind":"ready",/);
    });

    function nodeSays(program: string, ...flags: readonly string[]): string {
      const { status, stdout, stderr } = spawnSync(node, [...flags, "-e", program], {
        cwd: here.place.directory,
        env: { ...cleanEnvironment(), ...STRICT },
        encoding: "utf8",
        timeout: 50_000,
      });
      return said({ code: status, stdout, stderr });
    }
  });
}

/** Both streams, so that a warning is never missed. */
function said({ code, stdout, stderr }: { code: number | null; stdout: string; stderr: string }): string {
  assert.equal(code, 0, stdout + stderr);
  return stdout + stderr;
}
