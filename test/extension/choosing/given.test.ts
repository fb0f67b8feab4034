import assert from "node:assert/strict";
import {
  givenCandidate,
  givenRow,
  givenTarget,
  givenTargets,
  mayBeRedrawn,
} from "../../../src/extension/choosing/given.js";
import type { JobTarget } from "../../../src/extension/queues/queues.js";

const [a, b, selected] = ["a", "b", "selected"].map((id) => ({ queue: {}, row: { id } }) as unknown as JobTarget);
const group = { queue: {}, state: "failed" };
const REDRAWN = { message: "That row has changed meanwhile, so nothing was done. Try again." };

describe("What a command is given", () => {
  it("is the row that was clicked, with those that are selected around it and are jobs", async () => {
    assert.deepEqual(await targets(a), [a]);
    assert.deepEqual(await targets(a, [a, group, b]), [a, b]);
  });

  it("is for a command on one job the row that was clicked, whichever of the selection was selected first", async () => {
    assert.equal(await target(b, [a, group, b]), b);
    assert.equal(await target("selection"), selected);
    assert.equal(await target(), undefined);
    await assert.rejects(target(undefined, [a, b]), REDRAWN);
  });

  it("is what is selected where a key was pressed, and nothing where it was called from the palette", async () => {
    assert.deepEqual(await targets("selection"), [selected]);
    assert.deepEqual(await targets(), []);
  });

  it("is refused where VS Code knows the clicked row no more, whatever is selected", async () => {
    await assert.rejects(targets(undefined), REDRAWN);
    await assert.rejects(targets(undefined, [a, b]), REDRAWN);
    assert.throws(() => givenRow([undefined]), REDRAWN);
    assert.equal(givenRow([group]), group);
  });

  it("is refused where VS Code knows one of those no more that are selected: not all would be meant", async () => {
    await assert.rejects(targets(a, [a, undefined, b]), REDRAWN);
  });

  it("is no queue that this cannot be done with: a button above the view is given the row that was clicked last", () => {
    const [cpu, gpu] = [{ directory: "/lab/cpu" }, { directory: "/lab/gpu" }];
    assert.equal(givenCandidate([{ queue: cpu }], [gpu, cpu]), cpu);
    assert.equal(givenCandidate([{ queue: cpu }], [gpu]), undefined);
    assert.equal(givenCandidate([], [gpu]), undefined);
  });

  it("may be a row that is not known, or a button above the view", () => {
    assert.deepEqual([[], [undefined], [group]].map(mayBeRedrawn), [false, true, false]);
  });
});

function targets(...args: readonly unknown[]): Promise<readonly JobTarget[]> {
  return givenTargets(args, selection);
}

function target(...args: readonly unknown[]): Promise<JobTarget | undefined> {
  return givenTarget(args, selection);
}

function selection(): Promise<readonly JobTarget[]> {
  return Promise.resolve(selected === undefined ? [] : [selected]);
}
