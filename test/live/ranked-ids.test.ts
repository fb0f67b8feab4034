import assert from "node:assert/strict";
import type { SortKey } from "../../src/live/live-queue.js";
import { RankedIds } from "../../src/live/listing/ranked-ids.js";
import { ranked, type Rank } from "../../src/live/listing/sort-rows.js";
import { randomNumbers } from "./random-numbers.js";

describe("Ranked ids", () => {
  const orders: [by: SortKey | undefined, rankFrom: (random: number) => Rank][] = [
    ["name", (random) => `job ${Math.floor(random * 20)}`],
    ["ended", (random) => (random < 0.2 ? undefined : Math.floor(random * 20))],
    [undefined, () => undefined],
  ];
  for (const [by, rankFrom] of orders) {
    it(`are the same, changed one by one or sorted anew, by ${by ?? "nothing"}`, async () => {
      const random = randomNumbers(11);
      const truth = new Map<string, Rank>();
      const all = () => [...truth.keys()].sort().reverse();
      const told = new RankedIds(by, { ids: all, falls: true });
      for (let step = 0; step < 400; step++) {
        for (let n = 0; n < (step === 0 ? 600 : random() * 8); n++) {
          const id = String(1_000 + Math.floor(random() * 1_000));
          const rank = rankFrom(random());
          if (random() < 0.3) {
            truth.delete(id);
            told.delete(id);
          } else {
            truth.set(id, rank);
            told.set(id, rank);
          }
        }
        const pairs = all().map((id) => [id, truth.get(id)] as const);
        assert.deepEqual(await told.inOrder(), by === undefined ? all() : ranked(pairs, { by }));
      }
    });
  }

  it("sort none of the many when one changes", async () => {
    let asked = 0;
    const ids = Array.from({ length: 1_000 }, (_, n) => `${9_999 - n}`);
    const found = new RankedIds("name", { ids: () => (asked++, ids), falls: true });
    for (const id of ids) found.set(id, `job ${id.slice(2)}`);
    const before = await found.inOrder();
    found.set("9500", "job 00");
    assert.deepEqual([(await found.inOrder()).indexOf("9500"), before.indexOf("9500")], [4, 4]);
    found.set("9500", "a job");
    found.delete("9999");
    assert.deepEqual([(await found.inOrder())[0], (await found.inOrder()).length, before.length], ["9500", 999, 1_000]);
    assert.equal(asked, 1);
  });

  it("are sorted in pieces, and right also where some change in between", async () => {
    const ids = Array.from({ length: 200_000 }, (_, n) => `${999_999 - n}`);
    const rankIn = (id: string): string => `job ${id.slice(3)}`;
    const found = new RankedIds("name", { ids: () => ids, falls: true });
    for (const id of ids) found.set(id, rankIn(id));
    let turns = 0;
    const change = (): void => {
      if (turns++ === 0) found.delete(ids.pop() ?? "");
      found.set("999990", `a ${turns}`);
      turn = setImmediate(change);
    };
    let turn = setImmediate(change);
    const order = await found.inOrder();
    clearImmediate(turn);
    assert.ok(turns > 2, `${turns} turns`);
    const pairs = ids.map((id) => [id, id === "999990" ? "a" : rankIn(id)] as const);
    assert.deepEqual(order, ranked(pairs, { by: "name" }));
  });

  it("are not sorted in pieces where nothing was asked for", async () => {
    const found = new RankedIds(undefined, { ids: () => ["2", "1"], falls: true });
    for (const id of ["1", "2"]) found.set(id, undefined);
    await found.inOrder();
    found.clear();
    for (const id of ["1", "2"]) found.set(id, undefined);
    const order: unknown[] = [];
    const asked = found.inOrder().then((ids) => order.push(ids));
    await Promise.resolve().then(() => order.push("a turn later"));
    await asked;
    assert.deepEqual(order, [["2", "1"], "a turn later"]);
  });

  it("are sorted anew where ids do not tell which of two comes first", async () => {
    let all = ["2", "1", "3"];
    const found = new RankedIds(undefined, { ids: () => all, falls: false });
    for (const id of all) found.set(id, undefined);
    assert.deepEqual(await found.inOrder(), ["2", "1", "3"]);
    all = ["3", "2", "1"];
    found.touch();
    assert.deepEqual(await found.inOrder(), ["3", "2", "1"]);
  });
});
