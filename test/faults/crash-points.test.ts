import { say } from "../setup/say.js";
import { assertAllWellAfter, atEachPoint, dieIn, prepare, type DeathPoint } from "./death.js";
import { builtProgram } from "./programs.js";
import { countUp, failedAt } from "./replay.js";
import { scaled } from "./scale.js";
import { VERBS } from "./verbs/index.js";
import { newWorld } from "./world.js";

/** The others are variants of these. */
const EVERYDAY = [
  "submit",
  "claim and finish well",
  "claim and finish badly",
  "fail and wait for the next attempt",
  "release",
  "cancel a running job",
  "cancel a queued job",
  "resubmit",
  "heal",
  "hold",
  "release a held job",
  "move on what is due",
  "remove",
  "restore",
  "delete one removed job for good",
  "cancel several jobs",
  "recover",
  "recover an end that was decided, well",
  "recover a job whose decided end the disk has lost",
  "recover a failed attempt",
  "finish a removal that was cut short",
  "give up a removal that was cut short before it was decided",
];

describe("killed before every call that changes the disk", function () {
  this.timeout(120_000);
  const program = builtProgram("die-in-verb");
  const verbs = scaled(EVERYDAY, Object.keys(VERBS));
  let points = 0;
  after(() => say(`    ${points} points of death in ${verbs.length} verbs`));

  for (const verb of verbs) {
    it(`${verb} keeps the promise`, async function () {
      await atEachPoint(countUp(), async (k) => {
        const call = await killAt({ k }, this.test);
        if (call === "write") await killAt({ k, torn: true }, this.test);
        return call !== undefined;
      });
    });

    /** Returns the call before which it was killed; undefined when the verb was done by then. */
    async function killAt(point: DeathPoint, test: Mocha.Runnable | undefined): Promise<string | undefined> {
      const { k, torn } = point;
      const world = newWorld();
      const death = await dieIn(verb, { world, acknowledged: prepare(verb, world) }, { program, ...point });
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
