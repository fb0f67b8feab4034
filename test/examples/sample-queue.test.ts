/** The sample as `npm start` makes it, through the built command line: `npm run build` comes first. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { JobQueue, type JobParams, type JsonObject } from "../../src/queue/index.js";
import { claimJob } from "../queue/claim-job.js";
import { dirq, examples, sample } from "./run-example.js";

describe("the sample queue", () => {
  let folder: string;
  let queue: JobQueue;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "dirq-sample-"));
    queue = new JobQueue(path.join(folder, "jobs"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is made in a folder of its own, to which its commands belong", () => {
    runNode(path.join(sample, "submit.mjs"), folder);
    const jobs = queue.list().reverse();
    assert.deepEqual(
      jobs.map((job) => job.state !== "damaged" && [job.name, job.params["cwd"]]),
      [
        ...["train at 0.01", "train at 0.1", "train at 1", "train at 10", "train at 30"].map((name) => [name, folder]),
        ["summarise field notes", folder],
        ["leave one out", folder],
        ["report of the sweep", undefined],
      ],
    );
  });

  it("has a report that its own worker writes over the finished trainings, the best first", () => {
    finished({ command: "node train.mjs", name: "slow" }, { learning_rate: 0.01, loss: 0.8, accuracy: 0.7 });
    finished({ command: "node train.mjs", name: "fast" }, { learning_rate: 1, loss: 0.2, accuracy: 0.95 });
    finished({ command: "true", name: "no training" }, { output: "" });
    const report = queue.submit(JSON.parse(readFileSync(path.join(sample, "report.json"), "utf8")) as JobParams);

    runNode(dirq, "--jobs-dir", queue.directory, "worker", "--rm", path.join(examples, "my-worker.mjs"));

    assert.equal(queue.get(report.id)?.state, "completed");
    const table = readFileSync(path.join(queue.resultDirectory(report.id), "report.md"), "utf8");
    assert.deepEqual(table.match(/^\| (slow|fast|no).*$/gm), [
      `| fast | 1 | 0.2000 | 95.0 % | ${"█".repeat(8)} |`,
      `| slow | 0.01 | 0.8000 | 70.0 % | ${"█".repeat(30)} |`,
    ]);
  });

  function finished(params: JobParams, result: JsonObject): void {
    const { id } = queue.submit(params);
    const claim = claimJob(queue, { accepts: (job) => job.id === id });
    queue.finish(claim, { state: "completed", result });
  }

  function runNode(...words: readonly string[]): void {
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: "utf8" });
    assert.equal(status, 0, stderr);
  }
});
