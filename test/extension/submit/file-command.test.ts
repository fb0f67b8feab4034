import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileCommand, type FileToRun } from "../../../src/extension/submit/file-command.js";
import { readProgram } from "../../../src/live/files/program.js";
import { temporaryDirectory } from "../../queue/temporary-queue.js";

const TEXT = { executable: false, binary: false };

describe("The command that runs a file", () => {
  const cases: [path: string, changes: Partial<FileToRun["program"]>, command: string][] = [
    ["train.py", {}, ".venv/bin/python train.py"],
    ["train.py", { executable: true, shebang: "/usr/bin/env python3" }, ".venv/bin/python train.py"],
    ["tool.py", { executable: true, shebang: "/usr/bin/env -S uv run --script" }, "./tool.py"],
    ["tool.py", { shebang: "/usr/bin/env -S uv run --script" }, "/usr/bin/env '-S uv run --script' tool.py"],
    ["sub/run.sh", {}, "bash sub/run.sh"],
    ["run.sh", { executable: true, shebang: "/bin/sh" }, "./run.sh"],
    ["sub/run.sh", { executable: true, shebang: "/bin/sh" }, "sub/run.sh"],
    ["run.sh", { shebang: "/bin/zsh -e" }, "/bin/zsh -e run.sh"],
    ["run.sh", { executable: true }, "bash run.sh"],
    ["main.mjs", {}, "node main.mjs"],
    ["fit.R", {}, "Rscript fit.R"],
    ["solver", { executable: true, binary: true }, "./solver"],
    ["it's a $(job).sh", {}, `bash 'it'"'"'s a $(job).sh'`],
    ["-rf.sh", {}, "bash ./-rf.sh"],
  ];
  for (const [path, changes, command] of cases) {
    it(`is ${command} for ${path} ${JSON.stringify(changes)}`, () => assert.equal(commandOf(path, changes), command));
  }

  it("follows the language of the editor where the name says nothing", () => {
    assert.equal(fileCommand({ ...file("deploy", {}), language: "shellscript" }).command, "bash deploy");
  });

  it("is the path alone where nothing is known", () => {
    assert.deepEqual(fileCommand(file("my data.csv", { executable: true })), { command: "'my data.csv'", runs: false });
  });

  it("is quoted as cmd.exe reads it on Windows", () => {
    const windows = { ...file("my jobs\\train.py", {}), python: "python", platform: "win32" } as const;
    assert.equal(fileCommand(windows).command, `python "my jobs\\train.py"`);
  });

  it("runs the file in a real shell, whatever its name holds", () => {
    const directory = temporaryDirectory();
    for (const name of ["-n.sh", "a b'c\"d$(e)`f`\\g.sh", "é ⏎\n.sh", "*.sh", "own"]) {
      const path = join(directory, name);
      writeFileSync(path, `${name === "own" ? "#!/bin/sh\n" : ""}printf '%s|' "$0" "$@"`);
      if (name === "own") chmodSync(path, 0o755);
      const { command } = fileCommand({ ...file(name, {}), program: readProgram(path) ?? TEXT });
      const { stdout } = spawnSync("/bin/sh", ["-c", `${command} 'x y'`], { cwd: directory, encoding: "utf8" });
      assert.equal(stdout.replace(/^\.\//, ""), `${name}|x y|`);
    }
  });

  function commandOf(path: string, changes: Partial<FileToRun["program"]>): string {
    return fileCommand(file(path, changes)).command;
  }

  function file(path: string, changes: Partial<FileToRun["program"]>): FileToRun {
    return { path, program: { ...TEXT, ...changes }, python: ".venv/bin/python", platform: "linux" };
  }
});
