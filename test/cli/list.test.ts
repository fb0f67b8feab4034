import assert from "node:assert/strict";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { places } from "./dirq.js";
import { canMakeTerminals, onTerminal, withoutColours } from "./terminal.js";
import { skipWithout } from "../setup/needs.js";

describe("dirq list", () => {
  const here = places();

  it("shows id, name, state and created_at, the newest first, a job without a name by its command", () => {
    const first = here.place.submit("echo", "hi");
    const second = here.place.submit("-n", "train", "true");
    const lines = here.place.dirq(["list"]).stdout.trimEnd().split("\n");
    const time = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`;
    assert.equal(lines[0], "ID                   NAME     STATE   CREATED_AT");
    assert.match(lines[1] ?? "", new RegExp(`^${second}  train    queued  ${time}$`));
    assert.match(lines[2] ?? "", new RegExp(`^${first}  echo hi  queued  ${time}$`));
  });

  it("shows only the newest so many with -n", () => {
    here.place.submit("old");
    const newest = here.place.submit("new");
    assert.deepEqual(idsIn(here.place.dirq(["list", "-n", "1"]).stdout), [newest]);
  });

  it("shows only the states asked for", () => {
    const done = here.place.submit("true");
    const bad = here.place.submit("false");
    here.place.work();
    here.place.submit("true");
    assert.deepEqual(idsIn(here.place.dirq(["list", "--state", "failed"]).stdout), [bad]);
    assert.deepEqual(idsIn(here.place.dirq(["list", "--state", "completed", "--state", "failed"]).stdout), [bad, done]);
  });

  it("cuts nothing in a pipe, however long a name is", () => {
    const name = "x".repeat(300);
    here.place.submit("-n", name, "true");
    assert.ok(here.place.dirq(["list"]).stdout.includes(name));
  });

  it("fits into 60 columns, with whole ids", function () {
    if (!canMakeTerminals()) skipWithout(this, "no python3, which makes the terminal");
    const id = here.place.submit("-n", "a name that is far too long for a narrow terminal 模型", "true");
    const { stdout } = onTerminal(here.place, 60, ["list"]);
    const lines = withoutColours(stdout).trimEnd().split("\n");
    assert.deepEqual([lines.map(({ length }) => length <= 60), idsIn(lines.join("\n"))], [[true, true], [id]]);
  });

  it("prints the documents as one JSON array, numbers exactly as they stand, the state of the folder", () => {
    const id = here.place.dirq(["submit", "-"], { input: `{"seed": 12345678901234567890, "lr": 1.0}` }).stdout.trim();
    renameSync(here.place.queue.jobFile(id), join(here.place.jobs, "completed", `${id}.json`));
    const { stdout } = here.place.dirq(["list", "--json"]);
    assert.match(stdout, /"seed": 12345678901234567890,\s+"lr": 1\.0\s/);
    const [job, ...others] = JSON.parse(stdout) as { id: string; state: string }[];
    assert.deepEqual([job?.id, job?.state, others], [id, "completed", []]);
  });

  it("prints [] when there is nothing, and says so on stderr otherwise", () => {
    here.place.queue.create();
    assert.deepEqual(here.place.dirq(["list", "--json"]), { code: 0, stdout: "[]\n", stderr: "" });
    assert.deepEqual(here.place.dirq(["list"]), {
      code: 0,
      stdout: "",
      stderr: `There are no jobs in ${here.place.jobs} yet.\n`,
    });
  });

  it("shows what cannot be read, with the reason, and goes on", () => {
    const id = here.place.submit("true");
    writeFileSync(join(here.place.jobs, "queued", "half.json"), `{"id": `);
    mkdirSync(join(here.place.jobs, "failed", "folder.json"));
    const { code, stdout, stderr } = here.place.dirq(["list"]);
    assert.equal(code, 0);
    assert.deepEqual(idsIn(stdout), [id]);
    assert.match(stdout, /^half +not valid JSON: .* damaged +-$/m);
    assert.match(
      stderr,
      /2 files cannot be read as a job:\n {2}\S+half\.json: not valid JSON.*\n {2}\S+folder\.json: a directory/,
    );
  });

  it("refuses a state or a number that means nothing", () => {
    here.place.queue.create();
    const runs = [["--state", "runing"], ["-n", "0"], ["-n", "x"], ["-n"]].map((args) =>
      here.place.dirq(["list", ...args]),
    );
    assert.deepEqual(
      runs.map(({ code, stderr }) => [code, stderr.split("\n")[0]]),
      [
        [2, "dirq: There is no state runing. Did you mean running?"],
        [2, "dirq: --limit 0: it has to be a whole number, 1 or more."],
        [2, "dirq: --limit x: it has to be a whole number, 1 or more."],
        [2, "dirq: -n needs a value: -n <number>"],
      ],
    );
  });
});

function idsIn(text: string): string[] {
  return [...text.matchAll(/^\d{19}/gm)].map(([id]) => id);
}
