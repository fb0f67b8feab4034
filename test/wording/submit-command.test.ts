import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { indentJson, JobQueue } from "../../src/queue/index.js";
import { submitCommand } from "../../src/wording/index.js";
import { temporaryDirectory } from "../queue/temporary-queue.js";

const CLI = resolve(__dirname, "../../dist/cli.js");

describe("The line that submits a job again", () => {
  const cwd = resolve(__dirname);
  const cases: [what: string, paramsText: string, start: RegExp][] = [
    [
      "a shell command",
      JSON.stringify({
        command: "echo 'a  b' | wc -l",
        type: "shell",
        name: "-n it's",
        cwd,
        env: { A: "x y" },
        timeout: 90,
      }),
      /^dirq --jobs-dir .+ submit --no-env --name=/,
    ],
    ["a command that looks like an option", JSON.stringify({ command: "--help me", type: "shell", cwd }), /^dirq/],
    [
      "a command that looks like a file of JSON",
      JSON.stringify({ command: "./x.json", type: "shell", cwd }),
      /^printf/,
    ],
    [
      "a job of another kind",
      '{\n  "type": "render",\n  "seed": 12345678901234567890,\n  "rate": 1.0,\n  "x": NaN\n}',
      /^printf/,
    ],
    [
      "a shell command with params of its own",
      `{"command": "true", "type": "shell", "cwd": "${cwd}", "lr": 1.0}`,
      /^printf/,
    ],
    [
      "a text with marks that act where they are pasted, but not letters",
      JSON.stringify({ type: "render", text: "\u007f\u009b\u2028\u202e\u200b\u{e0001}é模" }),
      /^printf .+\\u007f\\u009b\\u2028\\u202e\\u200b\\udb40\\udc01é模/,
    ],
    [
      "a shell command with such a mark",
      JSON.stringify({ command: "echo \u007f", type: "shell", cwd }),
      /^printf .+echo \\u007f/,
    ],
    ["one that is tried again", '{"command": "a\\nb\\\\n%s", "dirq": {"retries": 2}}', /^printf/],
  ];
  for (const [what, paramsText, start] of cases) {
    it(`does so for ${what}, when it is pasted`, () => {
      const jobs = resolve(temporaryDirectory(), "my jobs");
      const line = submitCommand({ jobsDirectory: jobs, paramsText });
      assert.match(line.replaceAll("'", ""), start);
      const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", `dirq() { node '${CLI}' "$@"; }; ${line}`], {
        encoding: "utf8",
      });
      assert.equal(status, 0, stderr);
      const submitted = new JobQueue(jobs).paramsText(stdout.trim()) ?? "";
      // Each letter spelled in one way, and the digits as they are.
      const compact = (text: string): string =>
        indentJson(text)
          .replaceAll(/\n\s*/g, "")
          .replaceAll(/(?<=[:,{])\s|\s(?=\})/g, "");
      const sorted = (text: string): string[] => compact(text).slice(1, -1).split(",").sort();
      assert.deepEqual(sorted(submitted), sorted(paramsText));
    });
  }
});
