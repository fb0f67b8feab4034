import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { Lookout, type Pace } from "../../src/live/lookout.js";
import { until } from "./until.js";

const LONG = 3_600_000;
const PACE: Pace = {
  settle: 5,
  rest: { active: 20, background: LONG, idle: LONG },
  poll: { active: LONG, background: LONG, idle: LONG },
  restShare: 4,
  pollShare: 20,
};

describe("A lookout", () => {
  const lookouts: Lookout[] = [];
  afterEach(() => {
    for (const lookout of lookouts.splice(0)) lookout.close();
  });

  it("looks soon after a hint, once for many that come together", async () => {
    const { lookout, looks } = active();
    for (let n = 0; n < 100; n++) lookout.hint();
    await until("it looks again", () => looks.length === 2);
  });

  it("rests between two looks, however many hints come", async () => {
    const { lookout, looks } = active();
    const end = Date.now() + 200;
    while (Date.now() < end) {
      lookout.hint();
      await setTimeout(1);
    }
    assert.ok(looks.length <= 11, `${looks.length} looks in 200 ms with a rest of 20 ms`);
  });

  it("looks without a hint when it is time", async () => {
    const { looks } = active({ poll: { active: 10, background: LONG, idle: LONG } });
    await until("it has looked three times", () => looks.length >= 3);
  });

  it("pauses longer when a look takes long", async () => {
    const { looks } = active({ poll: { active: 1, background: LONG, idle: LONG }, pollShare: 10 }, () => busy(20));
    await until("it has looked three times", () => looks.length >= 3);
    const [first = 0, second = 0] = looks;
    assert.ok(second - first >= 200, `${second - first} ms between looks of 20 ms`);
  });

  it("ignores hints while nobody looks, and looks at once when somebody does", async () => {
    const { lookout, looks } = made();
    lookout.now();
    lookout.hint();
    await setTimeout(60);
    assert.equal(looks.length, 1);
    lookout.attention("active");
    assert.equal(looks.length, 2);
  });

  it("looks less often while another window is worked in, and at once when this one is again", async () => {
    const { lookout, looks } = active({ rest: { active: 1, background: LONG, idle: LONG } });
    lookout.attention("background");
    lookout.hint();
    await setTimeout(60);
    assert.equal(looks.length, 1);
    lookout.attention("active");
    assert.equal(looks.length, 2);
    lookout.attention("idle");
    lookout.attention("background");
    assert.equal(looks.length, 3);
  });

  function made(changes: Partial<Pace> = {}, work: () => void = () => {}) {
    const looks: number[] = [];
    const look = (): void => {
      looks.push(performance.now());
      work();
    };
    const lookout = new Lookout(look, { ...PACE, ...changes });
    lookouts.push(lookout);
    return { lookout, looks };
  }

  function active(changes: Partial<Pace> = {}, work?: () => void) {
    const all = made(changes, work);
    all.lookout.attention("active");
    return all;
  }
});

function busy(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
