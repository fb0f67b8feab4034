import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, readFileSync, renameSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OutputTail, WINDOW_BYTES } from "../../src/live/logs/output-tail.js";
import { temporaryDirectory } from "../queue/temporary-queue.js";

describe("The tail of a log", () => {
  it("begins with nothing where there is no log yet, then with the log", () => {
    const { path, tail } = aLog();
    assert.deepEqual(tail.read(), { text: "", reset: true, skippedBytes: 0, endByte: 0 });
    assert.equal(tail.read(), undefined);
    writeFileSync(path, "one\n");
    assert.deepEqual(tail.read(), { text: "one\n", reset: true, skippedBytes: 0, endByte: 4 });
  });

  it("goes on with what is appended", () => {
    const { path, tail } = aLog("one\n");
    tail.read();
    appendFileSync(path, "two\n");
    assert.deepEqual(tail.read(), { text: "two\n", reset: false, skippedBytes: 0, endByte: 8 });
    assert.equal(tail.read(), undefined);
  });

  it("shows the end of a large log first, from the start of a line, and says how much was left out", () => {
    const line = `${"x".repeat(99)}\n`;
    const { tail } = aLog(line.repeat(10_000));
    const piece = tail.read();
    assert.equal(piece?.text.length, Math.floor(WINDOW_BYTES / 100) * 100);
    assert.equal(piece?.skippedBytes, 1_000_000 - piece.text.length);
  });

  it("reads a log that is larger than memory without reading all of it", () => {
    const { path, tail } = aLog("");
    truncateSync(path, 1024 ** 4);
    assert.equal(tail.read()?.skippedBytes, 1024 ** 4 - WINDOW_BYTES);
  });

  it("reads no more than its window and what is appended, however large the log is", function () {
    if (process.platform !== "linux") this.skip();
    const { path, tail } = aLog("");
    truncateSync(path, 64 * 1024 * 1024);
    const before = bytesRead();
    tail.read();
    for (let count = 0; count < 20; count++) {
      appendFileSync(path, "a line\n".repeat(100));
      tail.read();
    }
    // And the file that says how much was read.
    assert.ok(bytesRead() - before < WINDOW_BYTES + 20 * 700 + 8192);
  });

  it("begins with a whole character where a large log has no line", () => {
    const { tail } = aLog(`x${"€".repeat(200_000)}`);
    assert.match(tail.read()?.text ?? "", /^€+$/);
  });

  it("puts a character together that was written in two pieces", () => {
    const { path, tail } = aLog("");
    tail.read();
    const [first, ...rest] = Buffer.from("€");
    writeFileSync(path, Buffer.from([first ?? 0]), { flag: "a" });
    assert.equal(tail.read(), undefined);
    writeFileSync(path, Buffer.from(rest), { flag: "a" });
    assert.equal(tail.read()?.text, "€");
  });

  it("starts again when the log was cut", () => {
    const { path, tail } = aLog("one\ntwo\n");
    tail.read();
    writeFileSync(path, "new\n");
    assert.deepEqual(tail.read(), { text: "new\n", reset: true, skippedBytes: 0, endByte: 4 });
  });

  it("starts again when the log was shortened and has grown beyond where it was read to", () => {
    const { path, tail } = aLog("one\ntwo\n");
    tail.read();
    writeFileSync(path, "one\n[dirq: …]\nnine\nten\n");
    assert.deepEqual(tail.read(), { text: "one\n[dirq: …]\nnine\nten\n", reset: true, skippedBytes: 0, endByte: 25 });
  });

  it("starts again when another file took the name, as for another attempt", () => {
    const { path, tail } = aLog("one\n");
    tail.read();
    renameSync(path, `${path}.1`);
    writeFileSync(path, "a longer one\n");
    assert.deepEqual(tail.read(), { text: "a longer one\n", reset: true, skippedBytes: 0, endByte: 13 });
  });

  it("skips to the end when it is far behind", () => {
    const { path, tail } = aLog("one\n");
    tail.read();
    appendFileSync(path, "y".repeat(8 * WINDOW_BYTES));
    const piece = tail.read();
    assert.deepEqual([piece?.reset, piece?.text.length], [true, WINDOW_BYTES]);
  });

  it("follows no link, and does not wait for a pipe", () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, "secret"), "secret\n");
    symlinkSync(join(directory, "secret"), join(directory, "link"));
    execFileSync("mkfifo", [join(directory, "pipe")]);
    for (const name of ["link", "pipe"]) {
      assert.deepEqual(new OutputTail(join(directory, name)).read(), {
        text: "",
        reset: true,
        skippedBytes: 0,
        endByte: 0,
      });
    }
  });
});

/** By this process, since its start. */
function bytesRead(): number {
  return Number(/^rchar: (\d+)/m.exec(readFileSync("/proc/self/io", "utf8"))?.[1]);
}

function aLog(content?: string): { readonly path: string; readonly tail: OutputTail } {
  const path = join(temporaryDirectory(), "output.log");
  if (content !== undefined) writeFileSync(path, content);
  return { path, tail: new OutputTail(path) };
}
