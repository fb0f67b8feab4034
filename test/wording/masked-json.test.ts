import assert from "node:assert/strict";
import fc from "fast-check";
import { maskedJson } from "../../src/wording/index.js";
import { cpuTimeOf } from "../setup/cpu-time.js";

describe("Parameters with their secrets masked", () => {
  it("show all else as it was", () => {
    const text = '{"api_key": "abc", "env": {"TOKEN": "x", "LR": "1"}, "tokens": ["a", 5], "n": 1.0, "k": {"x": "y"}}';
    const masked =
      '{"api_key": "••••••", "env": {"TOKEN": "••••••", "LR": "1"}, "tokens": ["••••••", 5], "n": 1.0, "k": {"x": "y"}}';
    assert.equal(maskedJson(text), masked);
  });

  it("mask a password in any address", () => {
    assert.equal(maskedJson('{"command": ["psql", "postgres://ada:pw@db/x"]}'), '{"command": ["psql", "••••••"]}');
  });

  it("mask what a command is given, also by its quotation marks, and what else holds a variable's value", () => {
    const text = String.raw`{"command": "A_KEY=x curl -H \"Authorization: Bearer abc\" s3cr3t-value", "lr": 1.0}`;
    assert.equal(
      maskedJson(text, { API_TOKEN: "s3cr3t-value" }),
      String.raw`{"command": "A_KEY=•••••• curl -H \"Authorization: Bearer ••••••\" ••••••", "lr": 1.0}`,
    );
  });

  it("are there in a moment, whatever long lists and environments they hold", () => {
    const env = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`V${index}`, `value-${index}`]));
    const text = JSON.stringify({ numbers: Array.from({ length: 100_000 }, () => 1) });
    assert.ok(cpuTimeOf(() => maskedJson(text, env)) < 1500);
  });

  it("have none either where the text is no JSON", () => {
    assert.equal(maskedJson("API_KEY=abc train"), "API_KEY=•••••• train");
  });

  it("are the same text where there is no secret", () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: "grapheme-ascii" }), (text) => {
        fc.pre(!/key|token|auth|pass|secret|cred|pw|:\/\//i.test(text));
        assert.equal(maskedJson(text), text);
      }),
    );
  });
});
