import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { linkSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Disk } from "../../src/queue/disk/disk.js";
import type { FileSystem } from "../../src/queue/disk/file-system.js";
import { moveNew } from "../../src/queue/disk/put-new.js";
import { isOneFile } from "../../src/queue/disk/signature.js";
import { pythonJob, readIn, temporaryDirectory, temporaryQueue, writeIn } from "./temporary-queue.js";

/** One whose inode numbers are so large that they are rounded, here to the same one. */
function roundingFileSystem(): FileSystem {
  const lstatSync = (path: string): nodeFs.Stats | undefined => {
    const stat = nodeFs.lstatSync(path, { throwIfNoEntry: false });
    return stat && Object.assign(stat, { ino: 2 ** 60 });
  };
  return { ...nodeFs, lstatSync: lstatSync as typeof nodeFs.lstatSync };
}

describe("two files whose inode numbers are rounded to the same one", () => {
  it("both stay where one is to be moved to the other's place, were they as long and as old", () => {
    const folder = temporaryDirectory();
    const [one, two] = [join(folder, "one"), join(folder, "two")];
    for (const path of [one, two]) {
      writeFileSync(path, "text");
      utimesSync(path, 1, 1);
    }
    assert.equal(moveNew(new Disk(roundingFileSystem()), one, two), false);
    assert.deepEqual(readdirSync(folder), ["one", "two"]);
  });

  it("are not one where the second has another name, which is one with it", () => {
    const folder = temporaryDirectory();
    const [one, two, name] = [join(folder, "one"), join(folder, "two"), join(folder, "name of two")];
    writeFileSync(one, "a text");
    writeFileSync(two, "another text");
    linkSync(two, name);
    const disk = new Disk(roundingFileSystem());
    assert.deepEqual([isOneFile(disk, one, two), isOneFile(disk, name, two)], [false, true]);
  });

  it("both stay where one is in quarantine and the other is the job's own", () => {
    const queue = temporaryQueue({ fileSystem: roundingFileSystem() });
    queue.create();
    writeIn(queue, "waiting/1~held.json", pythonJob("1"));
    writeIn(queue, ".dirq/quarantine/1~a-b-c.json", "{");
    queue.mend(() => undefined);
    assert.equal(readIn(queue, ".dirq/quarantine/1~a-b-c.json"), "{");
  });
});
