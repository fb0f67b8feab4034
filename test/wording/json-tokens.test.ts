import assert from "node:assert/strict";
import fc from "fast-check";
import { jsonTokens } from "../../src/wording/index.js";

describe("JSON on the screen", () => {
  it("is coloured by kind", () => {
    const tokens = jsonTokens('{"a": [1.0, -2e5, NaN, -Infinity, "b:\\"", null]}');
    const coloured = tokens.filter(({ kind }) => kind !== "plain").map(({ kind, text }) => `${kind} ${text}`);
    assert.deepEqual(coloured, [
      'key "a"',
      "number 1.0",
      "number -2e5",
      "number NaN",
      "number -Infinity",
      'string "b:\\""',
      "literal null",
    ]);
  });

  it("keeps every digit of a number beyond 2^53", () => {
    assert.deepEqual(jsonTokens("12345678901234567890"), [{ kind: "number", text: "12345678901234567890" }]);
  });

  it("has room for a string of many megabytes", () => {
    const text = `"${"\\\\n".repeat(5_000_000)}"`;
    assert.deepEqual(jsonTokens(text), [{ kind: "string", text }]);
  });

  it("is the same text as before, whatever it is", () => {
    const text = fc.oneof(
      fc.json(),
      fc.string(),
      fc.array(fc.constantFrom('"', "\\", ":", "1", "-", "{", "NaN", " ")).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (any) => {
        const joined = jsonTokens(any)
          .map((token) => token.text)
          .join("");
        assert.equal(joined, any);
      }),
    );
  });
});
