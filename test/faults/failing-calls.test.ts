import { say } from "../setup/say.js";
import type { Fault } from "./failing-file-system.js";
import { assertAllWellAfterEach } from "./faulty-runs.js";
import { builtProgram } from "./programs.js";
import { scaled } from "./scale.js";
import { VERBS } from "./verbs/index.js";

const FAULTS = scaled<readonly Fault[]>(
  ["EIO", "lies"],
  ["EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES", "ESTALE", "lies"],
);

describe("each call that changes the disk going wrong once", function () {
  this.timeout(600_000);
  const program = builtProgram("fail-in-verb");
  let runs = 0;
  after(() => say(`    ${runs} calls that went wrong`));

  for (const verb of Object.keys(VERBS)) {
    it(`${verb} keeps the promise`, function () {
      runs += assertAllWellAfterEach(this.test, { program, verb, ways: FAULTS });
    });
  }
});
