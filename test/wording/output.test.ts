import assert from "node:assert/strict";
import { collapseCarriageReturns, firstLine } from "../../src/wording/index.js";

describe("collapseCarriageReturns", () => {
  it("keeps the last drawing of a progress bar", () => {
    assert.equal(collapseCarriageReturns("start\n 10%\r 20%\r100%\ndone"), "start\n100%\ndone");
  });

  it("keeps what stands when the bar ends in a return", () => {
    assert.equal(collapseCarriageReturns("10%\r20%\r"), "20%");
  });

  it("takes the line ends of Windows for line ends", () => {
    assert.equal(collapseCarriageReturns("a\r\nb\r\r\n"), "a\nb\n");
  });
});

describe("firstLine", () => {
  it("skips empty lines and cuts surrounding space", () => {
    assert.equal(firstLine("\n\n  ValueError: no rows  \nTraceback"), "ValueError: no rows");
  });

  it("is empty for nothing", () => assert.equal(firstLine(""), ""));
});
