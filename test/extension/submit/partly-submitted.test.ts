import assert from "node:assert/strict";
import { partlySubmitted } from "../../../src/extension/submit/partly-submitted.js";

describe("A batch of which not all was submitted", () => {
  it("says how many are in the queue, and that a person stopped it, or what failed", () => {
    const ids = ["1", "2"];
    assert.equal(partlySubmitted({ ids }, 1_000), "Stopped: 2 of 1,000 jobs submitted.");
    assert.equal(
      partlySubmitted({ ids, failure: "ENOSPC: no space left on device" }, 1_000),
      "2 of 1,000 jobs submitted. ENOSPC: no space left on device.",
    );
  });
});
