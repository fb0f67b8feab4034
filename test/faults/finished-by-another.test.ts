import assert from "node:assert/strict";
import { JobQueue } from "../../src/queue/index.js";
import { say } from "../setup/say.js";
import { oneMoreWorker } from "./aftermath.js";
import { assertAllWellAfter, prepare } from "./death.js";
import { interruptedFileSystem } from "./interrupted-file-system.js";
import { tryEachPoint } from "./replay.js";
import { VERBS } from "./verbs/index.js";
import { newWorld } from "./world.js";

const OPEN_TO_OTHERS = [
  "remove",
  "remove a queued job",
  "restore",
  "empty the trash",
  "delete one removed job for good",
  "remove several jobs",
  "restore several jobs",
];

describe("a removal, a restoring or a deletion that another worker takes for abandoned", function () {
  this.timeout(60_000);
  let steps = 0;
  after(() => say(`    ${steps} steps before which another finished it`));

  for (const verb of OPEN_TO_OTHERS) {
    it(`${verb} keeps the promise, whoever makes each of its steps`, async function () {
      steps += await tryEachPoint(this.test, verb, (k) => finishedByAnother(verb, k));
    });
  }

  /** Before the k-th call another worker comes by, by whose clock the operation is two minutes old. False: there was none. */
  async function finishedByAnother(verb: string, k: number): Promise<boolean> {
    const world = newWorld();
    const directory = world.queue;
    const ids = prepare(verb, world);
    let came = false;
    const fileSystem = interruptedFileSystem(k, () => {
      came = true;
      oneMoreWorker(directory);
    });
    await act(verb, new JobQueue(directory, { fileSystem }), ids);
    assertAllWellAfter(verb, { world, acknowledged: ids });
    return came;
  }

  /** It may well be told that it could not be done, since another has undone it. */
  async function act(verb: string, queue: JobQueue, ids: readonly string[]): Promise<void> {
    try {
      await VERBS[verb]?.act(queue, ids, () => undefined);
    } catch (error) {
      assert.match(String(error), /^DirqError|ENOENT/);
    }
  }
});
