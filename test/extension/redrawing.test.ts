import assert from "node:assert/strict";
import { mock } from "node:test";
import type { QueueHandle } from "../../src/extension/queues.js";
import { ROOT } from "../../src/extension/tree/layout.js";
import { Redrawing } from "../../src/extension/tree/redrawing.js";

describe("What VS Code is told to draw anew", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"] }));
  afterEach(() => mock.timers.reset());

  it("waits until it has drawn what came before, as long as it goes on asking", async () => {
    let told = 0;
    const redrawing = new Redrawing({
      update: () => Promise.resolve({ replaced: [ROOT], kept: [] }),
      isOutdated: () => false,
      selection: () => [],
      tell: () => told++,
    });
    const pass = async (milliseconds: number): Promise<void> => {
      mock.timers.tick(milliseconds);
      await new Promise(setImmediate);
    };
    redrawing.add(queue, ["queued"]);
    await pass(0);
    assert.equal(told, 1);
    redrawing.add(queue, ["failed"]);
    redrawing.add(queue, ["running"]);
    for (let asked = 0; asked < 20; asked++) {
      await pass(100);
      redrawing.asked();
    }
    assert.equal(told, 1);
    await pass(50);
    await pass(100);
    assert.equal(told, 2);
    await pass(1_000);
    assert.equal(told, 2);
  });
});

const queue = {} as QueueHandle;
