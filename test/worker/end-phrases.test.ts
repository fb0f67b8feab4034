import assert from "node:assert/strict";
import { failureDetails, failurePhrase } from "../../src/worker/end-phrases.js";
import type { EndedCommand } from "../../src/worker/run-command.js";

describe("the phrase for how a command ended", () => {
  const well: EndedCommand = {
    exitCode: 0,
    signal: null,
    timedOut: false,
    aborted: false,
    stdoutTail: "",
    stderrTail: "",
    logGap: undefined,
  };
  const phrase = (end: Partial<EndedCommand>) => failurePhrase({ ...well, ...end }, 30);
  const exit2 = (stderrTail: string) => phrase({ exitCode: 2, stderrTail });

  it("well: none", () => assert.equal(phrase({ stderrTail: "a warning" }), undefined));
  it("with a code", () => assert.equal(exit2(""), "Command failed with exit code 2"));
  it("with a code and words", () => assert.equal(exit2("a\nb\n\n"), "Command failed with exit code 2: b"));
  it("with words over a bar", () => assert.equal(exit2("\r 1%|\r 2%|\r\n"), "Command failed with exit code 2: 2%|"));
  it("without colours", () => assert.equal(exit2("\u001b[31mred\u001b[0m\n"), "Command failed with exit code 2: red"));
  it("with Node's error rather than its version", () => {
    const stderr = "at.js:1\nx.y\n  ^\n\nTypeError: no x\n    at f (at.js:1:1)\n    at at.js:2:1\n\nNode.js v20.20.2\n";
    assert.equal(exit2(stderr), "Command failed with exit code 2: TypeError: no x");
  });
  it("shortened", () => assert.equal(exit2("x".repeat(999)), `Command failed with exit code 2: ${"x".repeat(299)}…`));
  it("shortened between characters, since Python cannot print the half of one", () => {
    assert.equal(exit2(`x${"🚀".repeat(200)}`), `Command failed with exit code 2: x${"🚀".repeat(149)}…`);
    assert.equal(exit2("🚀".repeat(200)), `Command failed with exit code 2: ${"🚀".repeat(149)}…`);
  });
  it("killed", () => assert.equal(phrase({ exitCode: null, signal: "SIGKILL" }), "Killed by signal SIGKILL"));
  it("too late", () => assert.equal(phrase({ signal: "SIGTERM", timedOut: true }), "Timed out after 30 s"));
  it("too late, whatever it exits with", () => assert.equal(phrase({ timedOut: true }), "Timed out after 30 s"));
  it("not started", () => assert.equal(failurePhrase({ couldNotStart: "no /x" }, 30), "Could not start: no /x"));

  it("is followed by the last hundred lines of stderr and by what the log lacks", () => {
    const lines = Array.from({ length: 150 }, (_, index) => `line ${index}`);
    const end = { ...well, exitCode: 1, stderrTail: `${lines.join("\n")}\n`, logGap: "output.log lacks 8 bytes" };
    assert.equal(failureDetails(end), [...lines.slice(50), "[dirq: output.log lacks 8 bytes]"].join("\n"));
  });

  it("is followed by nothing where nothing is known", () => {
    assert.equal(failureDetails({ couldNotStart: "no /x" }), "");
    assert.equal(failureDetails(well), "");
  });
});
