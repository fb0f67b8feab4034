import assert from "node:assert/strict";
import { CheckUp, type CheckUpPace } from "../../src/live/watching/check-up.js";
import type { Finding } from "../../src/queue/index.js";
import { until } from "../setup/until.js";

const LONG = 3_600_000;
const PACE: CheckUpPace = { first: 5, pause: LONG, pauseWhenIll: LONG, pauseShare: 0 };
const FINDING: Finding = { kind: "dead-worker", id: "1", path: "/q", evidence: "", remedy: "", fixable: true };

describe("A check-up", () => {
  const opened: CheckUp[] = [];
  afterEach(() => {
    for (const checkUp of opened.splice(0)) checkUp.close();
  });

  it("is made soon after somebody begins to look, and not again when they look away and back", async () => {
    const { checkUp, checks } = checkUpWith({});
    checkUp.attend(true);
    await until("it was made", () => checks.length === 1);
    checkUp.attend(false);
    checkUp.attend(true);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(checks.length, 1);
  });

  it("is never made while nobody looks", async () => {
    const seen = checkUpWith({ pause: 0 });
    const hidden = checkUpWith({ pause: 0 });
    hidden.checkUp.attend(true);
    hidden.checkUp.attend(false);
    seen.checkUp.attend(true);
    await until("another was made often", () => seen.checks.length > 3);
    assert.equal(hidden.checks.length, 0);
  });

  it("is made again for as long as somebody looks, more often while something is wrong", async () => {
    const { checkUp, checks, found } = checkUpWith({ pauseWhenIll: 1 });
    found.push(FINDING);
    checkUp.attend(true);
    await until("it was made three times", () => checks.length === 3);
    found.pop();
    await until("nothing was found", () => checkUp.count === 0);
    const { length } = checks;
    checkUp.attend(true);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(checks.length, length);
  });

  it("is made at once when something has gone wrong, unless the last took very long", async () => {
    const { checkUp, checks } = checkUpWith({});
    const slow = checkUpWith({ pauseShare: 1e8 });
    for (const each of [checkUp, slow.checkUp]) {
      each.check();
      each.hurry();
    }
    await until("it was made", () => checks.length === 2);
    assert.equal(slow.checks.length, 1);
  });

  it("tells when another number of things is wrong, and only then", () => {
    const { checkUp, found, told } = checkUpWith({});
    checkUp.check();
    assert.equal(told.length, 0);
    found.push(FINDING);
    checkUp.check();
    checkUp.check();
    assert.deepEqual([told.length, checkUp.count], [1, 1]);
  });

  function checkUpWith(pace: Partial<CheckUpPace>) {
    const found: Finding[] = [];
    const checks: number[] = [];
    const told: number[] = [];
    const glance = (): readonly Finding[] => {
      checks.push(0);
      return [...found];
    };
    const checkUp = new CheckUp(glance, () => told.push(0), { ...PACE, ...pace });
    opened.push(checkUp);
    return { checkUp, checks, found, told };
  }
});
