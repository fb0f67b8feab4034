import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FileSystem } from "../../../src/queue/disk/file-system.js";
import { JobQueue, type Outcome } from "../../../src/queue/index.js";
import { takeOverFromTheSilent } from "../silence.js";
import { claimJob } from "../../queue/claim-job.js";
import { bury } from "./bury.js";
import { writeFalseMark } from "./false-mark.js";
import { completed, DONE_BADLY, DONE_WELL, submitted, type Verb, type Verbs } from "./verb.js";

/** Recovers so often that even those have gone silent whose process cannot be seen from here. */
const recover: Verb["act"] = (queue) => takeOverFromTheSilent(queue);

/** As `dirq doctor --fix`. */
function mend(queue: JobQueue): void {
  queue.mend(() => undefined);
}

export const RECOVERING: Verbs = {
  recover: {
    prepare: (queue) => {
      const ids = submitted(queue);
      bury(
        queue,
        ids.map(() => claimJob(queue)),
      );
      return ids;
    },
    act: recover,
  },
  "recover a job whose workers died three times": {
    prepare: (queue) => {
      const ids = submitted(queue);
      const claim = claimJob(queue);
      for (const n of [1, 2]) {
        writeFileSync(join(queue.directory, ".dirq/attempts", `${claim.id}~earlier.${n}.died`), "");
      }
      bury(queue, [claim]);
      return ids;
    },
    act: recover,
  },
  "recover an end that was decided, well": { prepare: (queue) => decided(queue, DONE_WELL), act: recover },
  "recover an end that was decided, badly": { prepare: (queue) => decided(queue, DONE_BADLY), act: recover },
  "recover a failed attempt": {
    prepare: (queue) => {
      const { id } = queue.submit({ n: 1 }, { retries: 1, retryDelay: 0 });
      const claim = claimJob(queue);
      const record = JSON.stringify({ waiting: "retry-1", error: "no", started_ms: 1, finished_ms: 1 });
      writeFileSync(join(queue.directory, ".dirq/attempts", `${id}~${claim.token}.failed`), record);
      bury(queue, [claim]);
      return [id];
    },
    act: recover,
  },
  "recover a job that is to be cancelled": {
    prepare: (queue) => {
      const ids = submitted(queue);
      const claim = claimJob(queue);
      queue.cancel(claim.id);
      bury(queue, [claim]);
      return ids;
    },
    act: recover,
  },
  "recover a job that was taken from where it waited": {
    prepare: (queue) => {
      const { id } = queue.submit({ n: 1 }, { hold: true });
      const taken = `${id}~${queue.worker}.r1~held`;
      renameSync(join(queue.directory, "waiting", `${id}~held.json`), join(queue.directory, ".dirq/claims", taken));
      bury(queue, []);
      return [id];
    },
    act: recover,
  },
  "recover the view of a claim that somebody deleted": {
    prepare: (queue) => {
      const ids = submitted(queue);
      bury(queue, [claimJob(queue)]);
      rmSync(join(queue.directory, ".dirq"), { recursive: true });
      queue.create();
      return ids;
    },
    act: recover,
  },
  "recover from a false mark on a job that has completed": {
    prepare: (queue) => {
      const ids = completed(queue);
      for (const id of ids) {
        writeFalseMark(queue, id);
        writeFileSync(join(queue.resultDirectory(id), "error.txt"), "Error starting job: gone\n");
      }
      return ids;
    },
    act: recover,
  },
  "recover a job whose decided end the disk has lost": {
    prepare: (queue) => {
      const ids = decided(queue, DONE_WELL);
      const claims = join(queue.directory, ".dirq/claims");
      for (const name of readdirSync(claims)) if (name.endsWith(".final")) writeFileSync(join(claims, name), "");
      return ids;
    },
    act: recover,
  },
  "finish a removal that was cut short": { prepare: (queue) => trashIn(queue, "removing"), act: recover },
  "give up a removal that was cut short before it was decided": {
    prepare: (queue) => {
      const ids = trashIn(queue, "removing");
      const [folder = ""] = readdirSync(join(queue.directory, ".dirq/trash"));
      const inside = join(queue.directory, ".dirq/trash", folder, "job.json");
      renameSync(inside, join(queue.directory, "completed", `${ids[0]}.json`));
      return ids;
    },
    act: recover,
  },
  "finish the removals of one call": {
    prepare: (queue) => trashIn(queue, "removing"),
    act: (queue) => queue.finishRemovals("b"),
  },
  "finish a restoring that was cut short": { prepare: (queue) => trashIn(queue, "restoring"), act: recover },
  "finish an emptying that was cut short": { prepare: (queue) => trashIn(queue, "purging").slice(1), act: recover },
  "bring out of quarantine what was lost there": {
    prepare: (queue) => {
      queue.create();
      // No jobs, or the next worker would run the one that is brought out, and so make a new file of it.
      for (const name of ["1~a.json", "1~b.json"])
        writeFileSync(join(queue.directory, ".dirq/quarantine", name), `no job: ${name}`);
      return [];
    },
    act: mend,
    verify: (queue) => {
      mend(queue);
      const quarantine = join(queue.directory, ".dirq/quarantine");
      const left = readdirSync(quarantine).filter((name) => !name.endsWith(".probe"));
      const texts = left.map((name) => readFileSync(join(quarantine, name), "utf8"));
      assert.deepEqual([left, texts, queue.get("1")?.state], [["1~b.json"], ["no job: 1~b.json"], "damaged"]);
    },
  },
};

/** Its worker died after it had decided how the job ended, and before it published that. */
function decided(queue: JobQueue, outcome: Outcome): string[] {
  const ids = submitted(queue);
  const worker = new JobQueue(queue.directory, { fileSystem: untilDecided() });
  const claim = claimJob(worker);
  // What the job has left under the names of results.
  mkdirSync(join(claim.resultDirectory, "result.json"));
  writeFileSync(join(claim.resultDirectory, "results.json"), "the job's own");
  mkdirSync(join(claim.resultDirectory, "error.txt"));
  assert.throws(() => worker.finish(claim, outcome), /nothing more/);
  bury(worker, [claim]);
  return ids;
}

function untilDecided(): FileSystem {
  let isDecided = false;
  return {
    ...nodeFs,
    renameSync: (from, to) => {
      nodeFs.renameSync(from, to);
      isDecided ||= String(to).endsWith(".done");
    },
    fsyncSync: (file) => {
      if (isDecided) throw new Error("nothing more is done");
      nodeFs.fsyncSync(file);
    },
  };
}

/** Two jobs that have completed, and the first in a folder of the trash that has come so far. */
function trashIn(queue: JobQueue, phase: "removing" | "restoring" | "purging"): string[] {
  const ids = completed(queue);
  const { id, name } = queue.remove(ids[0] ?? "", { batch: "b" });
  const trash = join(queue.directory, ".dirq/trash");
  const folder = join(trash, name.replace("-rm-", `-${phase}-`));
  renameSync(join(trash, name), folder);
  if (phase === "removing") renameSync(join(folder, "results"), queue.resultDirectory(id));
  return ids;
}
