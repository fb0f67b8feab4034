import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { join } from "node:path";
import { JobQueue } from "../../../src/queue/index.js";
import type { FileSystem } from "../../../src/queue/disk/file-system.js";
import { leftOversIn, temporaryQueue } from "../temporary-queue.js";

const { O_EXCL } = nodeFs.constants;

/** File systems that do not keep to what the protocol builds on, and what is said of each. */
const DISKS: readonly [name: string, faults: Partial<FileSystem>, says: RegExp][] = [
  [
    "creates files that exist",
    {
      openSync: (path, flags, mode) => nodeFs.openSync(path, typeof flags === "number" ? flags & ~O_EXCL : flags, mode),
    },
    /^file-system: a file that exists was created once more, though exclusively\. jobs can be lost or run twice here: /,
  ],
  [
    "copies where it should rename",
    { renameSync: (from, to) => nodeFs.copyFileSync(from, to) },
    /^file-system: a renamed file stands under its old name as well\. /,
  ],
  [
    "does not replace a file by a rename",
    { renameSync: (from, to) => (nodeFs.existsSync(to) ? nodeFs.unlinkSync(from) : nodeFs.renameSync(from, to)) },
    /^file-system: a rename did not replace the file that stood there\. /,
  ],
  [
    "renames what is not there",
    { renameSync: (from, to) => (nodeFs.existsSync(from) ? nodeFs.renameSync(from, to) : undefined) },
    /^file-system: one file could be renamed twice\. /,
  ],
  ["cannot sync", { fsyncSync: () => fail("EIO") }, /^file-system: writing a file failed: EIO\. /],
  [
    "has its folders on two disks",
    { renameSync: (from, to) => (String(to).includes("waiting") ? fail("EXDEV") : nodeFs.renameSync(from, to)) },
    /^file-system: its folders are on more than one file system\. /,
  ],
  [
    "is ahead of us",
    { lstatSync: shifted(300_500) },
    /^clock-skew: the clock of the disk's server is 5 min ahead of this/,
  ],
  [
    "is behind us",
    { lstatSync: shifted(-7_300_000) },
    /^clock-skew: the clock of the disk's server is 2 hours behind this/,
  ],
  ["is seconds behind us", { lstatSync: shifted(-30_000) }, /^$/],
  ["does what it should", {}, /^$/],
];

describe("doctor --fix tries a disk that", () => {
  for (const [name, faults, says] of DISKS) {
    it(`${name}, says so, and leaves nothing behind`, () => {
      const { directory } = created();
      const queue = new JobQueue(directory, { fileSystem: { ...nodeFs, ...faults } });
      const findings = queue.mend(() => undefined);
      assert.match(findings.map(({ kind, evidence, remedy }) => `${kind}: ${evidence}. ${remedy}`).join("\n"), says);
      assert.deepEqual(leftOversIn(new JobQueue(directory)), []);
    });
  }

  it("is nearly full, or has no room for more files", () => {
    const { directory } = created();
    const room = { bsize: 4096, blocks: 1e6, bavail: 1e6, files: 1e6, ffree: 1e6 } as nodeFs.StatsFs;
    const saidOf = (stat: Partial<nodeFs.StatsFs>): string[] => {
      const statfsSync = (() => ({ ...room, ...stat })) as unknown as typeof nodeFs.statfsSync;
      const queue = new JobQueue(directory, { fileSystem: { ...nodeFs, statfsSync } });
      return queue.diagnose().map(({ kind, evidence }) => `${kind}: ${evidence}`);
    };
    assert.deepEqual(saidOf({}), []);
    assert.deepEqual(saidOf({ bavail: 3_000 }), ["disk-full: 12 MB are left on its disk"]);
    assert.deepEqual(saidOf({ ffree: 7 }), ["disk-full: 7 more files can be made on its disk"]);
    assert.deepEqual(saidOf({ files: 0, ffree: 0 }), [], "some make names as they need them");
  });
});

function created(): JobQueue {
  const queue = temporaryQueue();
  queue.create();
  assert.ok(nodeFs.existsSync(join(queue.directory, ".dirq")));
  return queue;
}

function fail(code: string): never {
  throw Object.assign(new Error(code), { code, syscall: "test" });
}

/** The times of files as a server with another clock gives them. */
function shifted(ms: number): typeof nodeFs.lstatSync {
  return ((path: string, options: nodeFs.StatSyncOptions) => {
    const stat = nodeFs.lstatSync(path, options) as nodeFs.Stats | undefined;
    if (stat?.isFile() === true && path.endsWith(".probe")) stat.mtimeMs += ms;
    return stat;
  }) as typeof nodeFs.lstatSync;
}
