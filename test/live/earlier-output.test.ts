import assert from "node:assert/strict";
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readEarlier } from "../../src/live/logs/earlier-output.js";
import type { EarlierOutput, HeldOutput } from "../../src/live/live-queue.js";
import { OutputTail, WINDOW_BYTES } from "../../src/live/logs/output-tail.js";
import { temporaryDirectory } from "../queue/temporary-queue.js";

describe("Output before what is held", () => {
  it("is the whole lines that stand before it, and how much stands before those", () => {
    const path = aLog("one\ntwo\nthree\nfour");
    assert.deepEqual(readEarlier(path, { endByte: 18, lineEnds: 0 }), { text: "one\ntwo\nthree\n", skippedBytes: 0 });
    assert.deepEqual(readEarlier(path, { endByte: 14, lineEnds: 1 }), { text: "one\ntwo\n", skippedBytes: 0 });
    assert.deepEqual(readEarlier(path, { endByte: 18, lineEnds: 3 }), { text: "", skippedBytes: 0 });
  });

  it("leads back piece by piece to the beginning, without a line missing or twice", () => {
    const log = Array.from({ length: 60_000 }, (_, index) => `line ${index}\n`).join("");
    const path = aLog(log);
    const tail = new OutputTail(path).read();
    let held = tail?.text ?? "";
    let skipped: number | undefined = tail?.skippedBytes;
    const sizes: number[] = [];
    while (skipped !== 0) {
      const earlier: EarlierOutput = readEarlier(path, { endByte: log.length, lineEnds: lineEnds(held) });
      sizes.push(lineEnds(earlier.text));
      held = earlier.text + held;
      skipped = earlier.skippedBytes;
      assert.ok(sizes.length < 20);
    }
    assert.equal(held, log);
    assert.deepEqual([Math.max(...sizes), sizes.length], [5000, 8]);
  });

  it("finds its place whatever the bytes before it mean", () => {
    const path = aLog(Buffer.from("gr\xfc\xdfe\nf\xfcr\nalle\n", "latin1"));
    assert.deepEqual(readEarlier(path, { endByte: 15, lineEnds: 1 }), {
      text: "gr\ufffd\ufffde\nf\ufffdr\n",
      skippedBytes: 0,
    });
  });

  it("shows the end of a line that is longer than what is read at once", () => {
    const path = aLog(`${"€".repeat(200_000)}\nlast\n`);
    const { text, skippedBytes = 0 } = readEarlier(path, { endByte: 600_006, lineEnds: 1 });
    assert.match(text, /^€+\n$/);
    assert.equal(skippedBytes + Buffer.byteLength(text), 600_001);
    assert.ok(Buffer.byteLength(text) <= WINDOW_BYTES);
    assert.deepEqual(readEarlier(path, { endByte: 600_006, lineEnds: 2 }), { text: "", skippedBytes: 0 });
  });

  it("gives up where the lines are too long to count back over them", () => {
    const path = aLog("");
    truncateSync(path, 1024 ** 3);
    assert.deepEqual(readEarlier(path, { endByte: 1024 ** 3, lineEnds: 5 }), { text: "", skippedBytes: undefined });
  });

  it("is nothing where the log is gone or has become shorter", () => {
    const held: HeldOutput = { endByte: 1000, lineEnds: 3 };
    assert.deepEqual(readEarlier(join(temporaryDirectory(), "output.log"), held), { text: "", skippedBytes: 0 });
    assert.deepEqual(readEarlier(aLog("one\n"), held), { text: "", skippedBytes: 0 });
  });
});

function aLog(content: string | Buffer): string {
  const path = join(temporaryDirectory(), "output.log");
  writeFileSync(path, content);
  return path;
}

function lineEnds(text: string): number {
  return text.split("\n").length - 1;
}
