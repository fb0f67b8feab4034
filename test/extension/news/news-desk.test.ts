import assert from "node:assert/strict";
import { mock } from "node:test";
import type { EndedJobs, JobRow } from "../../../src/live/live-queue.js";
import {
  askedFor,
  canBeMuted,
  failedIds,
  NOTHING,
  together,
  wordsOf,
  type Gathered,
  type Wanted,
} from "../../../src/extension/news/gathered.js";
import { NewsDesk } from "../../../src/extension/news/news-desk.js";
import type { JobTarget, QueueHandle } from "../../../src/extension/queues/queues.js";

describe("News", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
  afterEach(() => mock.timers.reset());

  it("are one message for 20 failures in a second", () => {
    const { desk, told } = open();
    for (let n = 0; n < 20; n++) {
      desk.add(queue, ended({ failed: [job(`job ${n}`)] }));
      mock.timers.tick(50);
    }
    mock.timers.tick(1_000);
    assert.deepEqual(told(), ["20 jobs failed: “job 0”, “job 1”, “job 2” and 17 more."]);
  });

  it("are silent about success, unless it is asked for", () => {
    const jobs = ended({ completed: [job("fit", { state: "completed" })], failed: [job("train")] });
    assert.deepEqual(toldOf(jobs, {}), ["“train” failed after 12 s."]);
    assert.deepEqual(toldOf(jobs, { wanted: "all" }), ["“train” failed after 12 s. “fit” completed after 12 s."]);
    assert.deepEqual(toldOf(jobs, { wanted: "never" }), []);
  });

  it("are none of a job that a person cancelled", () => {
    assert.deepEqual(toldOf(ended({ failed: [job("train", { errorLine: "Cancelled by ada" })] }), {}), []);
  });

  it("are none of what was seen to happen, which nobody does in a window without focus", () => {
    const jobs = ended({ failed: [job("train"), job("fit")] });
    const sees = ({ row }: JobTarget): boolean => row.label === "train";
    assert.deepEqual(toldOf(jobs, { sees }), ["“fit” failed after 12 s."]);
    assert.deepEqual(toldOf(jobs, { sees, focused: false }), ["2 jobs failed: “train”, “fit”."]);
    assert.deepEqual(toldOf(jobs, { sees: () => true }), []);
  });

  it("wait while a message is open, and are told together when it is answered", async () => {
    const { desk, told, answer } = open();
    for (const label of ["a", "b", "c"]) {
      desk.add(queue, ended({ failed: [job(label)] }));
      mock.timers.tick(1_500);
    }
    assert.deepEqual(told(), ["“a” failed after 12 s."]);
    await answer();
    assert.deepEqual(told().slice(1), ["2 jobs failed: “b”, “c”."]);
  });

  it("wait no longer than 30 s for an answer, in which the window has the focus", () => {
    const { desk, told, window } = open({ focused: false });
    desk.add(queue, ended({ failed: [job("a")] }));
    mock.timers.tick(1_000);
    desk.add(queue, ended({ failed: [job("b")] }));
    mock.timers.tick(600_000);
    assert.equal(told().length, 1);
    window.focused = true;
    desk.focusChanged();
    mock.timers.tick(29_000);
    assert.equal(told().length, 1);
    mock.timers.tick(1_000);
    assert.equal(told().length, 2);
  });

  it("that were gathered are forgotten when they are muted", async () => {
    const { desk, told, window, answer } = open();
    desk.add(queue, ended({ failed: [job("a")] }));
    mock.timers.tick(1_000);
    desk.add(queue, ended({ failed: [job("b")] }));
    mock.timers.tick(1_000);
    window.wanted = "never";
    await answer();
    mock.timers.tick(60_000);
    assert.equal(told().length, 1);
  });

  it("come once of a job that was asked for, also where it went well, was seen, or nothing else is wanted", () => {
    const { desk, told } = open({ wanted: "never", sees: () => true, isAskedFor: ({ row }) => row.label === "train" });
    const rows = [job("train", { state: "completed" }), job("fit", { errorLine: "Cancelled by ada" })];
    desk.add(queue, ended({ completed: rows.slice(0, 1) }));
    desk.addAskedFor(queue, rows);
    mock.timers.tick(1_000);
    assert.deepEqual(told(), ["“fit” was cancelled after 12 s. “train” completed after 12 s."]);
  });

  it("of jobs that were asked for are not muted, and offer nothing of that kind", async () => {
    const { desk, window, told, answer } = open({ wanted: "all" });
    desk.add(queue, ended({ failed: [job("a")] }));
    mock.timers.tick(1_000);
    desk.add(queue, ended({ failed: [job("b")] }));
    desk.addAskedFor(queue, [job("c")]);
    mock.timers.tick(1_000);
    window.wanted = "never";
    await answer();
    assert.deepEqual(told().slice(1), ["“c” failed after 12 s."]);
    assert.deepEqual([canBeMuted(askedFor(queue, [job("c")])), canBeMuted(NOTHING)], [false, false]);
  });

  it("of a batch sum it up once, with its failures in it", () => {
    const batch = { batch: "b1", label: "train", completed: 18, failed: 2, cancelled: 0, failedIds: ["a", "b"] };
    const jobs = ended({ failed: [job("b"), job("other")], batches: [batch] });
    assert.deepEqual(toldOf(jobs, {}), ["train: 18 ok, 2 failed. “other” failed after 12 s."]);
    const well = ended({
      completed: [job("a", { state: "completed" })],
      batches: [{ ...batch, failed: 0, failedIds: [] }],
    });
    assert.deepEqual(toldOf(well, {}), []);
    assert.deepEqual(toldOf(well, { wanted: "all" }), ["train: 18 ok."]);
  });

  it("of a queue that has nothing left to do name it", () => {
    const batch = { batch: undefined, label: undefined, completed: 8, failed: 1, cancelled: 1, failedIds: ["a"] };
    assert.deepEqual(toldOf(ended({ failed: [job("a")], batches: [batch] }), {}), [
      "All done in jobs: 8 ok, 1 failed, 1 cancelled.",
    ]);
  });

  it("of a batch that ended twice, or a queue that did, tell how it ended last", async () => {
    const { desk, told, answer } = open({ wanted: "all" });
    const batch = { batch: "b1", label: "train", completed: 3, failed: 0, cancelled: 0, failedIds: [] };
    desk.add(queue, ended({ failed: [job("first")] }));
    mock.timers.tick(1_000);
    for (const completed of [6, 7, 8]) {
      const jobs = [job(`fit ${completed}`, { state: "completed" })];
      const drained = { ...batch, batch: undefined, label: undefined, completed };
      desk.add(queue, ended({ completed: jobs, batches: [{ ...batch, completed }, drained] }));
    }
    await answer();
    mock.timers.tick(1_000);
    assert.deepEqual(told().slice(1), ["train: 8 ok. All others in jobs: 8 ok."]);
  });

  it("keep of very many jobs those that were asked for and a thousand, and count the rest", () => {
    const jobs = (name: string): readonly JobRow[] => Array.from({ length: 800 }, (_, n) => job(`${name} ${n}`));
    const { failed, left } = [askedFor(queue, jobs("asked")), failedOnly(jobs("a")), failedOnly(jobs("b"))].reduce(
      together,
      NOTHING,
    );
    const ofAsked = failed.filter((each) => each.askedFor).length;
    assert.deepEqual([failed.length, ofAsked, left], [1_800, 800, { completed: 0, failed: 600 }]);
  });

  it("offer to resubmit only failures that are all known", () => {
    const gathered: Gathered = {
      failed: [{ queue, row: job("a"), askedFor: false }],
      completed: [],
      left: { completed: 0, failed: 0 },
      batches: [{ queue, end: { batch: "b2", label: "b", completed: 1, failed: 1, cancelled: 0, failedIds: ["b"] } }],
    };
    assert.deepEqual([...(failedIds(gathered)?.get(queue) ?? [])], ["a", "b"]);
    assert.equal(failedIds({ ...gathered, left: { completed: 0, failed: 800 } }), undefined);
  });
});

const queue = { directory: "/lab/jobs", label: "jobs" } as QueueHandle;

interface Settings {
  readonly wanted?: Wanted;
  readonly focused?: boolean;
  readonly sees?: (job: JobTarget) => boolean;
  readonly isAskedFor?: (job: JobTarget) => boolean;
}

function open({ wanted = "failures", focused = true, sees = () => false, isAskedFor = () => false }: Settings = {}) {
  const messages: { readonly news: Gathered; readonly close: () => void }[] = [];
  const window: { wanted: Wanted; focused: boolean } = { wanted, focused };
  const desk = new NewsDesk({
    get focused() {
      return window.focused;
    },
    wanted: () => window.wanted,
    sees,
    isAskedFor,
    tell: (news) => new Promise<void>((resolve) => messages.push({ news, close: resolve })),
  });
  return {
    desk,
    window,
    told: () => messages.map(({ news }) => wordsOf(news)),
    answer: async () => {
      messages.at(-1)?.close();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

function toldOf(jobs: EndedJobs, settings: Settings): string[] {
  const { desk, told } = open(settings);
  desk.add(queue, jobs);
  mock.timers.tick(1_000);
  return told();
}

function failedOnly(rows: readonly JobRow[]): Gathered {
  return { ...NOTHING, failed: rows.map((row) => ({ queue, row, askedFor: false })) };
}

function ended(changes: Partial<EndedJobs>): EndedJobs {
  return { completed: [], failed: [], left: { completed: 0, failed: 0 }, batches: [], ...changes };
}

function job(label: string, changes: Partial<JobRow> = {}): JobRow {
  const times = { createdMs: 0, startedMs: 1_000, finishedMs: 13_000 };
  return { id: label, label, state: "failed", shell: true, ours: true, ...times, ...changes };
}
