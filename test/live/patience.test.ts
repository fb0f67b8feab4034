import assert from "node:assert/strict";
import { mock } from "node:test";
import { setTimeout } from "node:timers/promises";
import { Patience } from "../../src/live/process/patience.js";
import { until } from "../setup/until.js";

describe("Patience with a process", () => {
  const all: Patience[] = [];
  afterEach(() => {
    for (const patience of all.splice(0)) patience.close();
  });

  it("says since when a question has not been answered, until it is", async () => {
    const { patience, silences } = impatient();
    let answer: (text: string) => void = () => {};
    const asked = patience.during(() => new Promise<string>((resolve) => (answer = resolve)));
    await until("it is said twice", () => silences.length >= 2);
    answer("at last");
    assert.equal(await asked, "at last");
    assert.equal(new Set(silences).size, 1);
    const before = silences.length;
    await setTimeout(60);
    assert.equal(silences.length, before);
  });

  it("says nothing while the process says anything at all", () => {
    mock.timers.enable({ apis: ["setInterval", "Date"] });
    try {
      const { patience, silences } = impatient(200);
      void patience.during(() => new Promise(() => {}));
      for (let words = 0; words < 20; words++) {
        pass(100);
        patience.heard();
      }
      assert.deepEqual(silences, []);
    } finally {
      mock.timers.reset();
    }
  });

  it("asks a process that has been quiet for a while", async () => {
    const { questions } = impatient();
    await until("it asks", () => questions() > 0);
  });

  it("says within 5 s of its last word that a process is silent, and not before 2.5 s", () => {
    mock.timers.enable({ apis: ["setInterval", "Date"] });
    try {
      for (let lastWord = 0; lastWord < 2000; lastWord += 100) {
        const told: number[] = [];
        const patience = new Patience({
          ask: () => void patience.during(() => new Promise(() => {})),
          silent: () => told.push(Date.now()),
        });
        all.push(patience);
        pass(lastWord);
        patience.heard();
        const heard = Date.now();
        pass(2500);
        assert.deepEqual(told, []);
        pass(2500);
        assert.ok((told[0] ?? Infinity) - heard <= 4600, `told at ${(told[0] ?? Infinity) - heard}`);
        patience.close();
      }
    } finally {
      mock.timers.reset();
    }
  });

  it("does not count the time in which it stood still itself", () => {
    mock.timers.enable({ apis: ["setInterval", "Date"] });
    try {
      const { patience, silences } = impatient();
      void patience.during(() => new Promise(() => {}));
      mock.timers.setTime(3_600_000);
      pass(50);
      assert.deepEqual(silences, []);
      pass(200);
      assert.equal(silences.length > 0, true);
    } finally {
      mock.timers.reset();
    }
  });

  it("does not count the time in which nobody asked", () => {
    mock.timers.enable({ apis: ["setInterval", "Date"] });
    try {
      const { patience, silences } = impatient();
      pass(60_000);
      const asked = Date.now();
      void patience.during(() => new Promise(() => {}));
      pass(1_000);
      assert.deepEqual([...new Set(silences)], [asked]);
    } finally {
      mock.timers.reset();
    }
  });

  /** In steps, because the clock that is played stands still within one. */
  function pass(ms: number): void {
    for (let passed = 0; passed < ms; passed += 50) mock.timers.tick(50);
  }

  function impatient(silent = 50) {
    const silences: number[] = [];
    let questions = 0;
    const patience = new Patience({
      ask: () => questions++,
      silent: (sinceMs) => silences.push(sinceMs),
      times: { silent, tick: 10, ask: 20 },
    });
    all.push(patience);
    return { patience, silences, questions: () => questions };
  }
});
