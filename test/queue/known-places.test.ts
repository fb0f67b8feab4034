import assert from "node:assert/strict";
import * as nodeFs from "node:fs";
import type { JobQueue, KnownPlaces } from "../../src/queue/index.js";
import { claimJob } from "./claim-job.js";
import { tellingOfListings } from "./telling-of-listings.js";
import { temporaryQueue } from "./temporary-queue.js";

/** A queue that tells which folders are listed. */
function watchedQueue(): { readonly queue: JobQueue; readonly listed: string[] } {
  const listed: string[] = [];
  return { queue: temporaryQueue({ fileSystem: tellingOfListings(listed) }), listed };
}

describe("a verb that is told where jobs are", () => {
  const verbs: Record<string, (queue: JobQueue, id: string, known: KnownPlaces) => unknown> = {
    resolve: (queue, id, known) => queue.resolve(id, known),
    sizeOf: (queue, id, known) => queue.sizeOf(id, known),
    document: (queue, id, known) => queue.document(id, known),
    hold: (queue, id, known) => queue.hold(id, known),
    unhold: (queue, id, known) => queue.readAt(queue.unhold(id, known)),
    cancel: (queue, id, known) => queue.cancel(id, known),
    remove: (queue, id, known) => queue.remove(id, known),
  };

  for (const [name, act] of Object.entries(verbs)) {
    it(`lists neither what waits nor what is claimed: ${name}`, () => {
      const { queue, listed } = watchedQueue();
      const { id } = queue.submit({}, { hold: name === "unhold" });
      const known = queue.scan();
      listed.length = 0;
      act(queue, id, { known });
      assert.deepEqual(
        listed.filter((folder) => folder === "waiting" || folder === "claims"),
        [],
      );
    });
  }

  it("finds a job that has moved on since", () => {
    const queue = temporaryQueue();
    const [ended, running, held] = queue.submitMany([{}, {}, {}]).map(({ id }) => id) as [string, string, string];
    const known = queue.scan();
    const claim = queue.claimNext();
    assert.ok(claim && queue.claimNext());
    queue.finish(claim, { state: "completed", result: {} });
    queue.hold(held);
    assert.throws(() => queue.hold(running, { known }), { code: "WRONG_STATE", message: /this one is running/ });
    assert.equal(queue.cancel(running, { known }), "requested");
    assert.throws(() => queue.cancel(ended, { known }), { code: "WRONG_STATE", message: /has ended already/ });
    assert.deepEqual(queue.unhold(held, { known }), { id: held, state: "queued", waiting: undefined });
    assert.equal(queue.remove(ended, { known }).state, "completed");
    assert.deepEqual(queue.counts(), { queued: 1, running: 1, completed: 0, failed: 0 });
  });

  it("knows a running job by its claim, not by what stands in running/", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    const claim = claimJob(queue);
    const known = queue.scan();
    nodeFs.unlinkSync(claim.file);
    assert.throws(() => queue.cancel(id, { known }), { code: "WRONG_STATE", message: /a Python worker runs it/ });
  });
});
