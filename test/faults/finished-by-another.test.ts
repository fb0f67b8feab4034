import assert from "node:assert/strict";
import { join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { say } from "../setup/say.js";
import { assertPromiseKept, oneMoreWorker } from "./aftermath.js";
import { interruptedFileSystem } from "./interrupted-file-system.js";
import { quickDirectory } from "./programs.js";
import { VERBS } from "./verbs.js";

const OPEN_TO_OTHERS = [
  "remove",
  "remove a queued job",
  "restore",
  "empty the trash",
  "delete one removed job for good",
];

describe("a removal, a restoring or a deletion that another worker takes for abandoned", function () {
  this.timeout(60_000);
  let steps = 0;
  after(() => say(`    ${steps} steps before which another finished it`));

  for (const verb of OPEN_TO_OTHERS) {
    it(`${verb} keeps the promise, whoever makes each of its steps`, () => {
      for (let k = 1; finishedByAnother(verb, k); k++) steps++;
    });
  }

  /** Before the k-th call another worker comes by, by whose clock the operation is two minutes old. False: there was none. */
  function finishedByAnother(verb: string, k: number): boolean {
    const directory = join(quickDirectory(), "jobs");
    const ids = VERBS[verb]?.prepare(new JobQueue(directory)) ?? [];
    let came = false;
    const fileSystem = interruptedFileSystem(k, () => {
      came = true;
      oneMoreWorker(directory);
    });
    try {
      act(verb, new JobQueue(directory, { fileSystem }), ids);
      oneMoreWorker(directory);
      assertPromiseKept(directory, ids);
    } catch (cause) {
      throw new Error(`${verb}, k = ${k}: ${(cause as Error).message}`, { cause });
    }
    return came;
  }

  /** It may well be told that it could not be done, since another has undone it. */
  function act(verb: string, queue: JobQueue, ids: readonly string[]): void {
    try {
      VERBS[verb]?.act(queue, ids, () => undefined);
    } catch (error) {
      assert.match(String(error), /^DirqError|ENOENT/);
    }
  }
});
