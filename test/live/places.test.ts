import assert from "node:assert/strict";
import { Places } from "../../src/live/live-index/places.js";
import { changedNames } from "../../src/live/listing/sorted-names.js";
import { JOB_STATES, type Place } from "../../src/queue/index.js";
import { randomNumbers } from "./random-numbers.js";

describe("Names in order", () => {
  it("are the same, changed one by one or sorted anew, rising and falling", () => {
    const random = randomNumbers(7);
    for (const falling of [false, true]) {
      let names: readonly string[] = [];
      for (let step = 0; step < 300; step++) {
        const gone = names.filter(() => random() < 0.01);
        const come = Array.from({ length: Math.floor(random() * 6) }, () => String(1e9 + Math.floor(random() * 1e9)));
        const fresh = [...new Set(come)].filter((name) => !names.includes(name));
        const expected = [...names.filter((name) => !gone.includes(name)), ...fresh].sort();
        names = changedNames(names, { gone, come: fresh }, { falling });
        assert.deepEqual(names, falling ? expected.reverse() : expected);
      }
      assert.ok(names.length > 100, "too few to be changed one by one");
    }
  });
});

describe("Places of jobs", () => {
  it("that were told one by one are those that a listing finds", () => {
    const random = randomNumbers(3);
    const told = new Places();
    const truth = new Map<string, Place>();
    for (let step = 0; step < 400; step++) {
      const ids = Array.from({ length: 1 + Math.floor(random() * 5) }, () => String(Math.floor(random() * 2_000)));
      for (const id of ids) {
        const place = somePlace(id, random);
        if (place === undefined) truth.delete(id);
        else truth.set(id, place);
      }
      told.update(ids, truth, new Map());
    }
    const listed = new Places();
    listed.replace(truth, new Map());
    for (const state of JOB_STATES) {
      assert.deepEqual(told.ids(state), listed.ids(state), state);
      assert.equal(told.count(state), listed.ids(state).length);
    }
    assert.deepEqual(told.replace(truth, new Map()), []);
    const begun = new Places();
    begun.begin(new Map(truth), new Map());
    for (const state of JOB_STATES) assert.deepEqual(begun.ids(state), listed.ids(state), state);
    assert.deepEqual(begun.replace(truth, new Map()), []);
  });

  it("tell from where to where each job went", () => {
    const places = new Places();
    const queued: Place = { id: "1", state: "queued" };
    const running: Place = { id: "1", state: "running", claim: "w.1" };
    assert.deepEqual(places.update(["1", "2"], new Map([["1", queued]]), new Map()), [
      { id: "1", from: undefined, to: queued },
    ]);
    assert.deepEqual(places.update(["1"], new Map([["1", running]]), new Map()), [
      { id: "1", from: queued, to: running },
    ]);
    assert.deepEqual(places.replace(new Map(), new Map()), [{ id: "1", from: running, to: undefined }]);
  });
});

function somePlace(id: string, random: () => number): Place | undefined {
  const which = Math.floor(random() * 6);
  const state = JOB_STATES[which];
  if (state !== undefined) return { id, state };
  return which === 4 ? { id, state: "queued", waiting: "held" } : undefined;
}
