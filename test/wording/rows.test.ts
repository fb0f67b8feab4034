import assert from "node:assert/strict";
import {
  accessibleLabel,
  groupedDescription,
  percent,
  rowDescription,
  rowFacts,
  rowLabel,
  standing,
  type RowFacts,
} from "../../src/wording/index.js";

const NOW = new Date(2026, 10, 24, 12).getTime();
const MINUTE = 60_000;

describe("rowLabel", () => {
  it("prefers the name, then the command, the type, the id", () => {
    const labels = [
      { name: "train", command: "x" },
      { name: " ", command: "echo hi" },
      { type: "render" },
      { name: 5 },
    ];
    assert.deepEqual(
      labels.map((params) => rowLabel("179", params)),
      ["train", "echo hi", "render", "179"],
    );
  });

  it("shows a command without the secrets in it, be they given by name or in its environment", () => {
    const env = { HUB_TOKEN: "s3cr3t-value" };
    assert.equal(rowLabel("1", { command: "API_KEY=abc run s3cr3t-value", env }), "API_KEY=•••••• run ••••••");
    assert.equal(rowLabel("1", { name: "run API_KEY=abc", command: "x" }), "run API_KEY=abc");
  });

  it("cuts a command that is longer than any row", () => {
    assert.equal(rowLabel("1", { command: "x".repeat(1_000_000) }), `${"x".repeat(19_999)}…`);
  });

  it("shows control characters instead of sending them", () => {
    assert.equal(rowLabel("1", { name: "\x1b[31mred" }), "\\x1b[31mred");
  });
});

describe("rowDescription", () => {
  const cases: [row: Partial<RowFacts> & Pick<RowFacts, "state">, words: string][] = [
    [{ state: "queued" }, "queued · 5 min ago"],
    [{ state: "queued", waiting: "held" }, "held · 5 min ago"],
    [{ state: "queued", waiting: `at-${NOW + 2 * MINUTE}` }, "at 12:02 · 5 min ago"],
    [{ state: "queued", paused: true }, "queue paused · 5 min ago"],
    [{ state: "running", startedMs: NOW - MINUTE, progress: 0.42 }, "42 % · 1 min"],
    [{ state: "running", startedMs: NOW - MINUTE, progress: 0 }, "running · 1 min"],
    [{ state: "running", startedMs: NOW - MINUTE, lostWorker: true }, "its worker died · 1 min"],
    [{ state: "completed", finishedMs: NOW - 3 * MINUTE }, "completed · 3 min ago"],
    [{ state: "completed", finishedMs: NOW - 59_000 }, "completed · just now"],
    [
      { state: "completed", startedMs: NOW - 5 * MINUTE, finishedMs: NOW - 3 * MINUTE },
      "completed in 2 min · 3 min ago",
    ],
    [
      { state: "completed", finishedMs: NOW - 3 * MINUTE, resultMissing: true },
      "completed without a result · 3 min ago",
    ],
    [{ state: "failed", finishedMs: NOW - 3 * MINUTE, exitCode: 2 }, "exit 2 · 3 min ago"],
    [
      { state: "failed", finishedMs: NOW, exitCode: 1, errorLine: "Command failed with exit code 1: KeyError: 'lr'" },
      "exit 1 · just now · KeyError: 'lr'",
    ],
    [
      {
        ...{ state: "failed", startedMs: NOW - 12_000, finishedMs: NOW, exitCode: 1 },
        errorLine: "Command failed with exit code 1: KeyError: 'lr'",
      },
      "exit 1 · just now · KeyError: 'lr' · ran 12 s",
    ],
    [{ state: "failed", damaged: "not valid JSON:\nat 3" }, "not valid JSON:"],
    [
      { state: "failed", damaged: "1073741824 bytes, larger than the 1048576 that are read" },
      "1.1 GB, larger than the 1.0 MB that are read",
    ],
  ];
  for (const [row, words] of cases) {
    it(`reads "${words}"`, () => assert.equal(rowDescription({ createdMs: NOW - 5 * MINUTE, ...row }, NOW), words));
  }
});

describe("groupedDescription", () => {
  const cases: [row: Partial<RowFacts> & Pick<RowFacts, "state">, words: string][] = [
    [{ state: "completed", startedMs: NOW - 5 * MINUTE, finishedMs: NOW - 3 * MINUTE }, "in 2 min · 3 min ago"],
    [{ state: "completed", finishedMs: NOW - 3 * MINUTE }, "3 min ago"],
    [{ state: "completed", finishedMs: NOW - 3 * MINUTE, resultMissing: true }, "without a result · 3 min ago"],
    [{ state: "completed" }, "completed"],
    [{ state: "completed", damaged: "completed by hand" }, "completed by hand"],
    [{ state: "queued" }, "queued · 5 min ago"],
  ];
  for (const [row, words] of cases) {
    it(`reads "${words}"`, () => assert.equal(groupedDescription({ createdMs: NOW - 5 * MINUTE, ...row }, NOW), words));
  }
});

describe("accessibleLabel", () => {
  it("says the state once, whatever the description starts with", () => {
    const failed: RowFacts = { state: "failed", createdMs: NOW, finishedMs: NOW, exitCode: 2 };
    const queued: RowFacts = { state: "queued", createdMs: NOW };
    const completed: RowFacts = { state: "completed", createdMs: NOW, startedMs: NOW - 12_000, finishedMs: NOW };
    assert.deepEqual(
      [failed, queued, completed].map((row) => accessibleLabel("train", row, NOW)),
      ["train, failed, exit 2, just now", "train, queued, just now", "train, completed in 12 s, just now"],
    );
  });

  it("says of a running job once that it runs, also where it says first which attempt that is", () => {
    const running: RowFacts = {
      state: "running",
      createdMs: NOW,
      startedMs: NOW - 2 * MINUTE,
      attempt: "attempt 2 of 4",
    };
    assert.equal(accessibleLabel("train", running, NOW), "train, running, attempt 2 of 4, 2 min");
  });

  it("takes no word of a reason away", () => {
    const damaged = (reason: string): string =>
      accessibleLabel("a", { state: "failed", createdMs: NOW, damaged: reason }, NOW);
    assert.deepEqual(["damaged by hand", "damagedly named", "not valid JSON"].map(damaged), [
      "a, damaged by hand",
      "a, damaged, damagedly named",
      "a, damaged, not valid JSON",
    ]);
  });
});

describe("standing", () => {
  const cases: readonly (readonly [row: Omit<RowFacts, "createdMs">, words: string])[] = [
    [{ state: "queued" }, "queued"],
    [{ state: "queued", waiting: "after", after: "…2875" }, "queued, after …2875"],
    [{ state: "queued", waiting: "held", attempt: "attempt 2 of 4" }, "queued, held, attempt 2 of 4"],
    [{ state: "running" }, "running"],
    [{ state: "running", progress: 0.42, attempt: "attempt 2 of 4" }, "running, attempt 2 of 4, 42 %"],
    [{ state: "running", lostWorker: true }, "running, its worker died"],
    [{ state: "completed" }, "completed"],
    [{ state: "completed", resultMissing: true }, "completed, without a result"],
    [{ state: "failed" }, "failed"],
    [{ state: "failed", errorLine: "Timed out after 3 s" }, "failed, timed out"],
    [{ state: "failed", exitCode: 2, finishedMs: NOW }, "failed, exit 2"],
  ];
  for (const [row, words] of cases) {
    it(`reads "${words}"`, () => assert.equal(standing({ createdMs: NOW - 5 * MINUTE, ...row }, NOW), words));
  }
});

describe("percent", () => {
  it("stays below 100 % until it is done, and within 0 to 100", () => {
    assert.deepEqual([0.999, 0.29, 1, 1.5, -1].map(percent), ["99 %", "29 %", "100 %", "100 %", "0 %"]);
  });
});

describe("rowFacts", () => {
  it("takes a job of the core as it is", () => {
    const job = {
      id: "1",
      params: {},
      name: undefined,
      createdAt: new Date(NOW),
      state: "queued",
      waiting: undefined,
    } as const;
    assert.deepEqual(rowFacts(job), { state: "queued", createdMs: NOW, waiting: undefined, after: undefined });
    const waits = { ...job, waiting: "after", params: { dirq: { after: ["1795563104406022875"] } } };
    assert.equal(rowDescription(rowFacts(waits), NOW), "after …2875 · just now");
  });

  it("takes the line of an error without the secrets in it", () => {
    const env = { HUB_TOKEN: "s3cr3t-value" };
    const times = { createdAt: new Date(NOW), startedAt: undefined, finishedAt: undefined };
    const ran = { workerName: undefined, progress: 0, exitCode: undefined, signal: undefined };
    const error = "no login with s3cr3t-value\n\nat line 3";
    const facts = rowFacts({ id: "1", params: { env }, name: undefined, ...times, ...ran, state: "failed", error });
    assert.equal(facts.errorLine, "no login with ••••••");
  });
});
