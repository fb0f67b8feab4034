import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { JobQueue } from "../../src/queue/index.js";
import { ShellWorker } from "../../src/worker/index.js";
import { BothSides } from "../interop/python.js";
import { jobFilesIn, pythonJob, readIn, temporaryDirectory, temporaryQueue } from "../queue/temporary-queue.js";

const schemas = ["params", "job"].map((name): { $id: string } => {
  const file = resolve(__dirname, "../../schemas", `${name}.schema.json`);
  return JSON.parse(readFileSync(file, "utf8")) as { $id: string };
});
/** Not strict: some keys are for VS Code's editor alone. */
const ajv = new Ajv({ schemas, strict: false });

describe("The schema of job files", () => {
  const isJob = validator("job.schema.json");

  it("takes the files that dirq writes, in every state", async () => {
    const queue = temporaryQueue();
    queue.submit({ command: "true", cwd: "/", env: { A: "b" }, timeout: 60 }, { retries: 1 });
    const { id } = queue.submit({ command: "exit 3", type: "shell", name: "fails" });
    await new ShellWorker(queue).run({ stopWhenEmpty: true });
    queue.resubmit(id);
    queue.claimNext();
    queue.submit({ command: "true" }, { hold: true });
    queue.submit({ command: "true" }, { afterOk: [id], batch: "b", retryDelay: 1, notBefore: new Date(2100, 1) });
    queue.submit({ type: "fit", command: ["any", "thing"], timeout: "long" });
    const files = jobFilesIn(queue).filter((path) => !path.startsWith("completed_results"));
    assert.deepEqual([...new Set(files.map((path) => path.split("/")[0]))], STATES);
    assert.deepEqual(faultsOf(queue, files, isJob), []);
  });

  it("takes the files that the Python package writes", async function () {
    this.timeout(60_000);
    const sides = await BothSides.get(this);
    const queue = new JobQueue(join(temporaryDirectory(), "jobs"));
    sides.werq(queue.directory, "submit", "true");
    sides.werq(queue.directory, "submit", "exit 3");
    sides.werq(queue.directory, "worker", "--rm", "--poll-interval", "0.01");
    sides.werq(queue.directory, "submit", "true");
    const files = jobFilesIn(queue).filter((path) => !path.startsWith("completed_results"));
    assert.deepEqual(files.map((path) => path.split("/")[0]).sort(), ["completed", "failed", "queued"]);
    assert.deepEqual(faultsOf(queue, files, isJob), []);
  });

  const wrong: [what: string, changes: Record<string, unknown>, place: string][] = [
    ["a state that is none", { state: "done" }, "/state"],
    ["a time with a zone, on which Python workers fail", { created_at: "2024-12-04T10:00:47+01:00" }, "/created_at"],
    ["params that are no object", { params: [] }, "/params"],
    ["a limit that is no number", { params: { command: "true", timeout: "5m" } }, "/params/timeout"],
    ["no key that Python asks for", { started_at: undefined }, ""],
  ];
  for (const [what, changes, place] of wrong) {
    it(`says where there is ${what}`, () => {
      assert.equal(isJob(JSON.parse(pythonJob("17", changes))), false);
      assert.equal(isJob.errors?.[0]?.instancePath, place);
    });
  }
});

describe("The schema of a job that is edited", () => {
  const isEdited = validator("params.schema.json");
  const texts: [text: string, isGood: boolean][] = [
    ['{"command": "true", "type": "shell", "name": "n", "cwd": "/tmp", "env": {"A": ""}, "timeout": 0.5}', true],
    ['{"command": "true", "cwd": null, "env": null, "timeout": null, "lr": 0.1}', true],
    ['{"n": 1, "dirq": {"retries": 2, "retry_delay": 0, "batch": "b", "after": []}}', true],
    ['{"type": "fit", "command": 5, "timeout": "long"}', true],
    ['{"type": "shell"}', false],
    ['{"command": " "}', false],
    ['{"command": "true", "cwd": "src"}', false],
    ['{"command": "true", "timeout": 0}', false],
    ['{"command": "true", "env": {"N": 1}}', false],
    ['{"dirq": []}', false],
    ['{"dirq": {"retries": 1.5}}', false],
    ['{"dirq": {"after_ok": 17}}', false],
    ["[]", false],
  ];
  it("takes what can be submitted, and nothing else", () => {
    const queue = temporaryQueue();
    queue.create();
    const verdicts = texts.map(([text]) => [text, isEdited(JSON.parse(text)), queue.faultInEdited(text) === undefined]);
    assert.deepEqual(
      verdicts,
      texts.map(([text, isGood]) => [text, isGood, isGood]),
    );
  });
});

const STATES = ["completed", "failed", "queued", "running", "waiting"];

function validator(id: string): ValidateFunction {
  const validate = ajv.getSchema(id);
  if (validate === undefined) throw new Error(`There is no schema ${id}.`);
  return validate;
}

/** What is wrong with the files, in words; nothing for good ones. */
function faultsOf(queue: JobQueue, files: readonly string[], validate: ValidateFunction): string[] {
  return files.flatMap((path) =>
    validate(JSON.parse(readIn(queue, path))) ? [] : [`${path}: ${ajv.errorsText(validate.errors)}`],
  );
}
