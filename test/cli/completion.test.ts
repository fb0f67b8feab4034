import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { claimJob } from "../queue/claim-job.js";
import { CLI, cleanEnvironment, places, type Place } from "./dirq.js";

interface Completed {
  readonly kind: string | undefined;
  readonly words: readonly string[];
  readonly meanings: readonly string[];
}

describe("dirq completion", () => {
  const here = places();

  /** A running, a failed, a completed and two queued jobs. */
  function fill({ queue }: Place): Record<"running" | "failed" | "completed" | "queued" | "held", string> {
    const ended = (name: string, ok: boolean): string => {
      const { id } = queue.submit({ name, command: "true", lr: 1, dirq: { batch: "sweep-1" } });
      const claim = claimJob(queue);
      queue.finish(
        claim,
        ok ? { state: "completed", result: { loss: 1 } } : { state: "failed", error: "x", details: "" },
      );
      return id;
    };
    const [failed, completed] = [ended("bad", false), ended("good one", true)];
    const running = queue.submit({ name: "runs", command: "true" }).id;
    assert.ok(queue.claimNext()?.id === running);
    const queued = queue.submit({ name: "next", command: "true" }).id;
    const held = queue.submit({ name: "held", command: "true" }, { hold: true }).id;
    return { running, failed, completed, queued, held };
  }

  async function complete(...words: readonly string[]): Promise<Completed> {
    const { code, stdout, stderr } = await here.place.called("__complete", ...words);
    assert.deepEqual([code, stderr], [0, ""]);
    const [kind, ...lines] = stdout.trimEnd().split("\n");
    const pairs = lines.map((line) => line.split("\t"));
    return { kind, words: pairs.map(([word = ""]) => word), meanings: pairs.map(([, means = ""]) => means) };
  }

  it("offers commands, options, and the values that options take", async () => {
    const offers: [words: string[], kind: string, offered: string][] = [
      [["resu"], "words", "resubmit results resume"],
      [["help", "log"], "words", "logs"],
      [["list", "--se"], "words", "--search"],
      [["list", "--json", "--j"], "words", "--jobs-dir"],
      [["list", "--state", "f"], "unfinished", "failed"],
      [["list", "--state=f"], "unfinished", "--state=failed"],
      [["list", "--state", "failed,co"], "unfinished", "failed,completed"],
      [
        ["wait", "--state=failed,queued,"],
        "unfinished",
        "--state=failed,queued,running --state=failed,queued,completed",
      ],
      [["list", "--state", "failed", "--sta"], "words", "--state"],
      [["list", "--columns", "id,na"], "unfinished", "id,name"],
      [["list", "--columns=id,na"], "unfinished", "--columns=id,name"],
      [["trash", "e"], "words", "empty"],
      [["trash", "empty", ""], "words", ""],
      [["nonsense", ""], "words", ""],
      [["list", "--nonsense", ""], "words", ""],
      [["submit", "--cwd", ""], "directories", ""],
      [["submit", "--name", "x", ""], "command 1", ""],
      [["submit", "python", "--lr", ""], "command 3", ""],
      [["submit", "--", "ec"], "command 1", ""],
      [["submit", "--name", "x", "--", "cat", ""], "command 2", ""],
      [["worker", ""], "files", ""],
    ];
    for (const [words, kind, offered] of offers) {
      const seen = await complete(...words);
      assert.deepEqual([words, seen.kind, seen.words.join(" ")], [words, kind, offered]);
    }
  });

  it("offers the jobs that a command is for, with what they are, the newest first", async () => {
    const { running, failed, completed, queued, held } = fill(here.place);
    const { words, meanings } = await complete("info", "1");
    assert.deepEqual(words, [held, queued, running, completed, failed]);
    assert.deepEqual(meanings.slice(-2), ["good one · completed · just now", "bad · failed · just now"]);
    assert.deepEqual((await complete("cancel", "")).words, [held, queued, running]);
    assert.deepEqual((await complete("resubmit", completed, "")).words, [failed]);
    assert.deepEqual((await complete("info", failed, "")).words, []);
    assert.deepEqual((await complete("submit", "--after", `${running},`)).words, [
      `${running},${held}`,
      `${running},${queued}`,
    ]);
  });

  it("offers an id by its ending, and the words for ids", async () => {
    const { failed } = fill(here.place);
    assert.deepEqual((await complete("info", failed.slice(-8))).words, [failed]);
    assert.deepEqual((await complete("open", failed.slice(-8))).words, [failed]);
    assert.deepEqual((await complete("info", "last")).words, ["last", "last-failed"]);
  });

  it("offers batches, names, what results hold, and what is in the trash", async () => {
    const { failed } = fill(here.place);
    assert.deepEqual((await complete("wait", "--batch", "")).words, ["sweep-1"]);
    assert.deepEqual((await complete("wait", "--batch", "")).meanings, ["2 jobs"]);
    assert.deepEqual((await complete("list", "--name", "g")).words, ["good one"]);
    assert.deepEqual((await complete("results", "--sort", "lo")).words, ["loss"]);
    assert.deepEqual((await complete("results", "--columns", "id,params.l")).words, ["id,params.lr"]);
    here.place.queue.remove(failed);
    const { words, meanings } = await complete("restore", "");
    assert.deepEqual(
      [words, meanings],
      [
        ["last", failed],
        ["all that the last dirq rm has removed", "bad"],
      ],
    );
  });

  it("offers nothing that acts on a terminal, and nothing where there is no queue", async () => {
    for (const name of ["\x1b[31m", "x".repeat(300), "--purge"]) here.place.queue.submit({ name, command: "true" });
    writeFileSync(join(here.place.jobs, "queued", "17\x1b.json"), "{}");
    assert.deepEqual((await complete("list", "--name", "")).words, []);
    assert.equal((await complete("info", "17")).words.filter((word) => word.includes("\x1b")).length, 0);
    assert.deepEqual((await complete("info", "--jobs-dir", "nowhere", "")).words, []);
  });

  /** Runs a script in a shell that finds `dirq`; its lines, trimmed. */
  function shell(program: string, args: readonly string[]): string[] {
    const bin = here.place.directory;
    writeFileSync(join(bin, "dirq"), `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`, { mode: 0o755 });
    const env = { ...cleanEnvironment(), PATH: `${bin}:${process.env["PATH"] ?? ""}` };
    const { stdout, stderr } = spawnSync(program, args, { cwd: bin, env, encoding: "utf8" });
    assert.equal(stderr, "");
    return stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.trim());
  }

  const has = (program: string): boolean => spawnSync(program, ["-c", "exit 0"]).status === 0;

  it("completes in bash, which takes words apart at = and :", function () {
    if (!has("bash")) this.skip();
    const { failed } = fill(here.place);
    writeFileSync(join(here.place.directory, "train it.py"), "");
    const script = `
      eval "$(dirq completion bash)"
      press() { COMP_CWORD=$(($# - 1)); COMP_WORDS=("$@"); _dirq dirq; printf '[%s]' "\${COMPREPLY[@]}"; echo; }
      press dirq lis
      press dirq list --state = f
      press dirq list --state =
      press dirq list --state failed,co
      press dirq list --state = failed,co
      press dirq list --columns id,na
      press dirq list --name go
      press dirq list --name "'go"
      press dirq info ${failed.slice(-9)}
      press dirq worker tra
      press dirq submit --name a cat tra`;
    assert.deepEqual(shell("bash", ["--norc", "-c", script]), [
      "[list]",
      "[failed]",
      "[queued][running][completed][failed]",
      "[failed,completed]",
      "[failed,completed]",
      "[id,name]",
      "[good\\ one]",
      "[good one]",
      `[${failed}]`,
      "[train it.py]",
      "[train it.py]",
    ]);
  });

  it("offers nothing in bash that would act behind an open quotation mark", function () {
    if (!has("bash")) this.skip();
    const { queue } = here.place;
    for (const name of ["aa$(touch x)", "bb`touch x`", "cc'; touch x; '", 'dd"; touch x; "', "ee!ls", "ff\\"])
      queue.submit({ name, command: "true" });
    queue.submit({ name: "gg (2)", command: "true" });
    writeFileSync(join(here.place.jobs, "queued", "hh$(touch x).json"), "{}");
    const script = `
      eval "$(dirq completion bash)"
      press() { COMP_CWORD=$(($# - 1)); COMP_WORDS=("$@"); _dirq dirq; printf '[%s]' "\${COMPREPLY[@]}"; echo; }
      press dirq list --name '"aa'
      press dirq list --name '"'
      press dirq list --name "'"
      press dirq list --name 'a"a'
      press dirq info '"hh'
      press dirq list --name '\\aa'
      press dirq list --name "cc"`;
    assert.deepEqual(shell("bash", ["--norc", "-c", script]), [
      "[]",
      "[gg (2)]",
      "[gg (2)]",
      "[]",
      "[]",
      "[aa\\$\\(touch\\ x\\)]",
      "[cc\\'\\;\\ touch\\ x\\;\\ \\']",
    ]);
  });

  it("completes in zsh", function () {
    if (!has("zsh")) this.skip();
    const { failed } = fill(here.place);
    const script = `
      compdef() { }
      _describe() { print -r -- "$described[@]" "\${(@qq)argv[5,-1]}" }
      _normal() { print -r -- command $words $CURRENT }
      eval "$(dirq completion zsh)"
      press() { words=("$@"); CURRENT=$#; _dirq }
      press dirq lis
      press dirq list --state=f
      press dirq list --state failed,co
      press dirq list --columns id,na
      press dirq info ${failed.slice(-9)}
      press dirq submit --name a cat tra`;
    assert.deepEqual(shell("zsh", ["-f", "-c", script]), [
      "list:the jobs, newest first",
      "--state=failed '-S' ''",
      "failed,completed '-S' ''",
      "id,name '-S' ''",
      `${failed}:bad · failed · just now`,
      "command cat tra 2",
    ]);
  });

  it("completes in fish", function () {
    if (!has("fish")) this.skip();
    const { failed } = fill(here.place);
    writeFileSync(join(here.place.directory, "train.py"), "");
    const lines = [
      "lis",
      "list --state=f",
      "list --state failed,co",
      "list --columns id,na",
      `info ${failed.slice(-9)}`,
      "submit --name a cat tra",
      "worker tra",
    ];
    const script = ["dirq completion fish | source", ...lines.map((line) => `complete -C 'dirq ${line}'`)].join("; ");
    assert.deepEqual(shell("fish", ["--no-config", "-c", script]), [
      "list\tthe jobs, newest first",
      "--state=failed",
      "failed,completed",
      "id,name",
      `${failed}\tbad · failed · just now`,
      "train.py",
      "train.py",
    ]);
  });

  it("names the shells that there are", () => {
    const { code, stderr } = here.place.dirq(["completion", "zhs"]);
    assert.deepEqual(
      [code, stderr.split("\n")[0]],
      [2, "dirq: There is no completion for zhs. There are: bash, zsh, fish"],
    );
  });
});
