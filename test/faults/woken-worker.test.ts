import assert from "node:assert/strict";
import { JobQueue } from "../../src/queue/index.js";
import { LEASE_MS } from "../../src/queue/processes/beat-observer.js";
import { Client } from "./simulation/client.js";
import { SimulatedDisk } from "./simulation/simulated-disk.js";
import { inSimulatedTime, type SimulatedTime } from "./simulation/simulated-time.js";

describe("a worker that was silent for longer than its lease while others took its job over", () => {
  for (const [title, pass] of Object.entries({
    frozen: (time: SimulatedTime) => time.pass(LEASE_MS),
    "on a machine that slept": (time: SimulatedTime) => time.passAsleep(LEASE_MS),
  })) {
    it(`${title}, knows at its first look, though its client still sees the claim`, () => {
      const found = inSimulatedTime(1, (time) => {
        const disk = new SimulatedDisk();
        const [ours, theirs] = [queueOn(disk), queueOn(disk)];
        ours.submit({});
        const claim = ours.claimNext();
        assert.ok(claim);
        const watch = ours.watchClaim(claim);
        const before = watch.look().kind;
        pass(time);
        theirs
          .recovery(
            () => undefined,
            undefined,
            (worker) => (worker === ours.worker ? "dead" : "alive"),
          )
          .run();
        return [before, watch.look().kind];
      });
      assert.deepEqual(found, ["mine", "lost"]);
    });
  }
});

/** Of a client that never asks again what it knows. */
function queueOn(disk: SimulatedDisk): JobQueue {
  const { fileSystem } = new Client(disk, { kind: "nfs", lag: 1, clock: () => 0 });
  return new JobQueue("/shared/jobs", { fileSystem, resultsDirectory: "completed_results" });
}
