import assert from "node:assert/strict";
import fc from "fast-check";
import { readJson, type JsonNode } from "../../src/webview/json/json-nodes.js";
import { isSecret, MASK, maskedJson } from "../../src/wording/index.js";
import { cpuTimeOf } from "../setup/cpu-time.js";

describe("Parameters with their secrets masked", () => {
  it("show all else as it was", () => {
    const text = '{"api_key": "abc", "env": {"TOKEN": "x", "LR": "1"}, "tokens": ["a", 5], "n": 1.0, "k": {"x": "y"}}';
    const masked =
      '{"api_key": "••••••", "env": {"TOKEN": "••••••", "LR": "1"}, "tokens": ["••••••", 5], "n": 1.0, "k": {"x": "y"}}';
    assert.equal(maskedJson(text), masked);
  });

  it("mask what is in a list under its key, also behind an element that had keys of its own", () => {
    const text = '{"api_keys": [{"host": "a"}, "swordfish", [["b"], 7]], "hosts": ["c", {"se\\u0063ret": "d"}, "e"]}';
    const masked =
      '{"api_keys": [{"host": "a"}, "••••••", [["••••••"], 7]], "hosts": ["c", {"se\\u0063ret": "••••••"}, "e"]}';
    assert.equal(maskedJson(text), masked);
  });

  it("are what the tree of a panel masks by its names", () => {
    const word = fc.constantFrom("api_keys", "host", "swordfish");
    fc.assert(
      fc.property(fc.object({ key: word, values: [word, fc.double()], maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        const { root } = readJson(text, { cut: false });
        assert.equal(maskedJson(text), maskedIn(text, root ?? assert.fail()));
      }),
    );
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

function maskedIn(text: string, { kind, name, start, end, children }: JsonNode): string {
  const source = text.slice(start, end);
  if (kind === "string" || kind === "number") return isSecret(name, source.replaceAll('"', "")) ? `"${MASK}"` : source;
  let masked = "";
  let done = start;
  for (const child of children) {
    masked += text.slice(done, child.start) + maskedIn(text, child);
    done = child.end;
  }
  return masked + text.slice(done, end);
}
