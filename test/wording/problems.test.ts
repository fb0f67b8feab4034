import assert from "node:assert/strict";
import { problemEvidence, problemRemedy, problems, problemTitle } from "../../src/wording/index.js";

describe("What doctor finds, in words", () => {
  it("counts", () =>
    assert.deepEqual([problems(1), problems(2)], ["1 problem with this queue", "2 problems with this queue"]));

  it("says what is wrong, and with which job", () => {
    assert.equal(problemTitle({ kind: "missing-folder", id: undefined }), "A folder is missing");
    assert.equal(problemTitle({ kind: "dead-worker", id: "1733302847000002875" }), "A worker died: job …2875");
    assert.equal(problemTitle({ kind: "two-states", id: "\u001b]0;" }), "A job is in two places: job \\x1b]0;");
  });

  it("makes sentences of evidence and remedy", () => {
    assert.equal(problemEvidence({ evidence: "its process has ended" }), "Its process has ended.");
    assert.equal(problemRemedy({ remedy: "free some\n" }), "Free some⏎.");
  });
});
