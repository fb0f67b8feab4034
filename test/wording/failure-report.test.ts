import assert from "node:assert/strict";
import { failureReport } from "../../src/wording/index.js";

const NOW = new Date(2026, 10, 25, 12).getTime();

describe("A failure report", () => {
  it("says what failed, how, where, and the end of its error", () => {
    const errorLine = "Command failed with exit code 2: no";
    const ended = { state: "failed", exitCode: 2, errorLine, workerName: "lab" } as const;
    const times = { createdMs: NOW - 90_000, startedMs: NOW - 65_000, finishedMs: NOW - 60_000 };
    const row = { id: "17", label: "train *all*", ...ended, ...times };
    const report = failureReport({ row, command: "make", cwd: "/home/ada", errorText: "no\n```\nrule" }, NOW);
    assert.deepEqual(report.replace(/Started: .*/, "Started: then").split("\n"), [
      ...["**train \\*all\\***: exit 2 · 1 min ago · no", ""],
      ...["- Job: `17`", "- Started: then", "- Ran: 5.0 s", "- Worker: `lab`", "- Directory: `/home/ada`", ""],
      ...["```sh", "make", "```", ""],
      ...["````text", "no", "```", "rule", "````"],
    ]);
  });

  it("says the sizes of a file that is too large as its row does", () => {
    const damaged = "1073741824 bytes, larger than the 1048576 that are read";
    const report = failureReport({ row: { id: "17", label: "17", state: "failed", damaged, createdMs: NOW } }, NOW);
    const words = "1.1 GB, larger than the 1.0 MB that are read";
    assert.equal(report, `**17**: ${words}\n\n- Job: \`17\`\n\n\`\`\`text\n${words}\n\`\`\``);
  });

  it("holds none of the secrets that the job was given", () => {
    const command = "API_KEY=hunter2-hunter2 make --token abcdef";
    const row = { id: "17", label: command, state: "failed", errorLine: "no: s3cr3t-value", createdMs: NOW } as const;
    const errorText = "401 for s3cr3t-value at https://ada:pw@host/\nHUB_TOKEN=s3cr3t-value\n";
    const report = failureReport({ row, command, env: { HUB_TOKEN: "s3cr3t-value" }, errorText }, NOW);
    assert.doesNotMatch(report, /hunter2|abcdef|s3cr3t|pw@/);
    assert.match(report, /API_KEY=•••••• make --token ••••••/);
  });
});
