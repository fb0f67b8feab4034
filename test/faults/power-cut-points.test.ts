import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { say } from "../setup/say.js";
import { assertAllWellAfter } from "./death.js";
import { DiskImage, needDiskImage, unmountAll } from "./disk-image.js";
import { powerCutsIn, type PowerCut } from "./power-cuts-in-verb.js";
import { builtProgram } from "./programs.js";
import { failedAt, isWanted } from "./replay.js";
import { scaled } from "./scale.js";
import { seenJobs } from "./seen-jobs.js";
import { ANSWERED, VERBS } from "./verbs/index.js";
import { quickDirectory } from "./world.js";

/** What is on another disk is not lost with this one. */
const ON_ONE_DISK = Object.keys(VERBS).filter((verb) => !verb.includes("another disk"));

describe("a power cut before every call of a verb, and when it is done", function () {
  this.timeout(300_000);
  const program = builtProgram("stop-in-verb");
  const verbs = scaled(
    ["submit", "claim and finish well", "fail and wait for the next attempt", "hold", "cancel several jobs"],
    ON_ONE_DISK,
  );
  let points = 0;
  before(function () {
    needDiskImage(this);
  });
  afterEach(unmountAll);
  after(() => say(`    ${points} power cuts in ${verbs.length} verbs`));

  it("loses what was written without being synced, or this would prove nothing", () => {
    const disk = DiskImage.make();
    const directory = join(disk.directory, "jobs");
    const { id: synced } = new JobQueue(directory).submit({});
    const careless = new JobQueue(directory, { fileSystem: { ...nodeFs, fsyncSync: () => undefined } });
    const { id: unsynced } = careless.submit({});
    const afterwards = disk.copy().mount();
    assert.deepEqual(new JobQueue(join(afterwards.directory, "jobs")).ids("queued"), [synced]);
    assert.deepEqual(new JobQueue(directory).ids("queued"), [synced, unsynced]);
  });

  for (const verb of verbs) {
    it(`${verb} keeps the promise`, async function () {
      const { cuts, seen } = await powerCutsIn(verb, program);
      for (const [index, cut] of cuts.entries()) {
        const k = index + 1;
        if (!isWanted(k)) continue;
        try {
          check(cut);
        } catch (cause) {
          throw failedAt(this.test, { DIRQ_TEST_K: k }, { what: `${verb}, k = ${k} (${cut.call ?? "done"})`, cause });
        }
        points++;
      }

      function check({ disk, call, acknowledged }: PowerCut): void {
        const queue = join(disk.mount().directory, "jobs");
        if (call === undefined && verb in ANSWERED)
          assert.deepEqual(seenJobs(queue, acknowledged), seen, "what was done stands");
        assertAllWellAfter(verb, { world: { queue, otherDisk: quickDirectory() }, acknowledged });
        disk.unmount();
      }
    });
  }
});
