import assert from "node:assert/strict";
import { openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { openOutputLog, OutputLog } from "../../src/worker/output-log.js";
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
    return { log: new OutputLog(openSync(path, "a"), write), read: () => readFileSync(path, "utf8") };
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
    assert.ok(openOutputLog(folder) instanceof OutputLog);
    assert.deepEqual(openOutputLog(folder), {
      couldNotStart: `cannot create ${join(folder, "output.log")}: file already exists (EEXIST)`,
    });
  });
});
