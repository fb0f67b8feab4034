import assert from "node:assert/strict";
import { bytes } from "../../src/wording/index.js";

describe("amounts of data", () => {
  const cases: [count: number, words: string][] = [
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [1000, "1.0 kB"],
    [9_940, "9.9 kB"],
    [9_960, "10 kB"],
    [999_499, "999 kB"],
    [999_500, "1.0 MB"],
    [34_567_890, "35 MB"],
    [1.2e12, "1.2 TB"],
  ];
  for (const [count, words] of cases) it(`${count} is ${words}`, () => assert.equal(bytes(count), words));
});
