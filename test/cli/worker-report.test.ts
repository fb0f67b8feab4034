import assert from "node:assert/strict";
import { Cli } from "../../src/cli/cli.js";
import { WorkerReport } from "../../src/cli/workers/worker-report.js";
import { CommandError } from "../../src/cli/trouble.js";
import type { RunningJob } from "../../src/queue/index.js";

function job(id: string): RunningJob {
  const createdAt = new Date(0);
  return {
    id,
    params: {},
    name: undefined,
    createdAt,
    state: "running",
    startedAt: createdAt,
    workerName: "w",
    progress: 0,
    claim: "w.1",
  };
}

describe("What a worker tells", () => {
  it("counts those that run as stopped, and not those whose end the disk is taking", () => {
    const said: string[] = [];
    const cli = new Cli();
    cli.out.write = (text) => void said.push(String(text));
    const report = new WorkerReport(cli);
    // Two slots: the first two jobs have left theirs.
    for (const [at, id] of ["1", "2", "3", "4"].entries()) report.tell({ kind: "started", job: job(id), slot: at % 2 });
    report.tell({ kind: "ended", job: job("2"), end: { state: "completed", result: {} }, ms: 1 });
    report.killing();
    assert.equal(said.at(-1), "Stopping 2 jobs; they go back into the queue.\n");
  });

  it("says of a disk that is away what each of its looks has met, and that once until a job starts again", () => {
    const said: string[] = [];
    const cli = new Cli();
    cli.err.write = cli.out.write = (text) => void said.push(String(text));
    const report = new WorkerReport(cli);
    const meet = (...looks: readonly string[]): void => {
      for (const look of looks) report.tell({ kind: "trouble", error: new CommandError(look), job: undefined });
    };
    meet("a", "b", "a", "b");
    report.tell({ kind: "started", job: job("1"), slot: 0 });
    meet("a");
    assert.deepEqual(
      said.filter((line) => line.startsWith("dirq:")),
      ["dirq: a\n", "dirq: b\n", "dirq: a\n"],
    );
  });
});
