import assert from "node:assert/strict";
import { pageHtml } from "../../src/extension/panel/html.js";
import { readMessage, readState } from "../../src/extension/panel/page-messages.js";
import { findSourcePlaces } from "../../src/wording/index.js";

describe("What the extension lets a panel do", () => {
  it("is to load its own files, and nothing else", () => {
    const html = pageHtml({ script: "vs:/panel.js", style: "vs:/panel.css", source: "vs:", nonce: "abc" });
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.deepEqual(policy?.split("; "), [
      "default-src 'none'",
      "script-src 'nonce-abc'",
      "style-src 'nonce-abc'",
      "font-src vs:",
      "worker-src blob:",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types lit-html dirq-search",
    ]);
  });

  it("is to ask for what the panel offers", () => {
    const said = [
      { type: "ready" },
      { type: "action", action: "cancel" },
      { type: "showJob", id: "42" },
      { type: "chooseAttempt", attempt: 2 },
    ];
    assert.deepEqual(said.map(readMessage), said);
  });

  it("is to open the longest path that is found in a line of output", () => {
    const [place] = findSourcePlaces(`C:\\${"a".repeat(500)}`.slice(0, 403) + ".extension1:12");
    assert.equal(place?.path.length, 414);
    assert.notEqual(readMessage({ type: "openPlace", path: place.path, line: place.line }), undefined);
  });

  it("is nothing that it makes up", () => {
    const made = [
      undefined,
      "ready",
      {},
      { type: "run" },
      { type: "action", action: "rm -rf" },
      { type: "action", action: "__proto__" },
      { type: "showJob", id: 42 },
      { type: "showJob", id: ["1"] },
      { type: "openPlace", path: "a.py" },
      { type: "openPlace", path: "a.py", line: 0 },
      { type: "openPlace", path: "a.py", line: 1.5 },
      { type: "openPlace", path: "a".repeat(501), line: 1 },
      { type: "chooseAttempt", attempt: "../2" },
      { type: "showEarlierOutput", held: { endByte: -1, lineEnds: 0.5 } },
      { type: "searchAll", query: { text: 1, matchCase: false, regularExpression: false } },
    ];
    assert.deepEqual(
      made.map(readMessage),
      made.map(() => undefined),
    );
  });

  it("is to come back with the job it showed, unless another version saved something else", () => {
    const state = { queue: "/q", id: "1", keptOpen: true, tab: "info" };
    assert.deepEqual(readState({ ...state, chosenTab: "info", scroll: {} }), state);
    assert.deepEqual([undefined, {}, { ...state, tab: "plots" }].map(readState), [undefined, undefined, undefined]);
  });
});
