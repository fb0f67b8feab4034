import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { findGap } from "../../src/wording/index.js";
import { leftOversIn, temporaryDirectory } from "../queue/temporary-queue.js";
import { say } from "../setup/say.js";
import { until } from "../setup/until.js";
import { exitOf, start, startWorker, workerCommand } from "./processes.js";
import { scaled } from "./scale.js";

const MB = 1_000_000;
const PRINTED = scaled(60 * MB, 2_000 * MB);
/** In the full run the default, 1 GiB, is not touched. */
const LIMIT = scaled(4 * 1024 ** 2, 1024 ** 3);
const LIMITED = LIMIT === 1024 ** 3 ? [] : ["--max-log-size", String(LIMIT)];
const MOST_MEMORY_MB = 150;
const PATIENCE_MS = scaled(30_000, 150_000);

describe("a job that prints more than a log may hold", function () {
  this.timeout(180_000);
  let queue: JobQueue;
  let log: (id: string) => string;
  const print = `echo begin; yes 'a line of the middle' | head -c ${PRINTED}; echo; echo end`;
  beforeEach(() => {
    queue = new JobQueue(join(temporaryDirectory(), "jobs"));
    log = (id) => join(queue.resultDirectory(id), "output.log");
  });

  it("leaves a log within its limit, with its beginning and its end, and takes little of the worker's memory", async function () {
    if (process.platform !== "linux") this.skip();
    const { id } = queue.submit({ command: `${print}; exit 3` });
    const worker = startWorker(queue.directory, ...LIMITED);
    let largest = 0;
    await until(
      "the job has ended",
      () => {
        largest = Math.max(largest, statSync(log(id), { throwIfNoEntry: false })?.size ?? 0);
        return queue.get(id)?.state === "failed";
      },
      PATIENCE_MS,
    );
    const memory = peakMemoryMB(worker.pid ?? 0);
    worker.kill("SIGTERM");
    assert.equal(await exitOf(worker), 0);

    const job = queue.get(id);
    assert.deepEqual(job?.state === "failed" && [job.exitCode, job.error], [3, "Command failed with exit code 3"]);
    assert.ok(largest <= LIMIT, `${largest} bytes of ${LIMIT}`);
    assert.ok(memory < MOST_MEMORY_MB, `${memory} MB`);
    const { begin, gap, end, size } = partsOf(log(id));
    assert.match(begin, /^begin\na line of the middle\n/);
    assert.match(end, /a line of the middle\n[^]*end\n$/);
    const words = "begin\n\nend\n".length;
    assert.equal(size - gap.line + gap.missing, PRINTED + words);
    assert.deepEqual(leftOversIn(queue), []);
    say(`  ${PRINTED / MB} MB printed, ${Math.round(size / MB)} MB kept, ${memory} MB of memory at most`);
  });

  it("leaves a log that can be read when its worker is killed, and each attempt has one of its own within the limit", async () => {
    const { id } = queue.submit({ command: `${print}; test $DIRQ_ATTEMPT = 2 || sleep 300` });
    const first = start(...workerCommand(queue.directory, "--max-log-size", "1M"));
    first.stdout?.resume();
    await until("all is printed", () => tailOf(log(id)).endsWith("end\n"), PATIENCE_MS);
    first.kill("SIGKILL");
    await exitOf(first);
    const second = startWorker(queue.directory, "--rm", "--max-log-size", "1M");
    await until("it has run again", () => queue.get(id)?.state === "completed", PATIENCE_MS);
    assert.equal(await exitOf(second), 0);
    for (const name of ["output.1.log", "output.log"]) {
      const { begin, end, size } = partsOf(join(queue.resultDirectory(id), name));
      assert.deepEqual([begin.slice(0, 6), end.slice(-4)], ["begin\n", "end\n"]);
      assert.ok(size <= 1024 ** 2);
    }
  });
});

/** The most that it ever had in memory, as the system counts it. */
function peakMemoryMB(pid: number): number {
  const [, kB] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  assert.ok(kB !== undefined);
  return Math.round((Number(kB) * 1024) / MB);
}

function tailOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? "" : readFileSync(path, "latin1").slice(-100);
}

function partsOf(path: string) {
  const bytes = readFileSync(path);
  const found = findGap(bytes.toString("latin1", 0, 8 * 1024 ** 2));
  assert.ok(found !== undefined, `${path} says that something is left out`);
  const { start, missing, end } = found;
  return {
    begin: bytes.toString("utf8", 0, Math.min(start, 100)),
    gap: { missing, line: end - start },
    end: bytes.toString("utf8", bytes.length - 100),
    size: bytes.length,
  };
}
