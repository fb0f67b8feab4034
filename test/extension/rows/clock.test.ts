import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { mock } from "node:test";
import { startClock } from "../../../src/extension/rows/clock.js";
import type { QueueHandle } from "../../../src/extension/queues/queues.js";
import { JOB_STATES } from "../../../src/queue/index.js";

describe("The clock of the rows", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setInterval"] }));
  afterEach(() => mock.timers.reset());

  it("ticks every 2 s for running jobs, and every half minute for all", () => {
    const { ticks } = start({ visible: true });
    mock.timers.tick(1_999);
    assert.deepEqual(ticks, []);
    mock.timers.tick(1);
    assert.deepEqual(ticks, [["running"]]);
    mock.timers.tick(28_000);
    assert.deepEqual(ticks, [...Array.from({ length: 14 }, () => ["running"]), ["queued", "running"]]);
  });

  it("does not tick while the view is hidden, and goes on when it is shown", () => {
    const { ticks, show } = start({ visible: false });
    mock.timers.tick(60_000);
    assert.deepEqual(ticks, []);
    show(true);
    mock.timers.tick(2_000);
    assert.deepEqual(ticks, [["running"]]);
    show(false);
    mock.timers.tick(60_000);
    assert.deepEqual(ticks.length, 1);
  });

  it("ticks no faster for being shown twice, and not at all once the view is gone", () => {
    const { ticks, show, clock } = start({ visible: true });
    show(true);
    mock.timers.tick(2_000);
    assert.equal(ticks.length, 1);
    clock.dispose();
    show(true);
    mock.timers.tick(60_000);
    assert.equal(ticks.length, 1);
  });
});

/** A queue with queued and running jobs, one that is not there, and a view of them. */
function start(view: { visible: boolean }) {
  const events = new EventEmitter();
  const counts = { queued: 3, running: 1, completed: 0, failed: 0 };
  const ready = { status: { kind: "ready", counts, paused: false } } as QueueHandle;
  const missing = { status: { kind: "missing", path: "/jobs" } } as QueueHandle;
  const ticks: (readonly string[])[] = [];
  const clock = startClock({
    view: {
      get visible() {
        return view.visible;
      },
      onDidChangeVisibility: (listener) => {
        events.on("visibility", listener);
        return { dispose: () => events.off("visibility", listener) };
      },
    },
    queues: { all: [ready, missing] },
    refreshStates: (queue, states) => {
      assert.equal(queue, ready);
      ticks.push(JOB_STATES.filter((state) => states.includes(state)));
    },
  });
  const show = (visible: boolean): void => {
    view.visible = visible;
    events.emit("visibility", { visible });
  };
  return { clock, ticks, show };
}
