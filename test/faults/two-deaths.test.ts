import { say } from "../setup/say.js";
import { assertAllWellAfter, atEachPoint, dieIn, prepare } from "./death.js";
import { builtProgram } from "./programs.js";
import { countUp, failedAt } from "./replay.js";
import { scaled } from "./scale.js";
import { VERBS } from "./verbs/index.js";
import { copyOf, newWorld } from "./world.js";

/** All that is left by a killed verb is brought to its end here. */
const RECOVER = "recover";

describe("killed in a verb, and then in the recovery from that", function () {
  this.timeout(1_800_000);
  const program = builtProgram("die-in-verb");
  const verbs = scaled(["claim and finish well"], Object.keys(VERBS));
  /** Of the points in the verb, every so many-th. */
  const step = scaled(6, 1);
  let pairs = 0;
  after(() => say(`    ${pairs} pairs of points in ${verbs.length === 1 ? "1 verb" : `${verbs.length} verbs`}`));

  for (const verb of verbs) {
    it(`${verb} keeps the promise`, async function () {
      for (const k of countUp()) {
        if (k % step !== 0) continue;
        const world = newWorld();
        const first = await dieIn(verb, { world, acknowledged: prepare(verb, world) }, { program, k });
        if (first.call === undefined) break;
        await atEachPoint(countUp("DIRQ_TEST_J"), async (j) => {
          const second = await dieIn(RECOVER, { ...first, world: copyOf(world) }, { program, k: j });
          if (second.call === undefined) return false;
          const what = `${verb}, k = ${k} (before ${first.call}), then recover, j = ${j} (before ${second.call})`;
          try {
            assertAllWellAfter(verb, second);
          } catch (cause) {
            throw failedAt(this.test, { DIRQ_TEST_FAULTS: "all", DIRQ_TEST_K: k, DIRQ_TEST_J: j }, { what, cause });
          }
          pairs++;
          return true;
        });
      }
    });
  }
});
