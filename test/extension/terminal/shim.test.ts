import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { BundledCli } from "../../../src/extension/terminal/bundled-cli.js";
import { writeShims } from "../../../src/extension/terminal/shim-files.js";
import { shims } from "../../../src/extension/terminal/shim.js";
import { temporaryDirectory } from "../../queue/temporary-queue.js";

describe("dirq in a terminal of VS Code", () => {
  let bin: string;
  let cli: BundledCli;

  beforeEach(() => {
    const directory = join(temporaryDirectory(), "it's 100 % here");
    mkdirSync(directory);
    bin = join(directory, "bin");
    cli = { node: process.execPath, script: join(directory, "cli.js"), env: { ELECTRON_RUN_AS_NODE: "1" } };
    writeFileSync(cli.script, "console.log(JSON.stringify([process.env.ELECTRON_RUN_AS_NODE, process.argv.slice(2)]))");
  });

  const inShell = (command: string, path = ""): { code: number | null; said: string } => {
    const PATH = [bin, path, "/usr/bin", "/bin"].filter(Boolean).join(delimiter);
    const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", command], { env: { PATH }, encoding: "utf8" });
    return { code: status, said: `${stdout}${stderr}`.trim() };
  };

  it("runs the bundled command line with every word as it was typed", async () => {
    await writeShims(bin, shims(cli, "linux"));
    const { said } = inShell(`dirq submit 'a  b' "" '$HOME'`);
    assert.deepEqual(JSON.parse(said), ["1", ["submit", "a  b", "", "$HOME"]]);
  });

  it("takes any other Node when VS Code's own has moved", async () => {
    await writeShims(bin, shims({ ...cli, node: "/gone/node" }, "linux"));
    assert.deepEqual(JSON.parse(inShell("dirq list", dirname(process.execPath)).said), ["1", ["list"]]);
  });

  it("says what to do when the extension has moved", async () => {
    await writeShims(bin, shims({ ...cli, script: "/gone/cli.js" }, "linux"));
    const { code, said } = inShell("dirq list");
    assert.equal(code, 127);
    assert.match(said, /^dirq: the extension of VS Code has moved\./);
  });

  it("is written again only when it says something else, and leaves nothing beside it", async () => {
    const inode = (): number => statSync(join(bin, "dirq")).ino;
    await writeShims(bin, shims(cli, "linux"));
    const before = inode();
    await writeShims(bin, shims(cli, "linux"));
    assert.equal(inode(), before);
    await writeShims(bin, shims({ ...cli, script: "/other/cli.js" }, "linux"));
    assert.notEqual(inode(), before);
    assert.deepEqual(readdirSync(bin), ["dirq"]);
  });

  it("is a batch file as well on Windows, with percent signs in paths kept", () => {
    const [, batch] = shims({ ...cli, node: "C:\\100%\\Code.exe", script: "C:\\dirq\\cli.js" }, "win32");
    assert.equal(batch?.name, "dirq.cmd");
    assert.match(batch?.text ?? "", /\r\n"C:\\100%%\\Code\.exe" "C:\\dirq\\cli\.js" %\*\r\n$/);
  });

  it("is what a shell reads without complaint", async () => {
    await writeShims(bin, shims(cli, "linux"));
    execFileSync("/bin/sh", ["-n", join(bin, "dirq")]);
  });
});
