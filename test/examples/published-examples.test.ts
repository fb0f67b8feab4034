import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { pythonWerq } from "../../scripts/toolchain/python.js";
import { JobQueue } from "../../src/queue/index.js";
import { need } from "../setup/needs.js";
import { examples, finishedBy, startTypeScript } from "./run-example.js";

describe("the Python package's published examples", function () {
  this.timeout(120_000);
  let directory: string;
  let queue: JobQueue;

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), "dirq-examples-"));
    queue = new JobQueue(path.join(directory, "jobs"));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it("submit a dictionary, and print its id", async () => {
    const printed = await submitExample();
    const jobs = queue.list();
    assert.deepEqual(
      jobs.map((job) => job.state === "queued" && [`Submitted: ${job.id}\n`, job.params]),
      [[printed, { type: "optimization", dataset: "iris", learning_rate: 0.05, epochs: 100 }]],
    );
  });

  it("run that job in a worker of their own, with checkpoints and a result, and leave other jobs alone", async () => {
    const shellJob = queue.submit({ command: "true", type: "shell" });
    await submitExample();
    const worker = startTypeScript("optimization-worker.ts", { cwd: directory });
    const { id, state } = await finishedBy(worker, queue, "optimization");

    assert.equal(state, "completed");
    const { final_loss: loss, model_path: model } = resultOf(id);
    assert.ok(loss > 0.04 && loss < 0.05, `loss ${loss}`);
    assert.deepEqual(fileOf(id, model), fileOf(id, "checkpoint_100.json"));
    assert.equal(queue.get(shellJob.id)?.state, "queued");
  });

  it("run the same job in the same worker in Python, with the same result", async function () {
    this.timeout(120_000);
    const { python } = await need(this, pythonWerq);
    await submitExample();
    const worker = spawn(python, [path.join(examples, "optimization_worker.py")], { cwd: directory, stdio: "ignore" });
    const { id, state } = await finishedBy(worker, queue, "optimization");
    assert.equal(state, "completed");
    assert.equal(resultOf(id).final_loss.toFixed(9), "0.043130055");
  });

  async function submitExample(): Promise<string> {
    const program = startTypeScript("submit-from-a-program.ts", { cwd: directory });
    assert.ok(program.stdout);
    const [printed] = await Promise.all([text(program.stdout), once(program, "exit")]);
    return printed;
  }

  function resultOf(id: string): { readonly final_loss: number; readonly model_path: string } {
    return JSON.parse(queue.resultText(id) ?? "null") as { final_loss: number; model_path: string };
  }

  function fileOf(id: string, name: string): string {
    return readFileSync(path.join(queue.resultDirectory(id), name), "utf8");
  }
});
