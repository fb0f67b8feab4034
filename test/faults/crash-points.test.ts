import { say } from "../setup/say.js";
import { assertAllWellAfter, dieIn, prepare, type DeathPoint } from "./death.js";
import { builtProgram } from "./programs.js";
import { countUp, failedAt } from "./replay.js";
import { VERBS } from "./verbs/index.js";
import { newWorld } from "./world.js";

describe("killed before every call that changes the disk", function () {
  this.timeout(120_000);
  const program = builtProgram("die-in-verb");
  const verbs = Object.keys(VERBS);
  let points = 0;
  after(() => say(`    ${points} points of death in ${verbs.length} verbs`));

  for (const verb of verbs) {
    it(`${verb} keeps the promise`, function () {
      for (const k of countUp()) {
        const call = killAt({ k }, this.test);
        if (call === undefined) break;
        if (call === "write") killAt({ k, torn: true }, this.test);
      }
    });

    /** Returns the call before which it was killed; undefined when the verb was done by then. */
    function killAt(point: DeathPoint, test: Mocha.Runnable | undefined): string | undefined {
      const { k, torn } = point;
      const world = newWorld();
      const death = dieIn(verb, { world, acknowledged: prepare(verb, world) }, { program, ...point });
      const what = `${verb}, k = ${k} (${torn ? "half a write" : `before ${death.call ?? "its end"}`})`;
      try {
        assertAllWellAfter(verb, death);
      } catch (cause) {
        throw failedAt(test, { DIRQ_TEST_K: k }, { what, cause });
      }
      if (death.call !== undefined) points++;
      return death.call;
    }
  }
});
