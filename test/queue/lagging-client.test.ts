import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { dirname, join } from "node:path";
import type { FileSystem } from "../../src/queue/disk/file-system.js";
import { JobQueue } from "../../src/queue/index.js";
import { deadWorker } from "./other-workers.js";
import { temporaryQueue } from "./temporary-queue.js";

describe("a client of a network file system that still sees a name from which others have moved the file", () => {
  it("gives a dead worker's job back to the queue, not into quarantine", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const path = join(queue.directory, "queued", `${id}.json`);
    const lagging = recoveringAfter(queue, path, `${id}~${deadWorker(queue)}.1`);
    lagging();
    assert.equal(nodeFs.existsSync(path), true);
  });

  it("gives back a held job as held", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({}, { hold: true });
    const path = join(queue.directory, "waiting", `${id}~held.json`);
    const lagging = recoveringAfter(queue, path, `${id}~${deadWorker(queue)}.r1~held`);
    lagging();
    assert.equal(nodeFs.existsSync(path), true);
  });
});

/** A worker dies that has taken the file at `path`; one that remembers it there recovers. */
function recoveringAfter(queue: JobQueue, path: string, claim: string): () => void {
  const seen = nodeFs.lstatSync(path);
  let moved = false;
  const lstatSync = ((name: string, options: { throwIfNoEntry: false }) =>
    name === path && !moved ? seen : nodeFs.lstatSync(name, options)) as FileSystem["lstatSync"];
  const renameSync: FileSystem["renameSync"] = (from, to) => {
    nodeFs.renameSync(from, to);
    // What it changes itself it sees.
    moved ||= dirname(String(to)) === dirname(path);
  };
  nodeFs.renameSync(path, join(queue.directory, ".dirq/claims", claim));
  const client = new JobQueue(queue.directory, { fileSystem: { ...nodeFs, lstatSync, renameSync } });
  return () => void client.recovery(() => undefined).run();
}
