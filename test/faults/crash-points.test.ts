import { say } from "../setup/say.js";
import { assertAllWellAfterEach } from "./faulty-runs.js";
import { builtProgram } from "./programs.js";
import { scaled } from "./scale.js";
import { VERBS } from "./verbs/index.js";

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

/** Processes that are really killed are in two-deaths.test.ts and killed-workers.test.ts. */
describe("killed before every call that changes the disk", function () {
  this.timeout(120_000);
  const program = builtProgram("fail-in-verb");
  const verbs = scaled(EVERYDAY, Object.keys(VERBS));
  let points = 0;
  after(() => say(`    ${points} points of death in ${verbs.length} verbs`));

  for (const verb of verbs) {
    it(`${verb} keeps the promise`, function () {
      points += assertAllWellAfterEach(this.test, { program, verb, ways: ["killed", "killed halfway"] });
    });
  }
});
