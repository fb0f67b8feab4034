import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";
import fc from "fast-check";
import { formatJson, indentJson, JsonText, parseJson, type JsonValue } from "../../src/queue/index.js";
import { need } from "../setup/needs.js";

describe("exact JSON", () => {
  it("reads integers beyond 2^53, NaN and the infinities", () => {
    assert.deepEqual(
      parseJson("[9007199254740993, -12345678901234567890, NaN, Infinity, -Infinity, 9007199254740991]"),
      [9007199254740993n, -12345678901234567890n, NaN, Infinity, -Infinity, 9007199254740991],
    );
  });

  it("takes the members of an object, and refuses what is none or too deep", () => {
    const value = { a: 12345678901234567890n, b: NaN, c: [undefined, { d: "x\ud800" }], e: undefined, toString: 1 };
    const text = '{"a":12345678901234567890,"b":NaN,"c":[null,{"d":"x\\ud800"}],"toString":1}';
    assert.equal(JsonText.fromValue(value).toString(), indentJson(text));
    for (const other of [[1], new Date(0), Object(1) as object])
      assert.throws(() => JsonText.fromValue(other), { name: "SyntaxError", message: "not a JSON object" });
    const deep = Array.from({ length: 1_000 }).reduce<object>((inner) => ({ inner }), {});
    assert.throws(() => JsonText.fromValue(deep), /nested more deeply than 900 levels/);
  });

  it("does not touch what only looks like a number inside a string", () => {
    assert.equal(
      parseJson('"NaN, 12345678901234567890 and \\"-Infinity\\""'),
      'NaN, 12345678901234567890 and "-Infinity"',
    );
  });

  it("keeps the spelling of every number and the order of keys", () => {
    const text = '{"b": 1.0, "a": 1e400, "9": [NaN, 12345678901234567890, 1.10], "0": -0.0}';
    assert.equal(
      JsonText.parse(text).toString(),
      '{\n  "b": 1.0,\n  "a": 1e400,\n  "9": [\n    NaN,\n    12345678901234567890,\n    1.10\n  ],\n  "0": -0.0\n}',
    );
  });

  it("changes one member and leaves the others as they were spelled", () => {
    const text = JsonText.parse('{"a": 1.0, "b": {"c": 2.50}}');
    assert.equal(indentJson(text.set("b", 3n).set("d", NaN).toString()).replace(/\s/g, ""), '{"a":1.0,"b":3,"d":NaN}');
    assert.equal(text.set("a", undefined).text("b"), '{"c": 2.50}');
    assert.equal(text.get("a"), 1);
  });

  it("takes the last of two members of one name, as Python does", () => {
    assert.equal(JsonText.parse('{"a": 1, "a": 2.0}').text("a"), "2.0");
  });

  it("keeps a member named __proto__ a member", () => {
    const text = JsonText.parse('{"__proto__": {"x": 1}}');
    assert.equal(text.toString(), '{\n  "__proto__": {\n    "x": 1\n  }\n}');
    assert.equal(Object.getPrototypeOf(text.value()), Object.prototype);
  });

  for (const bad of [
    "",
    "[1]",
    "{",
    "{}x",
    '{"a": nan}',
    '{"a": 01}',
    '{"a": xNaN}',
    '{"a": 0123456789012345678}',
    "[".repeat(100_000),
  ]) {
    it(`refuses ${bad.length > 40 ? `${bad.slice(0, 5)}… (${bad.length} characters)` : JSON.stringify(bad)}`, () => {
      assert.throws(() => JsonText.parse(bad), SyntaxError);
    });
  }

  it("reads and lays out a string of many megabytes, of escapes too", function () {
    this.timeout(60_000);
    for (const part of ["x".repeat(20), '\\"'.repeat(10), "\\\\".repeat(10)]) {
      const long = part.repeat(1_000_000);
      const text = JsonText.parse(`{"a": "${long}", "n": 1.0}`).toString();
      assert.ok(text === `{\n  "a": "${long}",\n  "n": 1.0\n}`);
    }
  });

  it("lays out any value as Python's json.dumps does, and reads what Python writes", async function () {
    await need(this, python3);
    const values = fc.sample(jsonValue, 2_000);
    const texts = values.map((value) => formatJson(value));
    const python = [
      "import json, sys",
      "texts = json.load(sys.stdin)",
      "print(json.dumps([json.dumps(json.loads(text), indent=2) for text in texts]))",
    ];
    const answer = execFileSync("python3", ["-c", python.join("\n")], {
      input: JSON.stringify(texts),
      maxBuffer: 1 << 28,
    });
    const fromPython = JSON.parse(answer.toString()) as string[];
    for (const [index, text] of fromPython.entries()) {
      assert.deepEqual(parseJson(text), values[index]);
      assert.equal(indentJson(text), text);
    }
  });
});

async function python3(): Promise<void> {
  await promisify(execFile)("python3", ["--version"]);
}

const number = fc.oneof(
  fc.integer(),
  fc.constantFrom(NaN, Infinity, -Infinity),
  // An integer that large comes back as a bigint.
  fc.double({ noNaN: true }).filter((x) => !Number.isInteger(x) || (Number.isSafeInteger(x) && !Object.is(x, -0))),
);
const bigInteger = fc.bigInt({ min: 2n ** 53n, max: 2n ** 90n }).chain((n) => fc.constantFrom(n, -n));
const { value: jsonValue } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.string({ unit: "binary" }),
    number,
    bigInteger,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: "grapheme" }), tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
