import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { JobQueue, JsonText, type Claim } from "../../src/queue/index.js";
import type { FileSystem } from "../../src/queue/disk/file-system.js";
import { claimJob } from "./claim-job.js";
import { tellingOfListings } from "./telling-of-listings.js";
import { jobFilesIn, leftOversIn, pythonJob, readIn, temporaryQueue, writeIn } from "./temporary-queue.js";

function claimOne(queue: JobQueue, params = {}): Claim {
  queue.submit(params);
  return claimJob(queue, { workerName: "w1" });
}

describe("finish", () => {
  it("records a result under the documented name and the one that Python reads", () => {
    const queue = temporaryQueue();
    const claim = claimOne(queue);
    assert.equal(queue.finish(claim, { state: "completed", result: { loss: 0.5 }, exitCode: 0 }), true);
    const { id } = claim;
    assert.deepEqual(jobFilesIn(queue), [
      `completed/${id}.json`,
      `completed_results/${id}/result.json`,
      `completed_results/${id}/results.json`,
    ]);
    assert.equal(readIn(queue, `completed_results/${id}/result.json`), '{\n  "loss": 0.5\n}\n');
    assert.equal(readIn(queue, `completed_results/${id}/results.json`), '{\n  "loss": 0.5\n}\n');
    assert.deepEqual(leftOversIn(queue), []);
    const job = queue.get(id);
    assert.equal(job?.state, "completed");
    const { createdAt, params, name, startedAt, workerName } = claim.job;
    assert.deepEqual(job, {
      id,
      params,
      name,
      createdAt,
      startedAt,
      workerName,
      state: "completed",
      progress: 1,
      finishedAt: job.finishedAt,
      exitCode: 0,
      signal: undefined,
    });
  });

  it("records a failure with its error.txt: the message, a blank line, the details", () => {
    const queue = temporaryQueue();
    const claim = claimOne(queue);
    queue.finish(claim, { state: "failed", error: "no such file", details: "line 1\nline 2", exitCode: 2 });
    const job = queue.get(claim.id);
    assert.equal(job?.state === "failed" ? `${job.error}, exit ${job.exitCode}` : "", "no such file, exit 2");
    assert.equal(queue.errorText(claim.id), "no such file\n\nline 1\nline 2\n");
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("lists the records of earlier attempts once for each job", () => {
    const listed: string[] = [];
    const queue = temporaryQueue({ fileSystem: tellingOfListings(listed) });
    const claim = claimOne(queue);
    const { attempt } = claim;
    queue.finish(claim, { state: "completed", result: {} });
    assert.deepEqual([attempt, listed.filter((name) => name === "attempts")], [1, ["attempts"]]);
  });

  it("leaves to the next recovery a record that somebody frozen adds meanwhile", () => {
    const queue = temporaryQueue();
    const claim = claimOne(queue);
    assert.equal(claim.attempt, 1);
    const late = `.dirq/attempts/${claim.id}~other.1.died`;
    writeIn(queue, late, "");
    queue.finish(claim, { state: "completed", result: {} });
    const before = leftOversIn(queue);
    queue.recovery(() => undefined).run();
    assert.deepEqual([before, leftOversIn(queue)], [[late], []]);
  });

  it("keeps the params and the result to the letter", () => {
    const queue = temporaryQueue();
    queue.submit(JsonText.parse('{"lr": 1.0, "seed": 12345678901234567890}'));
    const claim = claimJob(queue);
    queue.finish(claim, { state: "completed", result: JsonText.parse('{"loss": 1.50, "n": NaN}') });
    assert.equal(queue.paramsText(claim.id), '{\n  "lr": 1.0,\n  "seed": 12345678901234567890\n}');
    assert.equal(queue.resultText(claim.id), '{\n  "loss": 1.50,\n  "n": NaN\n}\n');
  });

  it("records nothing once somebody else has taken the job over", () => {
    const queue = temporaryQueue();
    const claim = claimOne(queue);
    const theirs = join(queue.directory, ".dirq/claims", `${claim.id}~another.1`);
    renameSync(claim.file, theirs);
    assert.throws(() => queue.finish(claim, { state: "completed", result: {} }), { code: "CONFLICT" });
    assert.deepEqual(leftOversIn(queue), [`.dirq/claims/${claim.id}~another.1`]);
    assert.deepEqual(jobFilesIn(queue), [`running/${claim.id}.json`]);
  });

  it("waits for a late mark when a Python worker had taken the view away, and heals it", () => {
    const queue = temporaryQueue();
    const claim = claimOne(queue);
    const { id } = claim;
    rmSync(join(queue.directory, `running/${id}.json`));
    assert.equal(queue.finish(claim, { state: "completed", result: {} }), false);
    writeIn(queue, `failed/${id}.json`, pythonJob(id, { state: "failed", error: "Error starting job: gone" }));
    assert.equal(queue.get(id)?.state, "completed");
    queue.settle(claim);
    assert.deepEqual(jobFilesIn(queue).slice(0, 1), [`completed/${id}.json`]);
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("leaves a real failure of Python's alone", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    rmSync(join(queue.directory, `queued/${id}.json`));
    writeIn(queue, `failed/${id}.json`, pythonJob(id, { state: "failed", error: "Error starting job: disk full" }));
    const job = queue.get(id);
    assert.equal(job?.state === "failed" ? job.error : job?.state, "Error starting job: disk full");
  });

  it("says when the directory has gone away meanwhile, instead of that somebody took the job over", () => {
    const goingAway: FileSystem = {
      ...nodeFs,
      renameSync: (from, to) => {
        if (String(to).endsWith(".done")) renameSync(queue.directory, away);
        nodeFs.renameSync(from, to);
      },
    };
    const queue: JobQueue = temporaryQueue({ fileSystem: goingAway });
    const away = `${queue.directory}-away`;
    const claim = claimOne(queue);
    assert.throws(() => queue.finish(claim, { state: "completed", result: {} }), { code: "ENOENT" });
    assert.equal(queue.watchClaim(claim).look().kind, "mine");
    renameSync(away, queue.directory);
    const back = new JobQueue(queue.directory);
    assert.equal(back.get(claim.id)?.state, "running");
    assert.equal(back.resultText(claim.id), undefined);
  });
});
