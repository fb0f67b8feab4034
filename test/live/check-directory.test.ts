import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkDirectory } from "../../src/live/files/check-directory.js";
import { temporaryDirectory } from "../queue/temporary-queue.js";

describe("A directory that a job is to run in", () => {
  it("is right where there is one, and else it is said what is wrong", () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, "file"), "");
    assert.equal(checkDirectory(directory), undefined);
    for (const name of ["file", "none"]) {
      assert.equal(checkDirectory(join(directory, name)), `There is no directory ${join(directory, name)}.`);
    }
    assert.match(checkDirectory(join(directory, "x".repeat(300))) ?? "", /^Cannot use that directory: ENAMETOOLONG/);
  });
});
