import assert from "node:assert/strict";
import fc from "fast-check";
import { JobQueue } from "../../src/queue/index.js";
import { Model, VERBS_OF_MODEL } from "./model.js";
import { assertAlways } from "./random-runs.js";
import { scaled } from "./scale.js";
import { Client } from "./simulation/client.js";
import { leftOversOn } from "./simulation/left-overs.js";
import { SimulatedDisk } from "./simulation/simulated-disk.js";
import { inSimulatedTime } from "./simulation/simulated-time.js";

const DIRECTORY = "/shared/jobs";
const STEP = fc.record({ verb: fc.constantFrom(...VERBS_OF_MODEL), client: fc.nat(1), pick: fc.nat(9) });

describe("random commands of two clients", function () {
  // All sequences take ten minutes on a machine that has other work.
  this.timeout(3_600_000);

  it("leave each job in the one place that a small model expects", function () {
    const property = fc.property(fc.nat(), fc.array(STEP, { maxLength: 60, size: "max" }), (seed, sequence) =>
      inSimulatedTime(seed, () => {
        const disk = new SimulatedDisk();
        const [ours, theirs] = [queueOn(disk), queueOn(disk)];
        ours.create();
        const model = new Model([ours, theirs]);
        for (const step of sequence) model.take(step);
        if (!model.keepsRecords) assert.deepEqual(leftOversOn(disk, DIRECTORY), []);
      }),
    );
    assertAlways(this.test, property, scaled(300, 20_000));
  });
});

function queueOn(disk: SimulatedDisk): JobQueue {
  const { fileSystem } = new Client(disk, { kind: "nfs", lag: 0, clock: () => 0 });
  return new JobQueue(DIRECTORY, { fileSystem, resultsDirectory: "completed_results" });
}
