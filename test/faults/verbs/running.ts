import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JobQueue } from "../../../src/queue/index.js";
import { later } from "../later.js";
import { claimJob } from "../../queue/claim-job.js";
import { writeFalseMark } from "./false-mark.js";
import { DONE_BADLY, DONE_WELL, resultsElsewhere, submitted, type Verb, type Verbs } from "./verb.js";

const ATTEMPT_FILES = ["output.log", "result.json", "results.json", "error.txt"];
const UNREADABLE = '{"id": "10000';

const FINISH_WELL: Verb = {
  prepare: submitted,
  act: (queue) => {
    const claim = claimJob(queue);
    queue.updateProgress(claim, 0.5);
    queue.finish(claim, DONE_WELL);
  },
};

const FINISH_BADLY: Verb = {
  prepare: submitted,
  act: (queue) => void queue.finish(claimJob(queue), DONE_BADLY),
};

export const RUNNING: Verbs = {
  "claim and finish well": FINISH_WELL,
  "claim and finish badly": FINISH_BADLY,
  "claim and finish a job with a priority": {
    prepare: (queue) => [...submitted(queue), queue.submit({ n: 3 }, { priority: 1 }).id],
    act: FINISH_WELL.act.bind(FINISH_WELL),
  },
  "claim and finish well, with results on another disk": { ...FINISH_WELL, prepare: submittedWithResultsElsewhere },
  "claim and finish badly, with results on another disk": { ...FINISH_BADLY, prepare: submittedWithResultsElsewhere },
  "claim and finish a job that was tried before": {
    prepare: (queue) => {
      const ids = submitted(queue);
      for (const id of ids) {
        mkdirSync(queue.resultDirectory(id));
        for (const name of ATTEMPT_FILES) {
          writeFileSync(join(queue.resultDirectory(id), name), `earlier ${name}`);
        }
      }
      return ids;
    },
    act: FINISH_WELL.act.bind(FINISH_WELL),
    verify: (queue, ids) => {
      for (const id of ids) {
        const directory = queue.resultDirectory(id);
        const texts = readdirSync(directory).map((name) => readFileSync(join(directory, name), "utf8"));
        const kept = new Set(texts.filter((text) => text.startsWith("earlier")));
        assert.deepEqual(kept, new Set(ATTEMPT_FILES.map((name) => `earlier ${name}`)), "the earlier attempt's files");
      }
    },
  },
  "finish a job that left files under the names of results": {
    prepare: submitted,
    act: (queue) => {
      const well = claimJob(queue);
      writeFileSync(join(well.resultDirectory, "results.json"), "the job's own");
      mkdirSync(join(well.resultDirectory, "result.json"));
      queue.finish(well, DONE_WELL);
      const badly = claimJob(queue);
      mkdirSync(join(badly.resultDirectory, "error.txt"));
      queue.finish(badly, DONE_BADLY);
    },
  },
  "fail and wait for the next attempt": {
    prepare: (queue) => [queue.submit({ n: 1 }, { retries: 1, retryDelay: 0 }).id],
    act: (queue) => {
      queue.retryLater(claimJob(queue), DONE_BADLY);
      queue.waitingMover().run();
    },
  },
  release: { prepare: submitted, act: (queue) => queue.release(claimJob(queue)) },
  "cancel a running job": {
    prepare: submitted,
    act: (queue) => {
      const claim = claimJob(queue);
      queue.cancel(claim.id);
      queue.finish(claim, { state: "failed", error: "Cancelled", details: "" });
    },
  },
  "claim a job that is to be cancelled": {
    prepare: (queue) => {
      const ids = submitted(queue);
      // Asked for while it ran; its worker was told to end at once and gave it back.
      const claim = claimJob(queue);
      queue.cancel(claim.id);
      queue.release(claim);
      return ids;
    },
    act: (queue) => queue.finish(claimJob(queue), DONE_WELL),
  },
  "discard a job that a person removed": {
    prepare: submitted,
    act: (queue) => {
      const claim = claimJob(queue);
      // As Python's rm does.
      rmSync(join(queue.directory, "running", `${claim.id}.json`));
      rmSync(claim.resultDirectory, { recursive: true });
      queue.discardRemoved(claim);
    },
  },
  heal: {
    prepare: submitted,
    act: (queue) => {
      const claim = claimJob(queue);
      rmSync(join(queue.directory, "running", `${claim.id}.json`));
      writeFalseMark(queue, claim.id);
      queue.watchClaim(claim).look();
      queue.finish(claim, DONE_WELL);
      queue.settle(claim);
    },
  },
  "put an unreadable file into quarantine": {
    prepare: (queue) => {
      const ids = submitted(queue);
      const broken = "1000000000000000000";
      writeFileSync(join(queue.directory, "queued", `${broken}.json`), UNREADABLE);
      return [broken, ...ids];
    },
    act: (queue) => {
      for (let claim = queue.claimNext(); claim !== undefined; claim = queue.claimNext()) {
        queue.finish(claim, DONE_WELL);
      }
      // It has not changed for so long that nobody is still writing it.
      later(6_000, () => queue.claimNext());
    },
    verify: (queue) => {
      const quarantine = join(queue.directory, ".dirq/quarantine");
      const kept = readdirSync(quarantine).map((name) => readFileSync(join(quarantine, name), "utf8"));
      assert.deepEqual(kept, [UNREADABLE], "the file is kept as it was");
    },
  },
};

function submittedWithResultsElsewhere(queue: JobQueue, otherDisk: string): string[] {
  resultsElsewhere(queue, otherDisk);
  return submitted(queue);
}
