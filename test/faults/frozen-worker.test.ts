import assert from "node:assert/strict";
import { join } from "node:path";
import { DirqError, isSystemError, JobQueue } from "../../src/queue/index.js";
import { leftOversIn } from "../queue/temporary-queue.js";
import { say } from "../setup/say.js";
import { processesWith, uniqueSleep } from "../worker/command-world.js";
import { oneMoreWorker } from "./aftermath.js";
import { assertAllWellAfter, prepare } from "./death.js";
import { until } from "../setup/until.js";
import { interruptedFileSystem } from "./interrupted-file-system.js";
import { needOtherBoot, onOtherBoot } from "./other-boot.js";
import { endedFiles, untilFrozen } from "./overtaking.js";
import { tryEachPoint } from "./replay.js";
import { scaled } from "./scale.js";
import { takeOverFromTheSilent } from "./silence.js";
import { exitOf, start, workerCommand } from "./processes.js";
import { VERBS } from "./verbs/index.js";
import { newWorld, quickDirectory } from "./world.js";

const FROZEN_IN = [
  "claim and finish well",
  "claim and finish badly",
  "claim and finish a job that was tried before",
  "fail and wait for the next attempt",
  "release",
  "cancel a queued job",
  "recover an end that was decided, well",
  ...scaled(
    [],
    [
      "claim and finish well, with results on another disk",
      "not run after a failed parent",
      "heal",
      "recover",
      "recover an end that was decided, badly",
      "recover a failed attempt",
    ],
  ),
];

describe("a worker that is frozen for longer than its lease, overtaken, and thawed", function () {
  this.timeout(600_000);
  let steps = 0;
  after(() => say(`    ${steps} steps in ${FROZEN_IN.length} verbs at which it was frozen`));

  for (const verb of FROZEN_IN) {
    it(`${verb}: what others recorded meanwhile stands`, async function () {
      steps += await tryEachPoint(this.test, verb, (k) => freezeIn(verb, k));
    });
  }

  /** False when the verb was done before the k-th call. */
  async function freezeIn(verb: string, k: number): Promise<boolean> {
    const world = newWorld();
    const queue = new JobQueue(world.queue);
    const ids = prepare(verb, world);
    let recorded: ReadonlyMap<string, string> | undefined;
    const fileSystem = interruptedFileSystem(k, () => {
      // Elsewhere nobody can see its process.
      takeOverFromTheSilent(queue, () => "unknown");
      oneMoreWorker(queue.directory);
      recorded = endedFiles(queue);
    });
    await actOvertaken(verb, new JobQueue(queue.directory, { fileSystem }), ids);
    if (recorded === undefined) return false;
    assert.equal(recorded.size > 0, true);
    assert.deepEqual(endedFiles(queue), recorded, "no byte has changed");
    assertAllWellAfter(verb, { world, acknowledged: ids });
    return true;
  }

  async function actOvertaken(verb: string, queue: JobQueue, ids: readonly string[]): Promise<void> {
    try {
      await VERBS[verb]?.act(queue, ids, () => undefined);
    } catch (error) {
      // It is refused what it wanted, or finds nothing to claim; only what is on the disk then matters.
      if (!(error instanceof DirqError || isSystemError(error) || error instanceof assert.AssertionError)) throw error;
    }
  }
});

describe("a worker that runs a command, frozen for longer than its lease, overtaken, and thawed", function () {
  this.timeout(60_000);
  let parent: string;
  beforeEach(function () {
    parent = quickDirectory();
    needOtherBoot(this, parent);
  });

  it("ends the command within 10 s and leaves what the second one recorded", async () => {
    const queue = new JobQueue(join(parent, "jobs"));
    const seconds = uniqueSleep();
    const { id } = queue.submit({ command: `sleep ${seconds}`, type: "shell" });
    const worker = start(...onOtherBoot(parent, workerCommand(queue.directory)));
    worker.stdout?.resume();
    await until("the command runs", () => processesWith(`sleep ${seconds}`).length > 0);
    worker.kill("SIGSTOP");
    await untilFrozen(worker.pid ?? 0);

    takeOverFromTheSilent(queue);
    const claim = queue.claimNext();
    assert.equal(claim?.id, id);
    queue.finish(claim, { state: "completed", result: { by: "the second" } });
    const recorded = endedFiles(queue);
    assert.notDeepEqual(processesWith(`sleep ${seconds}`), [], "the first command still runs");
    worker.kill("SIGCONT");
    await until("the first command is dead", () => processesWith(`sleep ${seconds}`).length === 0, 10_000);

    worker.kill("SIGTERM");
    assert.equal(await exitOf(worker), 0);
    assert.deepEqual(endedFiles(queue), recorded);
    assert.deepEqual(leftOversIn(queue), []);
  });
});
