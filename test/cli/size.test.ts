import assert from "node:assert/strict";
import { size } from "../../src/cli/typed/size.js";

describe("Sizes", () => {
  const limits = { least: 256 * 1024 };
  const sizes: [text: string, bytes: number][] = [
    ["500M", 500 * 1024 ** 2],
    ["500m", 500 * 1024 ** 2],
    ["2G", 2 * 1024 ** 3],
    ["1GiB", 1024 ** 3],
    ["1GB", 1e9],
    ["1.5 GiB", 1.5 * 1024 ** 3],
    ["1T", 1024 ** 4],
    ["300000", 300_000],
    ["300000B", 300_000],
    ["256K", 256 * 1024],
    ["none", Infinity],
    ["0", Infinity],
  ];
  for (const [text, bytes] of sizes) {
    it(`takes ${text} for ${bytes} bytes`, () => assert.equal(size("--max-log-size", text, limits), bytes));
  }

  for (const text of ["", "500", "255K", "-5M", "5 apples", "1e9", "M", "1iB", "NaN"]) {
    it(`refuses "${text}"`, () =>
      assert.throws(
        () => size("--max-log-size", text, limits),
        new RegExp(
          `^Error: --max-log-size ${text}: it has to be a size of 256K or more, for example 500M or 2G; or none`,
        ),
      ));
  }
});
