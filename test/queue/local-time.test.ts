import assert from "node:assert/strict";
import { formatLocalTime, parseLocalTime } from "../../src/queue/format/local-time.js";

describe("local times", () => {
  it("are written as Python writes them: local, without a zone, with microseconds", () => {
    assert.equal(formatLocalTime(new Date(2024, 11, 4, 9, 8, 7, 65)), "2024-12-04T09:08:07.065000");
  });

  it("come back as the same moment", () => {
    const now = new Date();
    assert.deepEqual(parseLocalTime(formatLocalTime(now)), now);
  });

  it("may lack the fraction, as Python leaves it out when it is 0", () => {
    assert.deepEqual(parseLocalTime("2024-12-04T09:08:07"), new Date(2024, 11, 4, 9, 8, 7));
  });

  it("may carry a zone, which then counts", () => {
    assert.deepEqual(parseLocalTime("2024-12-04T09:08:07.5+02:00"), new Date("2024-12-04T07:08:07.500Z"));
    assert.deepEqual(parseLocalTime("2024-12-04 09:08:07Z"), new Date("2024-12-04T09:08:07.000Z"));
  });

  for (const text of ["", "yesterday", "2024-13-45T00:00:00", "1733302887"]) {
    it(`are not ${JSON.stringify(text)}`, () => assert.equal(parseLocalTime(text), undefined));
  }
});
