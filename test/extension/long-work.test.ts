import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { runLongWork, type LongWork, type Progress, type ProgressApi } from "../../src/extension/long-work.js";

describe("Work that may take long", () => {
  it("moves the bar of the view at once, and until it has ended", async () => {
    const { shown, finish, working } = begin();
    assert.deepEqual(shown, [{ where: "dirq.jobs", isOpen: true }]);
    finish();
    assert.equal(await working, "done");
    assert.deepEqual(shown, [{ where: "dirq.jobs", isOpen: false }]);
  });

  it("is told of in a notification only when it has taken ten seconds", async () => {
    const { shown, clock, finish, working } = begin();
    assert.deepEqual(clock.delays, [10_000]);
    clock.strike();
    assert.equal(shown[1]?.title, "Deleting jobs");
    finish();
    await working;
    assert.equal(shown[1].isOpen, false);
  });

  it("is told of in no notification when it ends before", async () => {
    const { clock, finish, working } = begin();
    finish();
    await working;
    assert.equal(clock.pending, 0);
  });

  it("says how far it is, also what it said before anybody could see it", () => {
    const { shown, clock, progress } = begin();
    progress().tell("1,200 of 5,000", 0.24);
    clock.strike();
    progress().tell("2,500 of 5,000", 0.5);
    assert.deepEqual(shown[1]?.told, [
      { message: "1,200 of 5,000", increment: 24 },
      { message: "2,500 of 5,000", increment: 26 },
    ]);
  });

  it("hears that somebody stops it, and is shown until it has stopped", async () => {
    const { shown, clock, progress, finish, working } = begin();
    clock.strike();
    assert.deepEqual([shown[1]?.cancellable, progress().signal.aborted], [true, false]);
    shown[1]?.cancel?.();
    assert.deepEqual([progress().signal.aborted, shown[1]?.isOpen], [true, true]);
    finish();
    assert.equal(await working, "done");
  });

  it("offers no Cancel for what cannot be stopped halfway", () => {
    const { shown, clock } = begin({ title: "Mending", canStop: false });
    clock.strike();
    assert.equal(shown[1]?.cancellable, false);
  });

  it("goes from the screen when it fails, and says why to whoever called", async () => {
    const { shown, clock, fail, working } = begin();
    clock.strike();
    fail(new Error("The disk is full"));
    await assert.rejects(working, /The disk is full/);
    assert.deepEqual(
      shown.map(({ isOpen }) => isOpen),
      [false, false],
    );
  });
});

interface Shown {
  readonly where: string;
  isOpen: boolean;
  title?: string | undefined;
  cancellable?: boolean | undefined;
  cancel?: () => void;
  told?: unknown[];
}

function begin(work: LongWork = { title: "Deleting jobs" }) {
  const shown: Shown[] = [];
  const clock = new FakeClock();
  let given: Progress | undefined;
  let end: { finish: (value: string) => void; fail: (error: Error) => void } | undefined;
  const working = runLongWork(
    apiShowing(shown),
    work,
    (progress) => {
      given = progress;
      return new Promise<string>((finish, fail) => (end = { finish, fail }));
    },
    clock,
  );
  const progress = (): Progress => {
    assert.ok(given);
    return given;
  };
  return {
    shown,
    clock,
    progress,
    working,
    finish: () => end?.finish("done"),
    fail: (error: Error) => end?.fail(error),
  };
}

class FakeClock {
  readonly delays: number[] = [];
  private readonly calls = new Map<number, () => void>();

  setTimeout(call: () => void, milliseconds: number): number {
    this.calls.set(this.delays.push(milliseconds), call);
    return this.delays.length;
  }

  clearTimeout(timer: unknown): void {
    this.calls.delete(timer as number);
  }

  get pending(): number {
    return this.calls.size;
  }

  strike(): void {
    for (const call of this.calls.values()) call();
  }
}

function apiShowing(all: Shown[]): ProgressApi {
  const withProgress = (
    { location, title, cancellable }: vscode.ProgressOptions,
    task: (
      progress: { report: (value: unknown) => void },
      token: { onCancellationRequested: (listener: () => void) => void },
    ) => Promise<unknown>,
  ): void => {
    const told: unknown[] = [];
    const shown: Shown =
      typeof location === "object"
        ? { where: location.viewId, isOpen: true }
        : { where: "notification", isOpen: true, title, cancellable, told };
    all.push(shown);
    const token = { onCancellationRequested: (listener: () => void) => void (shown.cancel = listener) };
    void task({ report: (value) => told.push(value) }, token).then(() => (shown.isOpen = false));
  };
  return { window: { withProgress }, ProgressLocation: { Notification: 15 } } as unknown as ProgressApi;
}
