import assert from "node:assert/strict";
import { groupDescription } from "../../../../src/extension/tree/items/group-description.js";

const COMPLETED = { total: 98_765, matching: undefined, held: 0, unsearched: 0, allBusy: false };

describe("What stands beside a state", () => {
  it("is how many jobs it has, and how many of them the filter shows", () => {
    assert.deepEqual(groupDescription(COMPLETED), ["98,765"]);
    assert.deepEqual(groupDescription({ ...COMPLETED, matching: 1_234 }), ["1,234 of 98,765"]);
    assert.deepEqual(groupDescription({ ...COMPLETED, total: 5, held: 2, allBusy: true }), [
      "5",
      "2 held",
      "all slots busy",
    ]);
  });

  it("says how far a search is, or what an order needs to be read", () => {
    const going = { ...COMPLETED, total: 10_000, unsearched: 6_300 };
    assert.deepEqual(groupDescription({ ...going, matching: 12 }), ["12 of 10,000", "searching 37 %"]);
    assert.deepEqual(groupDescription(going), ["10,000", "sorting 37 %"]);
    assert.deepEqual(groupDescription({ ...going, total: 0, matching: 0 }), ["0", "searching 0 %"]);
  });
});
