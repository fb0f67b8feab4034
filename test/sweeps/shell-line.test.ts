import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import fc from "fast-check";
import { sweepJobs, SweepError, type SweepSource } from "../../src/sweeps/index.js";
import { scaled } from "../faults/scale.js";
import { skipWithout } from "../setup/needs.js";

describe("A value in a shell line", () => {
  const lines: [line: string, value: string, filled: string][] = [
    ["train --lr {v}", "0.1", "train --lr 0.1"],
    ["train --lr={v}", "a b", "train --lr='a b'"],
    ["train --model {v} x", "resnet", "train --model resnet x"],
    ["{v} x", "if", "'if' x"],
    ["{v} x", "A=1", "'A=1' x"],
    ["echo {v}>file", "2", "echo '2'>file"],
    ["echo {v}\\\n>file", "2", "echo '2'\\\n>file"],
    ["echo $X{v}", "Y", "echo $X'Y'"],
    ["echo {v}", "", "echo ''"],
    ["echo '{v}'", "it's", `echo 'it'"'"'s'`],
    ['echo "{v}"', '$(id) "`', String.raw`echo "\$(id) \"\``.concat('"')],
    ['echo "$X{v}"', "Y", 'echo "$X""Y"'],
    ["echo $((2 * {v}))", "-3", "echo $((2 * -3))"],
    [
      "awk '{print $1}' {v} | xargs -I{} echo {} ${HOME} {{v}}",
      "f",
      "awk '{print $1}' 'f' | xargs -I{} echo {} ${HOME} {v}",
    ],
  ];
  for (const [line, value, filled] of lines) {
    it(`makes ${line} with ${JSON.stringify(value)} to ${filled}`, () => assert.equal(fill(line, value), filled));
  }

  it("stands as it is in a word of a command, which is quoted as a whole", () => {
    const [job] = sweepJobs({ words: ["echo", "a {v}", "{v}"], sources: [source("it's")], zip: false });
    assert.equal(job?.command, `echo 'a it'"'"'s' 'it'"'"'s'`);
  });

  const unclear: [line: string, what: string][] = [
    ["echo `date` {v}", "backticks"],
    ["cat <<END\n{v}\nEND", "a here-document"],
    ["echo $'a' {v}", "$'…'"],
    ['echo "${X:-{v}}"', "${…}"],
    ["ls # {v}", "a comment"],
    ["echo \\{v}", "a backslash"],
    ['echo "$(case x in x) echo {v};; esac)"', "case in $(…)"],
    ["(true)#it's\necho {v} #'", ")#"],
    ["cat <(true)#it's\necho {v} #'", ")#"],
    ["case x in x)#it's\necho {v} #'\nesac", ")#"],
    ["((1 + {v}))", "((…))"],
    ["for ((i=0; i<3; i++)); do echo {v}; done", "((…))"],
    ["echo a\\\n#it's\necho {v}", "a word that goes on in the next line"],
    ['echo "$\\\n(echo {v})"', "a word that goes on in the next line"],
    ["echo <\\\n<END\n{v}\nEND", "a word that goes on in the next line"],
  ];
  for (const [line, what] of unclear) {
    it(`is refused in ${JSON.stringify(line)}`, () => {
      const advice = `Put it into a variable first: v={v}; … "$v"`;
      const message = `{v} stands behind or in ${what}, where it is not certain how a shell would read it. ${advice}`;
      assert.throws(() => fill(line, "x"), { message });
    });
  }

  it("is a whole number in arithmetic", () => {
    assert.throws(() => fill("echo $((1 + {v}))", "x[$(id)]"), { message: /is no whole number/ });
  });

  it("is asked for by a name that there is, and by each that there is", () => {
    const sources = [source("1"), { title: "lr", names: ["lr"], rows: [["1"]] }];
    const jobs = (line: string) => sweepJobs({ words: [line], sources, zip: false });
    assert.throws(() => jobs("echo {v} {lrr}"), {
      message: "There is no {lrr}. There are: {v}, {lr}. The text {lrr} itself is written {{lrr}}.",
    });
    assert.throws(() => jobs("echo {v}"), {
      message: "Nothing in the command stands for lr: write {lr} where its values belong.",
    });
  });

  // Each line hands its words to printf, which prints every one of them with a NUL behind it. Its other words are fixed.
  const PRINT = String.raw`printf '%s\0'`;
  const templates: [line: string, words: (value: string) => string[]][] = [
    [`${PRINT} {v}`, (v) => [v]],
    [`${PRINT} '{v}'`, (v) => [v]],
    [`${PRINT} "{v}"`, (v) => [v]],
    [`${PRINT} --lr={v}'{v}'"{v}"{v}`, (v) => [`--lr=${v}${v}${v}${v}`]],
    [`${PRINT} 'it'"'"'s {v}' # it's`, (v) => [`it's ${v}`]],
    [`${PRINT} "say \\"{v}\\" \\\\" '\\'{v}`, (v) => [`say "${v}" \\`, `\\${v}`]],
    [`X=1; ${PRINT} "$X{v}" $X{v}"$X"'$X{v}' "\${X}{v}"`, (v) => [`1${v}`, `1${v}1$X${v}`, `1${v}`]],
    [`${PRINT} "$({ ${PRINT} {v} "{v}" '{v}'; } | tr '\\0' '|')" {v}`, (v) => [...printed(v), v]],
    [`( ${PRINT} {v} ) && (: {v}; ${PRINT} "a){v}(")`, (v) => [v, `a)${v}(`]],
    [`v={v}; ${PRINT} "$v"`, (v) => [v]],
    [`if true; then ${PRINT} {v} {v}; fi; : x#{v} {v}#y`, (v) => [v, v]],
    // A comment, or none: its quotation mark counts, or does not.
    [`(true) #it's\n${PRINT} {v} #'`, (v) => [v]],
    [`: $(true)#'\n'; ${PRINT} {v} #'`, (v) => [v]],
    [`: \\ #'\n'; ${PRINT} {v} #'`, (v) => [v]],
    [`: \\;#'\n'; ${PRINT} {v} #'`, (v) => [v]],
    [`: a\u00a0#'\n'; ${PRINT} {v} #'`, (v) => [v]],
    [`: a\r#'\n'; ${PRINT} {v} #'`, (v) => [v]],
    [`: ""\\\n#'\n'; ${PRINT} {v} #'`, (v) => [v]],
    [`: \\\n#it's\n${PRINT} \\\n {v} #'`, (v) => [v]],
    [`true &&\\\n${PRINT} {v} "\\\n{v}"`, (v) => [v, v]],
  ];
  const shells = ["/bin/sh", "/bin/bash"].filter((path) => process.platform !== "win32" && existsSync(path));
  for (const shell of shells) {
    it(`reaches a program under ${shell} byte for byte, as one word, wherever it stands`, function () {
      if (shells.length === 0) skipWithout(this, "no POSIX shell");
      const piece = fc.constantFrom(
        ..."'\"\\$`!*?~#;&|<>(){}[]=% \t\n\r-a1ü模",
        "$(id)",
        "if",
        "\\n",
        "''",
        "$X",
        "--",
      );
      const values = fc.sample(fc.array(piece, { maxLength: 8 }), scaled(50, 150)).map((pieces) => pieces.join(""));
      const cases = values.flatMap((value) => templates.map(([line, words]) => ({ line, value, words: words(value) })));
      const filled = cases.map(({ line, value }) => `( ${fill(line, value)}\n); printf '\\1\\0'`);
      const { stdout } = spawnSync(shell, { input: filled.join("\n"), encoding: "utf8", maxBuffer: 1e8 });
      const got = stdout.split("\x01\0").map((each) => each.split("\0").slice(0, -1));
      for (const [index, { words, ...told }] of cases.entries()) {
        assert.deepEqual(got[index], words, JSON.stringify({ ...told, filled: filled[index] }));
      }
    });
  }
});

/** Inside `$( … )` a shell takes the line ends at the end away: there are none, the last word ends in a bar. */
function printed(value: string): string[] {
  return [`${value}|${value}|${value}|`];
}

function source(value: string): SweepSource {
  return { title: "v", names: ["v"], rows: [[value]] };
}

function fill(line: string, value: string): string {
  const [job] = sweepJobs({ words: [line], sources: [source(value)], zip: false });
  if (job === undefined) throw new SweepError("There is no job");
  return job.command;
}
