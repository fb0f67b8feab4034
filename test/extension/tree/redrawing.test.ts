import assert from "node:assert/strict";
import { mock } from "node:test";
import type { QueueHandle } from "../../../src/extension/queues/queues.js";
import { type Difference, Drawings } from "../../../src/extension/rows/drawings.js";
import { ROOT } from "../../../src/extension/tree/layouts/layout.js";
import type { Node, StateNode } from "../../../src/extension/tree/nodes.js";
import { Redrawing } from "../../../src/extension/tree/redrawing.js";

describe("What VS Code is told to draw anew", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"] }));
  afterEach(() => mock.timers.reset());

  it("waits until it has drawn what came before, as long as it goes on asking", async () => {
    let told = 0;
    const redrawing = new Redrawing({
      update: () => Promise.resolve({ replaced: [ROOT], kept: [] }),
      difference: () => "none",
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

  it("waits as long before it draws everything, and then draws nothing twice", async () => {
    const told: (readonly unknown[] | undefined)[] = [];
    const redrawing = new Redrawing({
      update: () => Promise.resolve({ replaced: [{ kind: "state" } as StateNode], kept: [] }),
      difference: () => "none",
      selection: () => [],
      tell: (nodes) => told.push(nodes),
    });
    redrawing.add(queue, ["queued"]);
    await new Promise(setImmediate);
    assert.equal(told.length, 1);
    redrawing.add(queue, ["failed"]);
    redrawing.addAll();
    await new Promise(setImmediate);
    assert.equal(told.length, 1);
    for (let passed = 0; passed < 10; passed++) {
      mock.timers.tick(200);
      await new Promise(setImmediate);
    }
    assert.deepEqual(told.slice(1), [ROOT]);
  });

  it("draws everything once more where rows of several states were selected while it drew some", async () => {
    const told: (readonly unknown[] | undefined)[] = [];
    const queued = { kind: "state" } as StateNode;
    const failed = { kind: "state" } as StateNode;
    let selection: Node[] = [];
    const redrawing = new Redrawing({
      update: () => Promise.resolve({ replaced: [queued], kept: [] }),
      difference: () => "none",
      selection: () => selection,
      tell: (nodes) => told.push(nodes),
    });
    const pass = async (): Promise<void> => {
      for (let passed = 0; passed < 10; passed++) {
        mock.timers.tick(200);
        await new Promise(setImmediate);
      }
    };
    redrawing.add(queue, ["queued"]);
    await new Promise(setImmediate);
    assert.deepEqual(told, [[queued]]);
    selection = [{ kind: "job", parent: queued } as Node, { kind: "job", parent: failed } as Node];
    await pass();
    assert.deepEqual(told, [[queued], ROOT]);
    redrawing.add(queue, ["queued"]);
    await pass();
    assert.deepEqual(told, [[queued], ROOT, ROOT]);
  });

  it("leaves a running job's row alone while only its numbers move, so that its tooltip can be read", async () => {
    const told: (readonly unknown[] | undefined)[] = [];
    const row = { kind: "job", row: { state: "running" } } as Node;
    let difference: Difference = "numbers";
    const redrawing = new Redrawing({
      update: () => Promise.resolve({ replaced: [], kept: [row] }),
      difference: () => difference,
      selection: () => [],
      tell: (nodes) => told.push(nodes),
    });
    const moveFor = async (milliseconds: number): Promise<void> => {
      for (let passed = 0; passed < milliseconds; passed += 500) {
        redrawing.add(queue, ["running"]);
        await new Promise(setImmediate);
        mock.timers.tick(500);
      }
    };
    await moveFor(1_500);
    assert.deepEqual(told, [[row]]);
    await moveFor(500);
    assert.deepEqual(told, [[row], [row]]);
    difference = "words";
    await moveFor(500);
    assert.deepEqual(told, [[row], [row], [row]]);
  });
});

describe("What a row would show now", () => {
  it("is nothing new, the same words with other numbers, or other words", () => {
    const node = { words: "42 % · 59 s" };
    const drawings = new Drawings<typeof node>(({ words }) => ({ label: "sweep 3", description: words }));
    drawings.draw(node);
    const differences = ["42 % · 59 s", "43 % · 59 s", "100 % · 1 min", "cancelling…"].map((words) => {
      node.words = words;
      return drawings.difference(node);
    });
    assert.deepEqual(differences, ["none", "numbers", "words", "words"]);
  });
});

const queue = {} as QueueHandle;
