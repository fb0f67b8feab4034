import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { places, type Ended } from "./dirq.js";

describe("dirq open", () => {
  const here = places();
  const linkTo = (id: string, scheme = "vscode"): string =>
    `${scheme}://dirq.dirq/job?queue=${here.place.jobs}&id=${id}`;

  /** A program that notes what it was called with. Nothing else is on the PATH but what shells need. */
  function install(name: string, { code = 0 } = {}): string {
    const path = join(here.place.directory, "a bin", name);
    mkdirSync(join(here.place.directory, "a bin"), { recursive: true });
    writeFileSync(path, `#!/bin/sh\necho ${name} "$@" >> ${here.place.directory}/called\nexit ${code}\n`, {
      mode: 0o755,
    });
    return path;
  }
  function open(id: string, env: NodeJS.ProcessEnv = {}, ...args: readonly string[]): Ended {
    const clean = { DIRQ_EDITOR: "", TERM_PROGRAM: "", VSCODE_IPC_HOOK_CLI: undefined };
    return here.place.dirq(["open", id, ...args], {
      env: { ...clean, PATH: `.:${here.place.directory}/a bin`, ...env },
    });
  }
  const called = (): string => readFileSync(join(here.place.directory, "called"), "utf8");

  it("gives the link to the editor that is installed", () => {
    const id = here.place.submit("true");
    install("codium");
    install("cursor");
    assert.deepEqual(open("last"), { code: 0, stdout: "", stderr: "" });
    assert.equal(called(), `codium --open-url ${linkTo(id, "vscodium")}\n`);
  });

  it("takes the editor of this terminal before others, and the one that is named before that", () => {
    const id = here.place.submit("true");
    for (const name of ["code", "cursor"]) install(name);
    open(id, { DIRQ_LINK_SCHEME: "cursor" });
    open(id, { DIRQ_LINK_SCHEME: "cursor", DIRQ_EDITOR: `"${install("code-insiders")}" --user-data-dir /x/code` });
    open(id, { DIRQ_LINK_SCHEME: "other", DIRQ_EDITOR: "cursor" });
    assert.equal(
      called(),
      `cursor --open-url ${linkTo(id, "cursor")}
code-insiders --user-data-dir /x/code --open-url ${linkTo(id, "vscode-insiders")}
cursor --open-url ${linkTo(id, "cursor")}
`,
    );
  });

  it("prints the link where there is no editor, where it fails, and with --print", () => {
    const id = here.place.submit("true");
    const none = open(id);
    assert.deepEqual([none.code, none.stdout], [1, `${linkTo(id)}\n`]);
    assert.match(none.stderr, /^No editor was found here\. Open the link where VS Code runs, or name/);
    assert.deepEqual(open(id, {}, "--print"), { code: 0, stdout: `${linkTo(id)}\n`, stderr: "" });
    const path = install("code", { code: 7 });
    const failed = open(id);
    assert.deepEqual([failed.code, failed.stdout], [1, `${linkTo(id)}\n`]);
    assert.equal(failed.stderr, `dirq: The editor '${path}' ended with exit code 7.\n`);
  });

  it("says what to do in a terminal of a remote window, whose editor takes no links", () => {
    const id = here.place.submit("true");
    install("code");
    const remote = { VSCODE_IPC_HOOK_CLI: "/tmp/x.sock", TERM_PROGRAM: "vscode" };
    const { code, stdout, stderr } = open(id, remote);
    assert.deepEqual([code, stdout], [1, `${linkTo(id)}\n`]);
    assert.match(stderr, new RegExp(`^Nothing here opens links\\. Click on ${id} with Ctrl or Cmd held`));
    assert.equal(open(id, { ...remote, DIRQ_EDITOR: "code" }).code, 0);
  });

  it("ends with 3 where there is no such job", () => {
    here.place.submit("true");
    assert.equal(open("17").code, 3);
  });
});
