import assert from "node:assert/strict";
import { jsonLeaves } from "../../src/queue/json/json-leaves.js";

describe("The leaves of a JSON document", () => {
  const documents: [text: string, leaves: Record<string, string>][] = [
    [`{"loss": 0.10, "metrics": {"top": {"a": 1}, "n": 2}}`, { loss: "0.10", "metrics.top.a": "1", "metrics.n": "2" }],
    [
      `{"big": 12345678901234567890, "x": NaN, "y": -Infinity}`,
      { big: "12345678901234567890", x: "NaN", y: "-Infinity" },
    ],
    [`{"s": "a, {b: [\\"", "t": true, "n": null}`, { s: `"a, {b: [\\""`, t: "true", n: "null" }],
    [`{"l": [1,\n {"a":[2]}], "after": 3, "m": [ ]}`, { l: `[1, {"a": [2]}]`, after: "3", m: "[]" }],
    [`{"e": {}, "f": {"g": {}}, "h": []}`, { h: "[]" }],
    [`{"a": {"b": 1}, "a.b": 2}`, { "a.b": "2" }],
    [`{"__proto__": {"x": 1}, "": 2}`, { "__proto__.x": "1", "": "2" }],
    ["0.5", { "": "0.5" }],
    ["[1, 2]", { "": "[1, 2]" }],
    ["{}", {}],
  ];
  for (const [text, leaves] of documents) {
    it(`of ${text} are ${Object.keys(leaves).join(", ") || "none"}`, () => {
      const found = [...jsonLeaves(text)].map(([way, leaf]) => [way, leaf.text] as const);
      assert.deepEqual(Object.fromEntries(found), leaves);
    });
  }

  it("say which of them are lists", () => {
    assert.deepEqual(
      [...jsonLeaves(`{"a": [], "b": "[]"}`)].map(([way, { isList }]) => [way, isList]),
      [
        ["a", true],
        ["b", false],
      ],
    );
  });

  it("are not looked for in what is no JSON", () => {
    assert.throws(() => jsonLeaves(`{"a": 1`), SyntaxError);
  });
});
