import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { skipWithout } from "../setup/needs.js";
import { until } from "../setup/until.js";
import { ended, places, type Ended } from "./dirq.js";
import { canMakeTerminals, startOnTerminal } from "./terminal.js";

describe("dirq resubmit --edit", () => {
  const here = places();
  const submitted = (): string => here.place.submit("-n", "train", "train --lr 0.1");
  /** The temporary directory is one of the test's own, so that whatever is left in it is seen. */
  const env = (editor: string) => ({ EDITOR: editor, TMPDIR: here.place.directory });
  const edited = (id: string, editor: string): Ended =>
    here.place.dirq(["resubmit", "--edit", id], { env: env(editor) });
  const leftOver = (): string[] => readdirSync(here.place.directory).filter((name) => name.startsWith("dirq-"));

  it("submits what the editor left, with its arguments, and prints the new id", () => {
    const old = submitted();
    const { code, stdout, stderr } = edited(old, "sed -i 's/lr 0.1/lr 0.2/'");
    const again = here.place.queue.get(stdout.trim());
    assert.deepEqual([code, leftOver()], [0, []]);
    assert.match(stderr, /^No dirq worker is at work here yet\. .*\n$/);
    assert.ok(again !== undefined && again.state === "queued");
    const { command, dirq } = again.params;
    assert.deepEqual([command, dirq], ["train --lr 0.2", { resubmit_of: old }]);
    assert.match(here.place.queue.paramsText(old) ?? "", /train --lr 0\.1/);
  });

  it("takes $VISUAL before $EDITOR, and shows the text to nobody else", () => {
    const id = submitted();
    const look = `f() { stat -c %a "$1" "$(dirname "$1")" > ${here.place.directory}/modes; }; f`;
    const { code } = here.place.dirq(["resubmit", "--edit", id], { env: { ...env("false"), VISUAL: look } });
    assert.equal(code, 1);
    assert.equal(readFileSync(join(here.place.directory, "modes"), "utf8"), "600\n700\n");
  });

  it("submits nothing of a text that was not changed, is empty, or whose editor failed", () => {
    const id = submitted();
    const mistakes: readonly (readonly [editor: string, says: RegExp])[] = [
      ["true", /^dirq: Nothing was changed, so nothing was submitted\. To submit it as it is: dirq resubmit \d{19}\./],
      ["truncate -s 0", /^dirq: The text is empty, so nothing was submitted\.\n$/],
      ["rm", /^dirq: The text is empty, so nothing was submitted\.\n$/],
      ["exit 3;", /^dirq: The editor exit 3; ended with exit code 3, so nothing was submitted\.\n$/],
      ["no-such-editor", /dirq: The editor no-such-editor ended with exit code 127, so nothing was submitted\.\n$/],
    ];
    for (const [editor, says] of mistakes) {
      const { code, stdout, stderr } = edited(id, editor);
      assert.deepEqual([code, stdout, leftOver()], [1, "", []], editor);
      assert.match(stderr, says);
    }
    assert.deepEqual(here.place.queue.ids("queued"), [id]);
  });

  it("names the line of a mistake, and keeps the text where nobody can be asked", () => {
    const id = submitted();
    const { code, stderr } = edited(id, "sed -i 's/\"train --lr 0.1\"/17/'");
    const [mistake, kept] = stderr.split("\n");
    assert.deepEqual(
      [code, mistake],
      [1, "dirq: Line 2: command has to be text, and not empty. Nothing was submitted."],
    );
    const [, path = ""] = /^What you wrote is kept\. To go on with it: dirq submit (.*\.json)$/.exec(kept ?? "") ?? [];
    assert.match(readFileSync(path, "utf8"), /"command": 17,/);
    writeFileSync(path, readFileSync(path, "utf8").replace("17", '"true"'));
    assert.equal(here.place.dirq(["submit", path]).code, 0);
  });

  it("lets a mistake be mended on a terminal, where the editor is", async function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    const id = submitted();
    const once = join(here.place.directory, "once");
    const editor = join(here.place.directory, "editor.sh");
    // Makes a mistake the first time, and mends it the second.
    writeFileSync(
      editor,
      `[ -e ${once} ] && sed -i 's/17/"true"/' "$1" || sed -i 's/"train.*"/17/' "$1"; touch ${once}`,
    );
    const child = startOnTerminal(here.place, 80, ["resubmit", "--edit", id], env(`sh ${editor}`));
    const end = ended(child);
    let said = "";
    child.stdout?.on("data", (piece: string) => (said += piece));
    await until("it asks", () => said.includes("Edit it again? [y/N] "));
    child.stdin?.write("y\n");
    const { code, stdout } = await end;
    assert.equal(code, 0);
    assert.match(stdout.replaceAll("\r", ""), /^Line \d: .*\nEdit it again\? \[y\/N\] y\n\d{19}\nNo dirq worker .*\n$/);
    assert.deepEqual([here.place.queue.ids("queued").length, leftOver()], [2, []]);
  });

  it("is refused for more than one job, and where no editor is known", () => {
    const id = submitted();
    for (const args of [[], [id, id], ["--state", "failed"], ["--name", "x", id]])
      assert.equal(here.place.dirq(["resubmit", "--edit", ...args], { env: env("true") }).code, 2, args.join(" "));
    const { code, stderr } = here.place.dirq(["resubmit", "--edit", id], { env: { EDITOR: " ", VISUAL: "" } });
    assert.deepEqual(
      [code, stderr.split("\n")[0]],
      [2, "dirq: No editor is known here. Name one in $VISUAL or $EDITOR, for example: EDITOR='code --wait'"],
    );
  });
});
