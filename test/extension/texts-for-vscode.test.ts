import assert from "node:assert/strict";
import { escapeIcons } from "../../src/extension/escape-icons.js";
import { messageText } from "../../src/extension/message-text.js";
import { outputTitle } from "../../src/extension/terminal/output-title.js";
import { workerTitle } from "../../src/extension/terminal/worker-title.js";
import { tooltipLine } from "../../src/extension/rows/tooltip-line.js";
import { printable, printableLines } from "../../src/wording/index.js";
import { hostileStrings } from "../webview/hostile-strings.js";

/** As VS Code finds them: `parseLinkedText`, `renderLabelWithIcons`. */
const LINK = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+(?: (["']).+?\1)?\)/i;
const ICON = /(?<!\\)\$\([\w-]+(?:~[\w-]+)*\)/;
/** Controls, halves of characters, and what turns text around or stands unseen; line breaks and tabs aside. */
const ACTIVE = /[^\P{Cc}\n\t]|[\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;

describe("Whatever a job is called, for VS Code it is text", () => {
  it("holds things that VS Code would read otherwise", () => {
    for (const pattern of [LINK, ICON, ACTIVE]) assert.ok(hostileStrings.some((text) => pattern.test(text)));
  });

  it("in a message, without a link", () => {
    const several = "“[Retry](command:workbench.action.quit) [here](https://example.com)” is queued";
    for (const text of [...hostileStrings, several]) assert.doesNotMatch(messageText(`Moved “${text}”`), LINK);
  });

  it("in a list, without an icon", () => {
    for (const text of hostileStrings) assert.doesNotMatch(escapeIcons(text), ICON);
  });

  it("in a terminal's title, without an icon and not longer than a tab may be", () => {
    const id = "1733302847000000001";
    const window = { all: [{ label: "a" }, { label: "b" }] };
    for (const label of hostileStrings) {
      assert.doesNotMatch(outputTitle({ label, id: label }, [outputTitle({ label, id }, [])]), ICON);
      assert.doesNotMatch(workerTitle({ label }, window), ICON);
    }
    assert.equal(outputTitle({ label: "x".repeat(200), id }, []).length, "output of ".length + 60);
    assert.equal(workerTitle({ label: "x".repeat(200) }, window).length, "dirq worker: ".length + 60);
  });

  it("in a terminal's title, with the job's id where another job's is the same", () => {
    const job = { label: "train", id: "1733302847000000001" };
    assert.equal(outputTitle(job, ["output of plot", "…0002 output of train"]), "output of train");
    assert.equal(outputTitle(job, ["output of train"]), "…0001 output of train");
  });

  it("in a terminal's title, with the worker's queue where the window has several", () => {
    const [gpu, cpu] = [{ label: "lab/gpu" }, { label: "lab/cpu" }];
    assert.equal(workerTitle(gpu, { all: [gpu] }), "dirq worker");
    assert.equal(workerTitle(gpu, { all: [cpu, gpu] }), "dirq worker: lab/gpu");
  });

  it("in a list, as it is where VS Code would show a backslash", () => {
    assert.equal(
      escapeIcons("a $(zap) $(sync~spin) $(echo it) $(my_tool) $("),
      "a \\$(zap) \\$(sync~spin) $(echo it) $(my_tool) $(",
    );
  });

  it("in a row, without a sign that acts unseen", () => {
    for (const text of hostileStrings) {
      assert.doesNotMatch(printableLines(text), ACTIVE);
      assert.doesNotMatch(printable(text), /[\n\t]/);
    }
  });

  it("in a tooltip, with every sign of punctuation escaped, and on one line", () => {
    for (const text of hostileStrings.map(printable)) {
      const line = tooltipLine(text);
      assert.match(line, /^(?:\\[!-/:-@[-`{-~]|[^!-/:-@[-`{-~\n])* {2}\n$/);
      assert.equal(line.replaceAll(/\\(.)/g, "$1"), `${text}  \n`);
    }
  });
});
