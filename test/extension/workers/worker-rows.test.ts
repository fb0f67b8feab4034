import assert from "node:assert/strict";
import type { QueueHandle } from "../../../src/extension/queues/queues.js";
import { Drawings } from "../../../src/extension/rows/drawings.js";
import type { WorkersNode } from "../../../src/extension/workers/nodes.js";
import { WorkerRows } from "../../../src/extension/workers/worker-rows.js";
import type { JobRow, WorkerRow } from "../../../src/live/live-queue.js";

describe("What the Workers view draws anew", () => {
  it("are the rows of the worker whose job began or ended, with one look at the queue for each change", async () => {
    const { view, jobs, told, asked } = start({ a: ["long"], b: ["1"] });
    await view.show();
    const before = asked();
    for (const id of ["2", "3", "4"]) {
      jobs["b"] = [id];
      await view.change();
    }
    assert.deepEqual(told, [["b"], ["b"], ["b"]]);
    assert.deepEqual(view.shown(), ["a", "long", "b", "4"]);
    assert.equal(asked() - before, 3);
  });

  it("is everything where a worker came or went", async () => {
    const { view, jobs, told } = start({ a: [] });
    await view.show();
    jobs["b"] = [];
    await view.change();
    assert.deepEqual(told, ["all"]);
    assert.deepEqual(view.shown(), ["a", "b"]);
  });

  it("is nothing where nothing has changed", async () => {
    const { view, told } = start({ a: ["long"] });
    await view.show();
    await view.change();
    assert.deepEqual(told, []);
  });

  it("is everything, when it is shown again, of what nobody saw", async () => {
    const { view, jobs, told } = start({ a: [] });
    await view.show();
    jobs["b"] = ["1"];
    view.rows.forget();
    await view.show();
    assert.deepEqual(told, ["all"]);
    assert.deepEqual(view.shown(), ["a", "b", "1"]);
  });
});

/** A view that draws what it is told, of a queue with these workers and their jobs. */
function start(jobs: Record<string, string[]>) {
  let asked = 0;
  const workers = (): WorkerRow[] => {
    asked++;
    return Object.entries(jobs).map(([name, ids]) => ({ worker: name, name, jobs: ids }) as unknown as WorkerRow);
  };
  const live = {
    workers: () => Promise.resolve(workers()),
    rows: (ids: readonly string[]) => Promise.resolve(ids.map((id) => ({ id }) as JobRow)),
  };
  const onDidChangeAnswering = () => ({ dispose: () => undefined });
  const queue = { live, answering: { kind: "answering" }, onDidChangeAnswering } as unknown as QueueHandle;

  const nameOf = (node: WorkersNode): string => (node.kind === "worker" ? node.row.name : node.row.id);
  const drawings = new Drawings<WorkersNode>((node) => ({ label: nameOf(node) }));
  const told: ("all" | string[])[] = [];
  let drawing: Promise<void> = Promise.resolve();
  const rows = new WorkerRows({
    queues: () => [queue],
    difference: (node) => drawings.difference(node),
    tell: (nodes) => {
      told.push(nodes === undefined ? "all" : nodes.map(nameOf));
      drawing = show();
    },
  });
  let shown: string[] = [];
  const show = async (): Promise<void> => {
    const nodes: WorkersNode[] = [];
    for (const worker of await rows.workers()) nodes.push(worker, ...(await rows.jobs(worker)));
    for (const node of nodes) drawings.draw(node);
    shown = nodes.map(nameOf);
  };
  const change = async (): Promise<void> => {
    rows.look();
    await new Promise(setImmediate);
    await drawing;
  };
  return { view: { rows, show, change, shown: () => shown }, jobs, told, asked: () => asked };
}
