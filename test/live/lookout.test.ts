import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { Lookout, type Pace, type Scope } from "../../src/live/watching/lookout.js";
import { until } from "../setup/until.js";

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
    for (let n = 0; n < 100; n++) lookout.hint("hinted");
    await until("it looks again", () => looks.length === 2);
  });

  it("rests between two looks, however many hints come", async () => {
    const { lookout, looks } = active();
    const end = Date.now() + 200;
    while (Date.now() < end) {
      lookout.hint("hinted");
      await setTimeout(1);
    }
    assert.ok(looks.length <= 11, `${looks.length} looks in 200 ms with a rest of 20 ms`);
  });

  it("looks at what was hinted, and at everything when it is time or nobody knows what changed", async () => {
    const { lookout, scopes } = active();
    lookout.hint("hinted");
    await until("it looks at what was hinted", () => scopes.length === 2);
    lookout.hint("hinted");
    lookout.hint("everything");
    lookout.hint("hinted");
    await until("it looks at everything", () => scopes.length === 3);
    assert.deepEqual(scopes, ["everything", "hinted", "everything"]);
  });

  it("looks at everything in time however many hints come", async () => {
    const { lookout, scopes } = active({ poll: { active: 50, background: LONG, idle: LONG } });
    const hinting = setInterval(() => lookout.hint("hinted"), 1);
    await until("it has looked at everything thrice", () => scopes.filter((each) => each === "everything").length >= 3);
    clearInterval(hinting);
    assert.ok(scopes.includes("hinted"));
  });

  it("keeps the pauses after cheap looks short when a look at everything takes long", async () => {
    const { lookout, looks } = active({ restShare: 200 }, (scope) => scope === "everything" && busy(50));
    lookout.hint("hinted");
    const before = performance.now();
    await until("it has looked at what was hinted", () => looks.length === 2);
    assert.ok(performance.now() - before < 5_000, "less than 200 times as long as the long look");
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
    lookout.now("everything");
    lookout.hint("hinted");
    await setTimeout(60);
    assert.equal(looks.length, 1);
    lookout.attention("active");
    assert.equal(looks.length, 2);
  });

  it("looks also while nobody does when somebody is about to choose, once for what is asked at a time", () => {
    const { lookout, looks } = made({ rest: { active: LONG, background: LONG, idle: LONG } });
    lookout.catchUp();
    lookout.catchUp();
    assert.equal(looks.length, 1);
    lookout.attention("active");
    lookout.catchUp();
    assert.equal(looks.length, 2);
  });

  it("looks less often while another window is worked in, and at once when this one is again", async () => {
    const { lookout, looks } = active({ rest: { active: 1, background: LONG, idle: LONG } });
    lookout.attention("background");
    lookout.hint("hinted");
    await setTimeout(60);
    assert.equal(looks.length, 1);
    lookout.attention("active");
    assert.equal(looks.length, 2);
    lookout.attention("idle");
    lookout.attention("background");
    assert.equal(looks.length, 3);
  });

  function made(changes: Partial<Pace> = {}, work: (scope: Scope) => unknown = () => {}) {
    const looks: number[] = [];
    const scopes: Scope[] = [];
    const look = (scope: Scope): void => {
      looks.push(performance.now());
      scopes.push(scope);
      work(scope);
    };
    const lookout = new Lookout(look, { ...PACE, ...changes });
    lookouts.push(lookout);
    return { lookout, looks, scopes };
  }

  function active(changes: Partial<Pace> = {}, work?: (scope: Scope) => unknown) {
    const all = made(changes, work);
    all.lookout.attention("active");
    return all;
  }
});

function busy(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
