import assert from "node:assert/strict";
import type { PartResult } from "../../../src/extension/changing/outcome.js";
import { callEach, mayHaveDone } from "../../../src/extension/changing/parts.js";
import {
  removalMessage,
  takingOut,
  undo,
  type RemovedPart,
  type Undone,
} from "../../../src/extension/changing/removed.js";
import type { JobTarget, QueueHandle } from "../../../src/extension/queues/queues.js";
import type { BulkResult, LiveQueue } from "../../../src/live/live-queue.js";
import { Unanswered } from "../../../src/live/process/unanswered.js";

const REFUSED: PartResult = { done: [], failed: [{ id: "1", message: "it runs" }] };
const DIED = new Unanswered("The process that reads /b ended (SIGKILL).");

describe("A removal", () => {
  it("says what was moved to the trash, and offers Undo", () => {
    assert.deepEqual(messageOf({ done: ["1"], failed: [], undo: ["x"] }), {
      words: "Moved “train” to the queue's trash.",
      ...{ isComplete: true, hasUndo: true },
    });
    assert.deepEqual(messageOf({ done: ["2"], failed: [], left: 2 }, REFUSED), {
      words: "Stopped: moved 1 of 4 jobs to the queue's trash. train: it runs.",
      ...{ isComplete: false, hasUndo: true },
    });
  });

  it("offers no Undo where all jobs were refused", () => {
    assert.deepEqual(messageOf(REFUSED), { words: "train: it runs.", isComplete: false, hasUndo: false });
  });

  it("offers Undo where one queue refuses all and the process of another dies, whatever it told", async () => {
    const [refusing, dying] = [queue({}), queue({})];
    const [, died] = await callEach(
      [
        { queue: refusing, ids: ["1"] },
        { queue: dying, ids: ["2"] },
      ],
      (live) => (live === refusing.live ? Promise.resolve(REFUSED) : Promise.reject(DIED)),
      { signal: new AbortController().signal, tell: () => {}, total: 2 },
    );
    assert.ok(died);
    const messages = [died, { ...died, dealtWith: 1 }].map((result) => messageOf(REFUSED, result));
    assert.deepEqual(
      messages.map(({ hasUndo, words }) => [hasUndo, words.includes("ended (SIGKILL)")]),
      [
        [true, true],
        [true, true],
      ],
    );
  });

  it("may have been done where a process ended, and not where none was asked", async () => {
    const failing = (error: Error): Promise<Error> =>
      callEach([{ queue: queue({}), ids: ["1"] }], () => Promise.reject(error), {
        ...{ signal: new AbortController().signal, tell: () => {}, total: 1 },
      }).then(
        () => assert.fail(),
        (thrown: unknown) => thrown as Error,
      );
    assert.equal(mayHaveDone(await failing(DIED)), true);
    assert.equal(mayHaveDone(await failing(new Error("It is being started again."))), false);
  });

  it("is taken back in the other queues where one cannot say what it removed", async () => {
    const restored: (readonly string[])[] = [];
    const restore = (names: readonly string[]): Promise<BulkResult> => {
      restored.push(names);
      return Promise.resolve({ done: names, failed: [] });
    };
    const known = queue({ restore });
    const asked = queue({ restore, trashOf: (batch) => Promise.resolve([`${batch}-1`]) });
    const starting = queue({ restore, trashOf: () => Promise.reject(new Error("It is being started again.")) });
    const { parts, operate } = takingOut("word", [
      { queue: known, ids: ["1"], names: ["a"] },
      { queue: asked, ids: ["2", "3"] },
      { queue: starting, ids: ["4"] },
    ]);
    const progress = { signal: new AbortController().signal, tell: () => {}, total: 4 };
    const results = await callEach(parts, operate, progress);
    assert.deepEqual(restored, [["a"], ["word-1"]]);
    assert.deepEqual(
      results.map(({ done, failed }) => [done.length, failed.map(({ message }) => message)]),
      [
        [1, []],
        [1, []],
        [0, ["It is being started again."]],
      ],
    );
  });
});

describe("The Undo of a removal", () => {
  const [a, b] = [
    { queue: queue({}), ids: ["1"] },
    { queue: queue({}), ids: ["2"] },
  ];
  const removed = [a, b];

  it("says nothing where all came back, and that nothing was deleted where there was nothing", async () => {
    const back: PartResult = { done: ["1"], failed: [] };
    assert.deepEqual(await undoing(back, back), { message: undefined, left: [] });
    const nothing = { words: "Nothing was deleted.", isComplete: true, hasUndo: false };
    assert.deepEqual(await undoing({ done: [], failed: [] }), { message: nothing, left: [] });
  });

  it("is offered again where it fails, with the reason", async () => {
    const message = { words: "It is being started again.", isComplete: false, hasUndo: true };
    assert.deepEqual(await undo(removed, () => Promise.reject(new Error(message.words))), { message, left: removed });
  });

  it("is offered again for those queues alone that could not do it", async () => {
    const failed = [{ id: "2", message: "It ended.", code: "QUEUE_UNUSABLE" }] as const;
    const { message, left } = await undoing({ done: ["1"], failed: [] }, { done: [], failed });
    assert.deepEqual(message, { words: "1 of 2 jobs restored. It ended.", isComplete: false, hasUndo: true });
    assert.deepEqual(left, [b]);
  });

  it("takes back what is left where it died halfway and is asked for again", async () => {
    const trash = new Set(["a", "b", "c", "d"]);
    let dies = true;
    const restore = (names: readonly string[]): Promise<BulkResult> => {
      const done = names.slice(0, dies ? 2 : undefined).filter((name) => trash.delete(name));
      if (dies) return Promise.reject(DIED);
      const failed = names.filter((name) => !done.includes(name)).map((id) => ({ id, message: "gone" }));
      return Promise.resolve({ done, failed });
    };
    const dying = queue({ restore, trashOf: () => Promise.resolve([...trash]) });
    const again = (left: readonly RemovedPart[]): Promise<Undone> => {
      const { parts, operate } = takingOut("word", left);
      const progress = { signal: new AbortController().signal, tell: () => {}, total: 4 };
      return undo(left, () => callEach(parts, operate, progress));
    };
    const first = await again([{ queue: dying, ids: ["1", "2", "3", "4"], names: [...trash] }]);
    dies = false;
    assert.deepEqual([await again(first.left), trash.size], [{ message: undefined, left: [] }, 0]);
  });

  it("is not offered again for what is not in the trash any more", async () => {
    const gone: PartResult = { done: [], failed: [{ id: "x", message: "gone", code: "NOT_FOUND" }] };
    const message = { words: "1 job is not in the trash any more.", isComplete: false, hasUndo: false };
    assert.deepEqual(await undoing(gone), { message, left: [] });
  });

  function undoing(...results: readonly PartResult[]) {
    return undo(removed, () => Promise.resolve(results));
  }
});

const targets = [{ row: { id: "1", label: "train" } }] as unknown as readonly JobTarget[];

function messageOf(...results: readonly PartResult[]) {
  return removalMessage(results, { targets, scope: undefined });
}

function queue(live: Partial<LiveQueue>): QueueHandle {
  return { onDidProgress: () => ({ dispose: () => {} }), live } as unknown as QueueHandle;
}
