import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { Arrangement, type SearchPace } from "../../src/live/listing/arrangement.js";
import { LiveIndex } from "../../src/live/live-index/live-index.js";
import type { ListView, SortKey } from "../../src/live/live-queue.js";
import type { JobQueue, JobState } from "../../src/queue/index.js";
import { pythonJob, temporaryQueue, writeIn } from "../queue/temporary-queue.js";
import { until } from "../setup/until.js";

describe("An arrangement of jobs", () => {
  it("keeps the order of the flow, and leaves out what the filter keeps back", async () => {
    const { idsOf } = arrange();
    assert.deepEqual(await idsOf({ filter: "", sort: undefined }), ["4", "3", "2", "1"]);
    assert.deepEqual(await idsOf({ filter: "b", sort: undefined }), ["4", "2"]);
  });

  it("sorts by what was asked for", async () => {
    const { idsOf } = arrange();
    const orders: [sort: SortKey, ids: string[]][] = [
      ["name", ["3", "4", "2", "1"]],
      ["created", ["4", "3", "2", "1"]],
      ["started", ["3", "4", "2", "1"]],
      ["ended", ["1", "4", "2", "3"]],
      ["duration", ["1", "4", "2", "3"]],
    ];
    for (const [sort, ids] of orders) {
      assert.deepEqual(await idsOf({ filter: "", sort }), ids, sort);
    }
  });

  it("judges again what has changed, and nothing else", async () => {
    const { idsOf, index, queue, asked } = arrange();
    const view = { filter: "name:b", sort: undefined };
    const before = await idsOf(view);
    assert.equal(await idsOf(view), before);
    asked.length = 0;
    complete(queue, "5", { name: "b", started: 5, finished: 6 });
    complete(queue, "4", { name: "c", started: 12, finished: 30 });
    index.hint("4");
    index.hint("5");
    index.lookAtHinted();
    assert.deepEqual(await idsOf(view), ["5", "2"]);
    assert.deepEqual(asked.sort(), ["4", "5"]);
  });

  it("puts one of many that changed to its place without sorting the others", async () => {
    const queue = temporaryQueue();
    const write = (id: number, name: string): void => {
      const job = pythonJob(`${id}`, { state: "completed", params: { name } });
      writeIn(queue, `completed/${id}.json`, job);
    };
    for (let id = 1000; id < 1200; id++) write(id, `job ${id}`);
    const { arrangement, index, listed } = arrangementOf(queue);
    const view = { filter: "job", sort: "name", whole: true } as const;
    await arrangement.ids("completed", view);
    listed.length = 0;
    write(1100, "a job");
    index.hint("1100");
    index.lookAtHinted();
    const { ids } = await arrangement.ids("completed", view);
    assert.deepEqual([ids.slice(0, 2), ids.length, listed], [["1100", "1000"], 200, []]);
  });

  it("forgets with the index what was found", async () => {
    const { idsOf, index } = arrange();
    const view = { filter: "b", sort: undefined };
    await idsOf(view);
    index.clear();
    assert.deepEqual(await idsOf(view), []);
    index.look({ reread: false });
    assert.deepEqual(await idsOf(view), ["4", "2"]);
  });

  it("reads no file of which the name or the folder says that the filter keeps it back", async () => {
    const { idsOf, queue, index, asked } = arrange();
    complete(queue, "12", { name: "d", started: 5, finished: 6 });
    index.look({ reread: false });
    const found = (filter: string) => idsOf({ filter, sort: undefined });
    assert.deepEqual([await found("@failed"), await found("state:queued,running b"), asked], [[], [], []]);
    assert.deepEqual([await found("id:2"), asked], [["2", "12"].sort().reverse(), ["2", "12"].sort().reverse()]);
    assert.deepEqual([await found("state:failed,damaged"), asked.length], [[], 7]);
  });

  it("reads nothing to tell in which order jobs were submitted whose ids are times", async () => {
    const { idsOf, index, queue, asked } = arrange();
    const [early, late] = ["1732000000000000001", "1732000001000000001"];
    for (const id of [early, late]) writeIn(queue, `queued/${id}.json`, pythonJob(id));
    index.look({ reread: false });
    asked.length = 0;
    assert.deepEqual(await idsOf({ filter: "", sort: "created" }, "queued"), [late, early]);
    assert.deepEqual(asked, []);
  });

  it("answers as soon as enough was found, and then finds the rest", async () => {
    const { arrangement, told } = arrangeMany({ tellEvery: 0 });
    const view = { filter: "job", sort: undefined };
    const first = await arrangement.ids("queued", view, 10);
    assert.ok(first.ids.length >= 10 && first.unsearched > 0, `${first.ids.length} found, ${first.unsearched} left`);
    assert.deepEqual(first.ids.slice(0, 2), ["1000", "1001"]);
    await until("it has told that it found all", async () => {
      const { unsearched } = await arrangement.ids("queued", view, 10);
      return told.length > 0 && unsearched === 0;
    });
    assert.equal((await arrangement.ids("queued", view, 10)).ids.length, 2000);
  });

  it("answers after a moment with what was found until then, or once all was looked at", async () => {
    const { arrangement } = arrangeMany({ slice: 0, patience: 0 });
    const view = { filter: '"job 29"', sort: undefined };
    const { ids, unsearched } = await arrangement.ids("queued", view, 10);
    assert.ok(ids.length < 11 && unsearched > 0, `${ids.length} found, ${unsearched} left`);
    const whole = await arrangement.ids("queued", { ...view, whole: true }, 10);
    assert.deepEqual([whole.ids.length, whole.unsearched], [11, 0]);
  });

  it("gives up a search for another at once, and rests while nobody sees what it finds", async () => {
    const { arrangement, asked, seen } = arrangeMany({ patience: 0 });
    seen.value = false;
    await arrangement.ids("queued", { filter: "one", sort: undefined }, 10);
    await arrangement.ids("queued", { filter: "id:1999", sort: undefined }, 10);
    const before = asked.length;
    seen.value = true;
    arrangement.goOn();
    await arrangement.ids("queued", { filter: "id:1999", sort: undefined, whole: true }, 10);
    assert.deepEqual(
      asked.slice(before).filter((id) => id !== "1999"),
      [],
    );
    assert.ok(before < 2000, "the first search went on");
  });

  it("goes on with what the list shows when another question about the same jobs comes between", async () => {
    const { arrangement, told } = arrangeMany({ slice: 0, patience: 0, tellEvery: Infinity }, { jobs: 100 });
    const shown = { filter: "job", sort: "name" } as const;
    await arrangement.ids("queued", shown, 10);
    await arrangement.ids("queued", { filter: "id:10", sort: undefined, whole: true });
    await until("it has told that it found all", () => told.length > 0);
    assert.equal((await arrangement.ids("queued", shown, 10)).unsearched, 0);
  });

  it("judges each job once for each of those who look at them in different ways", async () => {
    const { arrangement, asked } = arrangeMany({}, { jobs: 50 });
    for (const filter of ["job", "python", "job", "python", "job"]) {
      await arrangement.ids("queued", { filter, sort: undefined, whole: true });
    }
    assert.equal(asked.length, 100);
  });

  it("misses no job that comes while several whole answers are under way", async () => {
    const { arrangement, index, queue } = arrangeMany({ slice: 0 }, { jobs: 50 });
    const answers = ["job", "id:1", "name:job"].map((filter) =>
      arrangement.ids("queued", { filter, sort: undefined, whole: true }),
    );
    writeIn(queue, "queued/1900.json", pythonJob("1900", { params: { name: "job" } }));
    index.hint("1900");
    index.lookAtHinted();
    for (const { ids } of await Promise.all(answers)) assert.deepEqual([ids.length, ids.at(-1)], [51, "1900"]);
  });

  it("misses no job when the queue was away meanwhile", async () => {
    const { arrangement, index, queue } = arrangeMany({ slice: 0 }, { jobs: 50 });
    const answer = arrangement.ids("queued", { filter: "job", sort: undefined, whole: true });
    writeIn(queue, "queued/1900.json", pythonJob("1900", { params: { name: "job" } }));
    index.clear();
    index.look({ reread: true });
    assert.equal((await answer).ids.length, 51);
  });

  it("is whole also when all is read anew, or a job comes, while it is sorted", async () => {
    const all = Array.from({ length: 100_000 }, (_, n) => `${1_732_000_000_000_000_000n + BigInt(n)}`).reverse();
    for (const changed of [undefined, all.slice(0, 1)]) {
      let lists = 0;
      const index = {
        // Listed once to be searched, and then to be sorted.
        ids: () => {
          if (++lists === 2) setImmediate(() => arrangement.touch(changed));
          return all;
        },
        placeOf: (id: string) => ({ id, state: "completed" as const, queuedAs: undefined }),
        passingRow: () => undefined,
      };
      const arrangement = new Arrangement(index);
      const { ids, unsearched } = await arrangement.ids("completed", { filter: "", sort: "created", whole: true });
      assert.deepEqual([ids.length, unsearched], [all.length, 0]);
    }
  });

  it("forgets the searches that nobody asked for lately", async () => {
    const { arrangement, asked } = arrangeMany({}, { jobs: 1 });
    for (let n = 0; n < 30; n++) {
      await arrangement.ids("queued", { filter: `job ${n}`, sort: undefined, whole: true });
    }
    asked.length = 0;
    await arrangement.ids("queued", { filter: "job 29", sort: undefined, whole: true });
    await arrangement.ids("queued", { filter: "job 0", sort: undefined, whole: true });
    assert.equal(asked.length, 1);
  });

  it("remembers no job that came and went while nobody asked", async () => {
    const { arrangement, index, queue } = arrangeMany({ slice: 0, patience: 0 }, { jobs: 3 });
    const view = { filter: "job", sort: undefined };
    await arrangement.ids("queued", { ...view, whole: true });
    for (const id of ["1900", "1901", "1902"]) {
      writeIn(queue, `queued/${id}.json`, pythonJob(id));
      index.look({ reread: false });
      rmSync(join(queue.directory, "queued", `${id}.json`));
      index.look({ reread: false });
    }
    assert.deepEqual(await arrangement.ids("queued", view), { ids: ["1000", "1001", "1002"], unsearched: 0 });
  });

  it("ends a filter by time also when the files take longer than it may be old", async () => {
    const clock = slowClock({ msPerFile: 1_000 });
    const { arrangement, asked } = arrangeMany({ slice: 0, patience: 0 }, { jobs: 100, clock });
    const view = { filter: "before:2h job", sort: undefined };
    await until("all were looked at", async () => (await arrangement.ids("queued", view)).unsearched === 0);
    assert.equal((await arrangement.ids("queued", view)).ids.length, 100);
    assert.equal(asked.length, 100);
  });

  it("looks for a filter by time anew after a while, and for no other", async () => {
    const clock = slowClock({ msPerFile: 200 });
    const { arrangement, asked } = arrangeMany({}, { jobs: 100, clock });
    const judged: number[] = [];
    for (const filter of ["before:2h job", "job"]) {
      // The search takes 20 seconds.
      for (const seconds of [0, 370, 20]) {
        asked.length = 0;
        clock.pass(seconds * 1_000);
        await arrangement.ids("queued", { filter, sort: undefined, whole: true });
        judged.push(asked.length);
      }
    }
    assert.deepEqual(judged, [100, 0, 100, 100, 0, 0]);
  });

  it("lets other questions through while it reads many rows", async () => {
    const { arrangement } = arrangeMany();
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    const { ids } = await arrangement.ids("queued", { filter: '"job 29"', sort: undefined, whole: true }, 10);
    clearInterval(counting);
    assert.equal(ids.length, 11);
    assert.ok(turns > 0, "it kept everybody waiting");
  });
});

function arrange() {
  const queue = temporaryQueue();
  complete(queue, "1", { name: "c", started: 10, finished: 50 });
  complete(queue, "2", { name: "b", started: 11, finished: 20 });
  complete(queue, "3", { name: "a", started: 14, finished: 15 });
  complete(queue, "4", { name: "B", started: 12, finished: 30 });
  const arranged = arrangementOf(queue);
  const idsOf = async (view: ListView, state: JobState = "completed") =>
    (await arranged.arrangement.ids(state, { ...view, whole: true }, Infinity)).ids;
  return { ...arranged, idsOf };
}

/** Queued jobs whose files have not been read. */
function arrangeMany(
  pace: Partial<SearchPace> = {},
  { jobs = 2_000, clock }: { readonly jobs?: number; readonly clock?: SlowClock } = {},
) {
  const queue = temporaryQueue();
  for (let n = 0; n < jobs; n++) {
    writeIn(queue, `queued/${1000 + n}.json`, pythonJob(`${1000 + n}`, { params: { name: `job ${n}` } }));
  }
  return arrangementOf(queue, { slice: 5, patience: 200, tellEvery: 500, ...pace }, clock);
}

interface SlowClock {
  readonly now: () => number;
  readonly pass: (ms: number) => void;
  readonly msPerFile: number;
}

/** Of a disk that takes so long for each file. */
function slowClock({ msPerFile }: { readonly msPerFile: number }): SlowClock {
  let now = Date.now();
  return { now: () => now, pass: (ms) => void (now += ms), msPerFile };
}

function arrangementOf(queue: JobQueue, pace?: SearchPace, clock?: SlowClock) {
  const asked: string[] = [];
  const told: JobState[] = [];
  const listed: JobState[] = [];
  const seen = { value: true };
  const index = new LiveIndex(queue, (ids) => arrangement.touch(ids));
  const counted = {
    ids: (state: JobState) => {
      listed.push(state);
      return index.ids(state);
    },
    placeOf: (id: string) => index.placeOf(id),
    passingRow: (id: string) => {
      asked.push(id);
      clock?.pass(clock.msPerFile);
      return index.passingRow(id);
    },
  };
  const events = { isSeen: () => seen.value, searched: (state: JobState) => void told.push(state) };
  const arrangement = new Arrangement(counted, events, pace, clock?.now);
  index.look({ reread: true });
  return { queue, index, arrangement, asked, told, listed, seen };
}

/** Times are seconds of one minute; it was created in the second that is its id. */
function complete(
  queue: JobQueue,
  id: string,
  { name, started, finished }: { readonly name: string; readonly started: number; readonly finished: number },
): void {
  const at = (second: number | string): string => `2024-12-04T10:00:${String(second).padStart(2, "0")}`;
  const times = { created_at: at(id), started_at: at(started), finished_at: at(finished) };
  writeIn(queue, `completed/${id}.json`, pythonJob(id, { state: "completed", params: { name }, ...times }));
}
