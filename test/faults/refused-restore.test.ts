import assert from "node:assert/strict";
import { renameSync } from "node:fs";
import { openStore } from "../../src/queue/disk/store.js";
import { JobQueue } from "../../src/queue/index.js";
import { finishHalfDone } from "../../src/queue/trash/tend.js";
import { TrashFolder, type TrashPhase } from "../../src/queue/trash/trash-folder.js";
import { say } from "../setup/say.js";
import { beforeEachCall } from "./before-each-call.js";
import { newWorld } from "./world.js";

/** What others do meanwhile: the removal is done, the job is to be restored, and that is refused. */
const MEANWHILE: readonly TrashPhase[] = ["rm", "restoring", "rm"];

describe("somebody who finishes a removal that its remover finishes too, while restoring the job is refused", function () {
  this.timeout(60_000);
  let runs = 0;
  after(() => say(`    ${runs} orders of their steps`));

  it("deletes no job that has come back into the trash", () => {
    for (let first = 1; finish([first, Infinity, Infinity]) > 0; first++) {
      for (let second = first; finish([first, second, Infinity]) > 1; second++) {
        for (let third = second; finish([first, second, third]) > 2; third++) runs++;
      }
    }
  });

  /** The others' steps come before these of its calls; returns how many came. */
  function finish(before: readonly number[]): number {
    const { queue: directory } = newWorld();
    const queue = new JobQueue(directory);
    const { id } = queue.submit({ command: "true" });
    const { name } = queue.remove(id);
    const removed = TrashFolder.parse(openStore(directory), name);
    assert.ok(removed);
    let folder = removed.in("removing");
    renameSync(removed.path, folder.path);
    let come = 0;
    const fileSystem = beforeEachCall((call) => {
      for (; before[come] === call; come++) {
        const next = folder.in(MEANWHILE[come] ?? "rm");
        // It may have been faster.
        folder = folder.enter(next.phase) ?? next;
      }
    });
    const seen = TrashFolder.parse(openStore(directory, { fileSystem }), removed.in("removing").name);
    assert.ok(seen);
    finishHalfDone(openStore(directory, { fileSystem }), seen);
    if (folder.phase === "restoring") folder.enter("rm");
    assert.deepEqual(
      queue.trash().map((job) => job.id),
      [id],
      `before its calls ${before.join(", ")}`,
    );
    return come;
  }
});
