import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findSourceFile } from "../../src/live/files/source-file.js";
import { JobQueue } from "../../src/queue/index.js";

describe("The source file that a job names", () => {
  let folder = "";
  let queue: JobQueue;
  let id = "";

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "dirq-source-")));
    for (const name of ["workspace", "cwd", "elsewhere"]) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, "a.py"), "");
    }
    queue = new JobQueue(join(folder, "jobs"));
    id = queue.submit({ command: "true", cwd: join(folder, "cwd") }).id;
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it("is opened in the workspace, and in the directory that the job ran in, by its name there", () => {
    assert.deepEqual(look("workspace/a.py"), "file");
    assert.deepEqual(find("a.py"), { kind: "file", path: join(folder, "cwd", "a.py") });
  });

  it("is not opened elsewhere, by whatever name", () => {
    assert.deepEqual([look("elsewhere/a.py"), find("../elsewhere/a.py").kind], ["outside", "outside"]);
  });

  it("is not opened where a link leads out of them", () => {
    symlinkSync(join(folder, "elsewhere"), join(folder, "workspace", "link"));
    symlinkSync(join(folder, "elsewhere", "a.py"), join(folder, "cwd", "link.py"));
    assert.deepEqual([look("workspace/link/a.py"), look("cwd/link.py")], ["outside", "outside"]);
  });

  it("is found in a folder that was opened by way of a link", () => {
    symlinkSync(join(folder, "elsewhere"), join(folder, "opened"));
    assert.equal(
      findSourceFile(queue, id, { path: join(folder, "elsewhere", "a.py"), folders: [join(folder, "opened")] }).kind,
      "file",
    );
  });

  it("is missing where there is none, and where a folder has the name", () => {
    mkdirSync(join(folder, "cwd", "b.py"));
    assert.deepEqual([look("cwd/c.py"), look("cwd/b.py")], ["missing", "missing"]);
  });

  function look(path: string): string {
    return find(join(folder, path)).kind;
  }

  function find(path: string): ReturnType<typeof findSourceFile> {
    return findSourceFile(queue, id, { path, folders: [join(folder, "workspace")] });
  }
});
