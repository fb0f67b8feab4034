import assert from "node:assert/strict";
import { namePattern } from "../../src/cli/choosing/name-pattern.js";
import { cpuTimeOf } from "../setup/cpu-time.js";

describe("A pattern of --name", () => {
  const patterns: [pattern: string, name: string, matches: boolean][] = [
    ["lr", "lr", true],
    ["lr", "lr-1", false],
    ["lr-*", "lr-1", true],
    ["lr-*", "a lr-1", false],
    ["*-1", "lr-1", true],
    ["*-1", "lr-12", false],
    ["*", "", true],
    ["", "", true],
    ["", "lr", false],
    ["*r*", "lr-1", true],
    ["a*a", "a", false],
    ["a*a", "aa", true],
    ["*ab*ab*", "ab", false],
    ["*ab*b", "ab", false],
    ["*a**b*", "xaxbx", true],
    ["a*b", "a\nb", true],
    ["[ab].$", "a.$", false],
    ["[ab].$*", "[ab].$&", true],
  ];
  for (const [pattern, name, matches] of patterns) {
    it(`${JSON.stringify(pattern)} ${matches ? "means" : "does not mean"} ${JSON.stringify(name)}`, () => {
      assert.equal(namePattern(pattern)(name), matches);
    });
  }

  it("with several stars is as quick on a long name as on a short one", () => {
    const look = (): void => assert.equal(namePattern("*a*b*c")("ab".repeat(200_000)), false);
    assert.ok(cpuTimeOf(look) < 1_000);
  });
});
