import assert from "node:assert/strict";
import fc from "fast-check";
import { parseJson } from "../../src/queue/index.js";
import { faultInJson, placeOf } from "../../src/queue/json/json-fault.js";

describe("A text that is not JSON", () => {
  const cases: [text: string, where: string, words: string][] = [
    ["", "1:1", "there is nothing in it"],
    ['{\n  "a": 1\n  "b": 2\n}', "2:9", 'a comma is missing before "b"'],
    ['{\n  "a": 1,\n}', "3:1", "a comma stands before the }"],
    ["[1,\n]", "2:1", "a comma stands before the ]"],
    ['{\n  "a" 1\n}', "2:7", 'a colon is missing after "a"'],
    ['{"a": }', "1:7", "a value is missing before the }"],
    ["{a: 1}", "1:2", "a stands where a name in double quotes belongs"],
    ['{\n  "a": train.py\n}', "2:8", "train.py is no value: text stands in double quotes"],
    ['{"a": 01}', "1:7", "01 is no value: text stands in double quotes"],
    ['{\n  "a": "train\n}', "2:8", "a text has no closing quote on its line"],
    ['{\n  "a": "train,\n  "b": 1\n}', "2:8", "a text has no closing quote on its line"],
    [String.raw`{"a": "C:\data"}`, "1:7", String.raw`"C:\data" holds a backslash or a sign that JSON does not know`],
    ['{\n  // the rate\n  "a": 1\n}', "2:3", "JSON has no comments"],
    ['{"a": [1, 2}', "1:12", "} stands where ] belongs"],
    ['{\n  "a": [1, 2]\n', "2:14", "the text ends before its }"],
    ['{\n  "a": 1 # the rate\n}', "2:10", "JSON has no comments"],
    ['{"a": [1\n}', "2:1", "} stands where ] belongs"],
    ['{"a": 1}\ntrue', "2:1", "true stands behind the end"],
    ["[".repeat(1000) + "]".repeat(1000), "1:1", "nested more deeply than 900 levels"],
  ];
  for (const [text, where, words] of cases) {
    it(`says where and why: ${words}`, () => {
      const fault = faultInJson(text);
      assert.deepEqual([`${fault?.line}:${fault?.column}`, fault?.words], [where, words]);
    });
  }

  it("is none in what JSON and Python allow", () => {
    const good = [
      "{}",
      "[]",
      ' { "a" : [ 1.5e-3, -0, {"b": [] } ] }\n',
      '"x"',
      "[NaN, -Infinity, 12345678901234567890]",
    ];
    assert.deepEqual(
      good.map(faultInJson),
      good.map(() => undefined),
    );
  });
});

describe("A text in which one sign was lost or added", () => {
  it("has a fault exactly when it cannot be read", () => {
    const spoiled = fc.tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", "}", '"', "0", "\\", "\n"));
    fc.assert(
      fc.property(spoiled, ([text, place, sign]) => {
        const at = place % (text.length + 1);
        const broken = text.slice(0, at) + sign + text.slice(sign === "" ? at + 1 : at);
        assert.equal(faultInJson(broken) === undefined, isReadable(broken), broken);
      }),
      { numRuns: 2000 },
    );
  });

  function isReadable(text: string): boolean {
    try {
      parseJson(text);
      return true;
    } catch {
      return false;
    }
  }
});

describe("The place of a member", () => {
  it("is found by the keys on the way to it", () => {
    const text = '{"env": {"A": "env"}, "list": [{"A": 1}], "A": 2}';
    assert.equal(text.slice(placeOf(text, ["env", "A"])).slice(0, 10), '"A": "env"');
    assert.equal(text.slice(placeOf(text, ["A"])), '"A": 2}');
    assert.equal(placeOf(`  ${text}`, ["none"]), 2);
  });
});
