import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LogReader } from "../../src/cli/watching/log-reader.js";
import { openOutputLog, OutputLog } from "../../src/worker/output-log.js";

describe("Following a log that its worker shortens", () => {
  const LIMIT = 256 * 1024;
  /** Line n of the output, ten bytes, begins at its byte 10 n. */
  const line = (n: number): string => `${String(n).padStart(9, "0")}\n`;
  let folder: string;
  let log: OutputLog;
  let reader: LogReader;
  let lines: number;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "dirq-test-"));
    const opened = openOutputLog(folder, LIMIT);
    assert.ok(opened instanceof OutputLog);
    log = opened;
    reader = new LogReader(join(folder, "output.log"));
    lines = 0;
  });
  afterEach(() => {
    log.close();
    rmSync(folder, { recursive: true });
  });

  function print(count: number): void {
    const all = Array.from({ length: count }, () => line(lines++)).join("");
    for (let at = 0; at < all.length; at += 60_000) log.write(Buffer.from(all.slice(at, at + 60_000)));
  }

  function read(): string {
    return Buffer.concat([...reader.pieces()]).toString();
  }

  it("goes on where it was: nothing is read twice and nothing is missed", () => {
    for (let round = 0; round < 30; round++) {
      const before = lines;
      print(3_000);
      assert.equal(read(), Array.from({ length: 3_000 }, (_, n) => line(before + n)).join(""));
    }
  });

  for (const often of [40_000, 61_000, 200_000]) {
    it(`says how much it missed when ${often} lines were printed between two looks`, () => {
      print(5_000);
      const first = read();
      print(often);
      const second = read();
      const [, missing = "", start] = /^\n\[dirq: (\d+) bytes .* after the first (\d+): .*\]\n/.exec(second) ?? [];
      assert.equal(Number(start), first.length);
      const rest = second.slice(second.indexOf("]\n") + 2);
      assert.equal(
        rest,
        Array.from({ length: rest.length / 10 }, (_, n) => line(lines - rest.length / 10 + n)).join(""),
      );
      assert.equal(first.length + Number(missing) + rest.length, 10 * lines);
      print(1_000);
      assert.equal(read().length, 10_000);
    });
  }

  it("reads the line in the log when it begins later", () => {
    print(100_000);
    const all = read();
    assert.equal(all.match(/^\[dirq: \d+ bytes/gm)?.length, 1);
    assert.ok(all.startsWith(line(0)) && all.endsWith(line(99_999)));
  });

  it("begins with the last lines of what is there, and with all of a log that begins later", () => {
    print(3);
    reader = new LogReader(join(folder, "output.log"), 2);
    assert.equal(read(), line(1) + line(2));
    print(4);
    assert.equal(read(), [3, 4, 5, 6].map(line).join(""));
    reader = new LogReader(join(folder, "later.log"), 1);
    assert.equal(read(), "");
    writeFileSync(join(folder, "later.log"), line(0) + line(1));
    assert.equal(read(), line(0) + line(1));
  });

  it("begins again when somebody emptied the log and it has grown longer than before", () => {
    print(1_000);
    read();
    writeFileSync(join(folder, "output.log"), "");
    print(2_000);
    assert.ok(read().startsWith(line(1_000)));
  });
});
