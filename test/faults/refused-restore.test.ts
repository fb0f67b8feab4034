import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { FileSystem } from "../../src/queue/disk/file-system.js";
import { openStore } from "../../src/queue/disk/store.js";
import { JobQueue } from "../../src/queue/index.js";
import { finishHalfDone } from "../../src/queue/recovering/tend-trash.js";
import { TrashFolder, type TrashPhase } from "../../src/queue/trash/trash-folder.js";
import { say } from "../setup/say.js";
import { assertPromiseKept } from "./aftermath.js";
import { beforeEachCall } from "./before-each-call.js";
import { tryEachPoint } from "./replay.js";
import { completed, resultsElsewhere } from "./verbs/verb.js";
import { newWorld } from "./world.js";

/** What others do meanwhile: the removal is done, the job is to be restored, and that is refused. */
const MEANWHILE: readonly TrashPhase[] = ["rm", "restoring", "rm"];
const LATER_MS = 120_000;

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

for (const where of ["beside the queue", "on another disk"])
  describe(`a restoring that the disk refuses once the results are back, these ${where}`, function () {
    this.timeout(60_000);
    let calls = 0;
    after(() => say(`    ${calls} calls before which others came`));

    it("puts them into the trash again, and emptying that leaves none", () => {
      const { directory, queue, id, name } = removed();
      assert.ok(restoreRefused(directory, name, { also: [] }));
      assert.deepEqual([existsSync(queue.resultDirectory(id)), queue.diagnose()], [false, []]);
      assert.deepEqual(
        queue.trash().map((job) => job.id),
        [id],
      );
      assert.equal(queue.emptyTrash(), 1);
      assert.deepEqual([existsSync(queue.resultDirectory(id)), queue.diagnose()], [false, []]);
    });

    it("is completed by others where they cannot be put into the trash either", () => {
      const { directory, queue, id, name } = removed();
      assert.ok(restoreRefused(directory, name, { also: [queue.resultDirectory(id)] }));
      assert.deepEqual([queue.trash(), queue.diagnose()], [[], []]);
      comeBy(directory);
      assert.deepEqual([queue.get(id)?.state, queue.resultText(id)?.includes("by")], ["completed", true]);
    });

    const others = {
      "complete it": comeBy,
      "have moved its file": moveJobHome,
      "restore the job": (directory: string, name: string) => {
        // The first may have the folder at this moment.
        if (existsSync(join(directory, ".dirq/trash", name))) new JobQueue(directory).restore(name);
      },
    };
    for (const [what, come] of Object.entries(others))
      it(`loses nothing where others ${what} at any moment`, async function () {
        calls += await tryEachPoint(this.test, what, (k) => {
          const { directory, ids, name } = removed();
          let hasCome = false;
          const fileSystem = beforeEachCall((call) => {
            if (call !== k) return;
            hasCome = true;
            come(directory, name);
          });
          restoreRefused(directory, name, { also: [], fileSystem });
          assertPromiseKept(directory, ids);
          return hasCome;
        });
      });

    function removed() {
      const { queue: directory, otherDisk } = newWorld();
      const queue = new JobQueue(directory);
      if (where === "on another disk") resultsElsewhere(queue, otherDisk);
      const ids = completed(queue);
      const [id = ""] = ids;
      const { name } = queue.remove(id);
      return { directory, queue, ids, id, name };
    }
  });

/** Restores, but that the disk refuses to move the job's file, and what else is said; false: others have done it. */
function restoreRefused(
  directory: string,
  name: string,
  { also, fileSystem = nodeFs }: { readonly also: readonly string[]; readonly fileSystem?: FileSystem },
): boolean {
  const refusing: FileSystem = {
    ...fileSystem,
    renameSync: (from, to) => {
      if (String(from).endsWith("/job.json") || also.includes(String(from)))
        throw Object.assign(new Error("refused"), { code: "EIO" });
      fileSystem.renameSync(from, to);
    },
  };
  try {
    new JobQueue(directory, { fileSystem: refusing }).restore(name);
    return false;
  } catch {
    return true;
  }
}

/** What a worker does that looks at the trash a while later. */
function comeBy(directory: string): void {
  const clocks = { now: () => Date.now() + LATER_MS, monotonic: () => performance.now() };
  new JobQueue(directory).recovery(() => undefined, clocks).run();
}

/** The first half of what a worker does that completes it. */
function moveJobHome(directory: string): void {
  const store = openStore(directory);
  for (const name of store.disk.names(store.layout.trash)) {
    const folder = TrashFolder.parse(store, name);
    const { id = "", state = "completed" } = folder?.readManifest() ?? {};
    if (folder?.phase === "restoring") store.disk.move(folder.jobFile, store.layout.job(state, id));
  }
}
