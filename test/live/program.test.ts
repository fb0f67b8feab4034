import assert from "node:assert/strict";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readProgram } from "../../src/live/files/program.js";
import { temporaryDirectory } from "../queue/temporary-queue.js";

describe("A file as a program", () => {
  let directory = "";
  beforeEach(() => (directory = temporaryDirectory()));
  const at = (name: string): string => join(directory, name);

  it("says what its first line names, and whether it may be executed", () => {
    writeFileSync(at("run"), "#! /usr/bin/env  bash -e \r\necho");
    assert.deepEqual(readProgram(at("run")), { executable: false, binary: false, shebang: "/usr/bin/env  bash -e" });
    chmodSync(at("run"), 0o755);
    assert.equal(readProgram(at("run"))?.executable, true);
  });

  it("is read through a link, as the Python of a virtual environment is one", () => {
    writeFileSync(at("python3"), "\x7fELF\0", { mode: 0o755 });
    symlinkSync("python3", at("python"));
    assert.deepEqual(readProgram(at("python")), { executable: true, binary: true });
  });

  it("is none where there is a folder, or nothing", () => {
    mkdirSync(at("folder"));
    assert.deepEqual(
      [readProgram(at("folder")), readProgram(at("none")), readProgram(at("run/x"))],
      [undefined, undefined, undefined],
    );
  });
});
