import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { JobQueue } from "../../src/queue/index.js";
import { leftOversIn } from "../queue/temporary-queue.js";
import { say } from "../setup/say.js";
import { Model, VERBS_OF_MODEL } from "./model.js";
import { quickDirectory } from "./world.js";
import { scaled } from "./scale.js";

const STEP = fc.record({ verb: fc.constantFrom(...VERBS_OF_MODEL), client: fc.nat(1), pick: fc.nat(9) });

describe("random commands of two clients", function () {
  this.timeout(600_000);

  it("leave each job in the one place that a small model expects", () => {
    const parent = quickDirectory();
    let steps = 0;
    const property = fc.property(fc.array(STEP, { maxLength: 60, size: "max" }), (sequence) => {
      const directory = mkdtempSync(join(parent, "sequence-"));
      const [ours, theirs] = [new JobQueue(directory), new JobQueue(directory)];
      ours.create();
      const model = new Model([ours, theirs]);
      for (const step of sequence) model.take(step);
      steps += sequence.length;
      if (!model.keepsRecords) assert.deepEqual(leftOversIn(ours), []);
      rmSync(directory, { recursive: true });
    });
    const numRuns = scaled(300, 5_000);
    fc.assert(property, { numRuns });
    say(`    ${numRuns} sequences, ${steps} commands`);
  });
});
