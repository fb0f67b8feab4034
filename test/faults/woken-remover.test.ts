import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import { removing } from "../../src/queue/changing/remove.js";
import { Taker } from "../../src/queue/changing/taker.js";
import type { FileSystem } from "../../src/queue/disk/file-system.js";
import type { Steps } from "../../src/queue/disk/steps.js";
import { openStore } from "../../src/queue/disk/store.js";
import { JobQueue } from "../../src/queue/index.js";
import { ClaimTokens } from "../../src/queue/owning/claim-tokens.js";
import { say } from "../setup/say.js";
import { assertPromiseKept } from "./aftermath.js";
import { beforeEachCall } from "./before-each-call.js";
import { prepare } from "./death.js";
import { tryEachPoint } from "./replay.js";
import { newWorld } from "./world.js";

const LATER_MS = 120_000;

describe("somebody who is frozen right before a job goes to the trash, and wakes while another finishes that", function () {
  this.timeout(60_000);
  let calls = 0;
  after(() => say(`    ${calls} calls before which the remover woke`));

  for (const [how, fileSystem] of Object.entries({ "goes on": nodeFs, "dies after the move": dyingAfterOneMove() })) {
    for (const verb of ["remove", "remove a queued job"]) {
      it(`${verb}: the job is in the queue or in the trash, where the remover ${how}`, async function () {
        calls += await tryEachPoint(this.test, verb, (k) => wakesBefore(k, verb, fileSystem));
      });
    }
  }

  /** Before the k-th call of the other, whatever that does. False: there was none, and it woke afterwards. */
  function wakesBefore(k: number, verb: string, fileSystem: FileSystem): boolean {
    const world = newWorld();
    const [id = "", ...others] = prepare(verb, world);
    const remover = removing(new Taker(openStore(world.queue, { fileSystem }), new ClaimTokens()), id, {});
    // The manifest is written.
    remover.next();
    let woke = false;
    tendTrash(
      world.queue,
      beforeEachCall((call) => {
        if (call !== k) return;
        woke = true;
        goOn(remover);
      }),
    );
    if (!woke) goOn(remover);
    assertPromiseKept(world.queue, [id, ...others]);
    return woke;
  }
});

/** What a worker does by whose clock the removal is two minutes old. */
function tendTrash(directory: string, fileSystem: FileSystem): void {
  const queue = new JobQueue(directory, { fileSystem });
  const clocks = { now: () => Date.now() + LATER_MS, monotonic: () => performance.now() };
  queue.recovery(() => undefined, clocks).run();
}

/** It may well be told that another was faster. */
function goOn(remover: Steps<unknown>): void {
  try {
    while (remover.next().done !== true);
  } catch (error) {
    assert.match(String(error), /^DirqError: Job \d+ was not removed|nothing more is done/);
  }
}

function dyingAfterOneMove(): FileSystem {
  return {
    ...nodeFs,
    renameSync: (from, to) => {
      if (!String(to).endsWith("job.json")) throw new Error("nothing more is done");
      nodeFs.renameSync(from, to);
    },
  };
}
