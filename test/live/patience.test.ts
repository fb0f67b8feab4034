import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { Patience } from "../../src/live/patience.js";
import { until } from "./until.js";

describe("Patience with a process", () => {
  const all: Patience[] = [];
  afterEach(() => {
    for (const patience of all.splice(0)) patience.close();
  });

  it("says for how long a question has not been answered, until it is", async () => {
    const { patience, silences } = impatient();
    let answer: (text: string) => void = () => {};
    const asked = patience.during(() => new Promise<string>((resolve) => (answer = resolve)));
    await until("it is said twice", () => silences.length >= 2);
    answer("at last");
    assert.equal(await asked, "at last");
    const before = silences.length;
    await setTimeout(60);
    assert.equal(silences.length, before);
  });

  it("says nothing while the process says anything at all", async () => {
    // Longer than a busy machine keeps this process from running; it speaks for longer than that.
    const { patience, silences } = impatient(1_000);
    void patience.during(() => new Promise(() => {}));
    const end = Date.now() + 1_500;
    await until("it has spoken for longer than the patience lasts", () => {
      patience.heard();
      return Date.now() > end;
    });
    assert.deepEqual(silences, []);
  });

  it("asks a process that has been quiet for a while", async () => {
    const { questions } = impatient();
    await until("it asks", () => questions() > 0);
  });

  function impatient(silent = 50) {
    const silences: number[] = [];
    let questions = 0;
    const patience = new Patience({
      ask: () => questions++,
      silent: (seconds) => silences.push(seconds),
      times: { silent, tick: 10, ask: 20 },
    });
    all.push(patience);
    return { patience, silences, questions: () => questions };
  }
});
