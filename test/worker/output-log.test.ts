import assert from "node:assert/strict";
import fs, { openSync, readFileSync, renameSync, statSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { openOutputLog, OutputLog } from "../../src/worker/output-log.js";
import { findGap } from "../../src/wording/index.js";
import { newFolder, removeFolders } from "./command-world.js";

describe("the log of a run", () => {
  afterEach(removeFolders);

  /** A disk that has room for so many bytes; more can be made. */
  function disk(room: number) {
    const write = (fd: number, bytes: Buffer, from: number): number => {
      if (room === 0) throw Object.assign(new Error("full"), { errno: -28, code: "ENOSPC" });
      const written = writeSync(fd, bytes, from, Math.min(room, bytes.length - from));
      room -= written;
      return written;
    };
    return { write, makeRoom: (bytes: number) => (room += bytes) };
  }

  function logOn(write: (fd: number, bytes: Buffer, from: number) => number) {
    const path = join(newFolder(), "output.log");
    return {
      log: new OutputLog(openSync(path, "a"), { path, limit: Infinity }, write),
      read: () => readFileSync(path, "utf8"),
    };
  }

  it("says where output is missing once the disk has room again", () => {
    const { write, makeRoom } = disk(8);
    const { log, read } = logOn(write);
    for (const text of ["first\n", "second\n", "third\n"]) log.write(Buffer.from(text));
    makeRoom(1000);
    log.write(Buffer.from("fourth\n"));
    log.close();
    const line = "\n[dirq: 11 bytes of output are missing here: no space left on device (ENOSPC)]\n";
    assert.equal(read(), `first\nse${line}fourth\n`);
    assert.equal(log.gap(), "output.log lacks 11 bytes of output: no space left on device (ENOSPC)");
  });

  it("has no gap where the system takes a write in pieces", () => {
    const { log, read } = logOn((fd, bytes, from) => writeSync(fd, bytes, from, 1));
    log.write(Buffer.from("whole\n"));
    log.close();
    assert.deepEqual([read(), log.gap()], ["whole\n", undefined]);
  });

  it("of an earlier attempt is not overwritten", () => {
    const folder = newFolder();
    assert.ok(openOutputLog(folder, Infinity) instanceof OutputLog);
    assert.deepEqual(openOutputLog(folder, Infinity), {
      couldNotStart: `cannot create ${join(folder, "output.log")}: file already exists (EEXIST); of the job, its command and log(), only one may make it`,
    });
  });
});

describe("a log that reaches its limit", () => {
  afterEach(removeFolders);
  const LIMIT = 256 * 1024;
  /** Line n of the output, ten bytes, begins at its byte 10 n. */
  const numbered = (first: number, count: number) =>
    Buffer.from(Array.from({ length: count }, (_, n) => `${String(first + n).padStart(9, "0")}\n`).join(""));

  function aLog() {
    const folder = newFolder();
    const log = openOutputLog(folder, LIMIT);
    assert.ok(log instanceof OutputLog);
    let lines = 0;
    const print = (count: number) => {
      log.write(numbered(lines, count));
      lines += count;
    };
    const path = join(folder, "output.log");
    return { log, print, path, read: () => readFileSync(path, "latin1") };
  }

  it("loses nothing as long as it fits", () => {
    const { log, print, read } = aLog();
    print(LIMIT / 10 - 1);
    log.close();
    assert.equal(read(), numbered(0, LIMIT / 10 - 1).toString());
  });

  it("keeps its beginning and its end, and says how much lies between, however often it reaches it", () => {
    const { log, print, path, read } = aLog();
    for (let lines = 0; lines < 200_000; lines += 5_000) {
      print(5_000);
      assert.ok(statSync(path).size <= LIMIT);
    }
    log.close();
    const gap = findGap(read());
    assert.ok(gap !== undefined);
    const { start, missing, end } = gap;
    const [beginning, ending] = [read().slice(0, start), read().slice(end)];
    assert.ok(beginning.length > 0.1 * LIMIT && ending.length > 0.25 * LIMIT - 20);
    assert.equal(beginning.length + missing + ending.length, 2_000_000);
    assert.equal(beginning, numbered(0, start / 10).toString());
    assert.equal(ending, numbered((start + missing) / 10, ending.length / 10).toString());
    assert.equal(log.gap(), undefined);
  });

  it("is cut inside of its one line where it has no other", () => {
    const { log, read } = aLog();
    for (let n = 0; n < 20; n++) log.write(Buffer.from("€".repeat(10_000)));
    log.close();
    const whole = readableCharacters(read());
    assert.match(whole, /^€+.?\n\[dirq: \d+ bytes .*\]\n€+$/su);
    assert.equal(findGap(read())?.start, LIMIT / 8);
  });

  it("has room again when somebody empties it", () => {
    const { log, print, path, read } = aLog();
    print(20_000);
    truncateSync(path);
    print(20_000);
    log.close();
    assert.equal(read(), numbered(20_000, 20_000).toString());
  });

  it("says so when its name was given to another file, which it leaves alone", () => {
    const { log, print, path, read } = aLog();
    print(20_000);
    renameSync(path, `${path}.kept`);
    writeFileSync(path, "mine");
    print(20_000);
    log.close();
    assert.equal(read(), "mine");
    assert.ok(readFileSync(`${path}.kept`, "latin1").startsWith(numbered(0, 20_000).toString()));
    assert.match(log.gap() ?? "", /lacks 200000 bytes of output: another file has taken the place of output\.log/);
  });

  it("still has all of its end, and says that it is in disorder, if its worker dies while shortening it", () => {
    const { log, print, read } = aLog();
    const { ftruncateSync } = fs;
    fs.ftruncateSync = () => {
      throw new Error("dead");
    };
    try {
      for (let n = 0; n < 6; n++) print(5_000);
    } finally {
      fs.ftruncateSync = ftruncateSync;
    }
    assert.match(
      read(),
      /\n\[dirq: here the log was being shortened when its worker died; what follows is not in order *\]\n/,
    );
    assert.ok(read().endsWith(numbered(24_000, 1_000).toString()));
    log.close();
  });
});

function readableCharacters(latin1: string): string {
  return Buffer.from(latin1, "latin1").toString("utf8");
}
