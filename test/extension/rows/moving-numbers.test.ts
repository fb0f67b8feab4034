import assert from "node:assert/strict";
import { mock } from "node:test";
import type { Difference } from "../../../src/extension/rows/drawings.js";
import { MovingNumbers } from "../../../src/extension/rows/moving-numbers.js";

describe("Numbers that move in rows", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"] }));
  afterEach(() => mock.timers.reset());

  it("are drawn on a beat, what was left out too, and words at once", () => {
    const { moves, told, row } = start("a", "b");
    moves(row("a"));
    moves(row("b"));
    mock.timers.tick(1_900);
    moves(row("a"), "words");
    assert.deepEqual(told, [["a"], ["a"]]);
    mock.timers.tick(100);
    assert.deepEqual(told, [["a"], ["a"], ["b"]]);
    mock.timers.tick(60_000);
    assert.equal(told.length, 3);
  });

  it("are never drawn later than the next beat, however often they move", () => {
    const { moves, told, row } = start("a");
    for (let passed = 0; passed < 10_000; passed += 100) {
      moves(row("a"));
      mock.timers.tick(100);
    }
    assert.equal(told.length, 6);
  });

  it("stand still while the tooltip of their row is read, those of other rows do not", () => {
    const { moves, told, row, numbers } = start("a", "b");
    numbers.rested(row("a"));
    for (let passed = 0; passed < 9_900; passed += 100) {
      moves(row("a"));
      moves(row("b"));
      mock.timers.tick(100);
    }
    assert.deepEqual(new Set(told.flat()), new Set(["b"]));
    mock.timers.tick(100);
    assert.deepEqual(told.at(-1)?.includes("a"), true);
  });

  it("move no more once their view is gone", () => {
    const { moves, told, row, numbers } = start("a", "b");
    moves(row("a"));
    moves(row("b"));
    numbers.dispose();
    mock.timers.tick(60_000);
    assert.deepEqual(told, [["a"]]);
  });
});

/** Rows that are drawn as soon as they are due. */
function start(...names: readonly string[]) {
  const rows = new Map(names.map((name) => [name, { name }]));
  const differences = new Map<object, Difference>();
  const told: string[][] = [];
  const draw = (nodes: readonly { readonly name: string }[]): void => {
    if (nodes.length === 0) return;
    told.push(nodes.map(({ name }) => name));
    for (const node of nodes) differences.delete(node);
  };
  const numbers = new MovingNumbers<{ readonly name: string }>({
    differenceOf: (node) => differences.get(node) ?? "none",
    late: () => draw(numbers.due([])),
  });
  const row = (name: string): { readonly name: string } => {
    const found = rows.get(name);
    assert.ok(found);
    return found;
  };
  const moves = (node: { readonly name: string }, difference: Difference = "numbers"): void => {
    differences.set(node, difference);
    draw(numbers.due([node]));
  };
  return { numbers, told, row, moves };
}
