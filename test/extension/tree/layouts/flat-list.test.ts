import assert from "node:assert/strict";
import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { QueueHandle } from "../../../../src/extension/queues/queues.js";
import { FlatList } from "../../../../src/extension/tree/layouts/flat-list.js";
import type { Changes } from "../../../../src/extension/tree/layouts/layout.js";
import type { Node } from "../../../../src/extension/tree/nodes.js";
import {
  SORT_KEYS,
  type ListView,
  type LiveQueue,
  type QueueStatus,
  type SortKey,
} from "../../../../src/live/live-queue.js";
import { LocalQueue } from "../../../../src/live/local-queue.js";
import type { JobQueue, JobState } from "../../../../src/queue/index.js";
import { silentEvents } from "../../../live/silent-events.js";
import { pythonJob, temporaryQueue, writeIn } from "../../../queue/temporary-queue.js";

describe("One list of all jobs", () => {
  const opened: LocalQueue[] = [];
  afterEach(() => {
    for (const live of opened.splice(0)) live.close();
  });

  it("has the jobs of all queues and states, the last submitted first", async () => {
    const [a, b] = [temporaryQueue(), temporaryQueue()];
    put(a, { 11: "queued", 14: "completed", 15: "running", 17: "queued" });
    put(b, { 12: "failed", 13: "queued", 16: "completed", 17: "queued" });
    const { list, queues } = open([a, b]);
    assert.deepEqual(labels(await list.roots(queues)), ["17", "17", "16", "15", "14", "13", "12", "11"]);
  });

  for (const sort of SORT_KEYS) {
    it(`is sorted by ${sort} over all of them`, async () => {
      const queues = [temporaryQueue(), temporaryQueue(), temporaryQueue()];
      const numbers = Array.from({ length: 90 }, (_, n) => n + 10);
      for (const n of numbers) put(queues[n % 3], { [n]: stateOf(n) });
      const { list, queues: handles } = open(queues, { filter: "", sort });
      const sorted = numbers.filter((n) => ORDERS[sort](n) !== undefined);
      sorted.sort((x, y) => (ORDERS[sort](x) ?? 0) - (ORDERS[sort](y) ?? 0));
      assert.deepEqual(labels(await list.roots(handles)).slice(0, sorted.length), sorted.map(String));
    });
  }

  it("shows 200 jobs, as many more each time, and says how many there are", async () => {
    const queue = temporaryQueue();
    for (let n = 1000; n < 1500; n++) put(queue, { [n]: n % 2 === 0 ? "completed" : "queued" });
    const { list, queues } = open([queue]);
    const first = labels(await list.roots(queues));
    assert.deepEqual([first[0], first[199], first[200], first.length], ["1499", "1300", "200 of 500", 201]);
    assert.equal(list.showMore(), undefined);
    const more = labels(await list.roots(queues));
    assert.deepEqual([more[0], more[399], more[400], more.length], ["1499", "1100", "400 of 500", 401]);
  });

  it("keeps a job's row where it is when its state changes, and has others fetched only when rows come or go", async () => {
    const queue = temporaryQueue();
    put(queue, { 11: "queued", 12: "queued" });
    const { list, queues, look } = open([queue]);
    const before = await list.roots(queues);
    move(queue, "11", "queued", "completed");
    const moved = await list.update(await look(queue, "queued", "completed"));
    assert.deepEqual(moved, { replaced: [], kept: before });
    assert.deepEqual(states(before), ["queued", "completed"]);
    put(queue, { 13: "queued" });
    assert.deepEqual((await list.update(await look(queue, "queued"))).replaced, [undefined]);
    const after = await list.roots(queues);
    assert.deepEqual(labels(after), ["13", "12", "11"]);
    assert.deepEqual(after.slice(1), before);
  });

  it("asks again only about what changed, and not a second time when VS Code asks for the rows", async () => {
    const [a, b] = [temporaryQueue(), temporaryQueue()];
    put(a, { 11: "queued" });
    put(b, { 12: "queued" });
    const { list, queues, look, asked } = open([a, b]);
    await list.roots(queues);
    asked.length = 0;
    put(b, { 13: "failed" });
    await list.update(await look(b, "failed"));
    await list.roots(queues);
    assert.deepEqual(asked, [`${b.directory} failed`]);
  });

  it("asks about everything when it is to forget, also what it knows already and what it is just asking about", async () => {
    const queue = temporaryQueue();
    put(queue, { 11: "queued", 12: "failed" });
    const { list, queues, look } = open([queue]);
    await list.roots(queues);
    // VS Code does not ask for the rows of a view that is hidden.
    put(queue, { 13: "queued" });
    await list.update(await look(queue, "queued"));
    remove(queue, "failed", "12");
    await look(queue);
    list.forget();
    assert.deepEqual(labels(await list.roots(queues)), ["13", "11"]);
    put(queue, { 14: "queued" });
    const update = list.update(await look(queue, "queued"));
    put(queue, { 15: "failed" });
    await look(queue);
    list.forget();
    await update;
    assert.deepEqual(labels(await list.roots(queues)), ["15", "14", "13", "11"]);
  });

  it("keeps the rows of a queue that does not answer, and says that it does not", async () => {
    const [a, b] = [temporaryQueue(), temporaryQueue()];
    put(a, { 11: "queued" });
    put(b, { 12: "queued" });
    const { list, queues, view } = open([a, b]);
    await list.roots(queues);
    Object.assign(queues[1] as object, {
      answering: { kind: "silent", sinceMs: new Date(2026, 0, 2, 15, 4, 5).getTime() },
    });
    view.current = { filter: "@queued", sort: undefined };
    assert.deepEqual(labels(await list.roots(queues)), ["Not answering since 2026-01-02 15:04:05", "12", "11"]);
  });

  it("has its first rows alone before a person's eyes", async () => {
    const queue = temporaryQueue();
    for (let n = 100; n < 130; n++) put(queue, { [n]: "failed" });
    const { list, queues } = open([queue]);
    const jobs = (await list.roots(queues)).filter((node) => node.kind === "job");
    const seen = jobs.filter((job) => list.parentOf(job) !== "nowhere");
    assert.deepEqual([jobs.length, seen], [30, jobs.slice(0, 20)]);
  });

  it("says that there is nothing, and whether that is the filter's doing", async () => {
    const queue = temporaryQueue();
    queue.create();
    const { list, queues, view } = open([queue]);
    assert.deepEqual(await list.roots(queues), [{ kind: "noJobs", filtered: false }]);
    view.current = { filter: "train", sort: undefined };
    assert.deepEqual(await list.roots(queues), [{ kind: "noJobs", filtered: true }]);
  });

  it("shows nothing for a filter that has been changed meanwhile", async () => {
    const queue = temporaryQueue();
    put(queue, { 11: "queued", 12: "failed" });
    const { list, queues, look, view } = open([queue]);
    await list.roots(queues);
    put(queue, { 13: "failed" });
    const changes = await look(queue, "failed");
    const update = list.update(changes);
    view.current = { filter: "state:queued", sort: undefined };
    assert.deepEqual(await update, { replaced: [], kept: [] });
    assert.deepEqual(labels(await list.roots(queues)), ["11"]);
  });

  /** The list of these queues, as far as VS Code is not needed for it. */
  function open(queues: readonly JobQueue[], current: ListView = { filter: "", sort: undefined }) {
    const view = { current };
    const asked: string[] = [];
    const handles = queues.map((queue) => handleOf(queue, asked));
    const look = async (queue: JobQueue, ...states: readonly JobState[]): Promise<Changes> => {
      const handle = handles[queues.indexOf(queue)];
      await handle?.refresh();
      return new Map(handle === undefined ? [] : [[handle as unknown as QueueHandle, new Set(states)]]);
    };
    return { list: new FlatList(view), queues: handles as unknown as readonly QueueHandle[], look, view, asked };
  }

  function handleOf(queue: JobQueue, asked: string[]) {
    let status: QueueStatus | undefined;
    const events = { ...silentEvents, changed: (now: QueueStatus) => void (status = now) };
    const local = new LocalQueue(queue, events, { readOnly: true, killProcesses: () => undefined });
    opened.push(local);
    local.start();
    const live: Pick<LiveQueue, "page"> = {
      page: (state, ...range) => {
        asked.push(`${queue.directory} ${state}`);
        return local.page(state, ...range);
      },
    };
    const { directory } = queue;
    return {
      ...{ directory, label: directory, live, answering: { kind: "answering" }, canWrite: true },
      onDidChangeAnswering: () => ({ dispose: () => {} }),
      get status() {
        return status;
      },
      refresh: () => local.refresh(),
    };
  }
});

/** Of the jobs that are sorted. */
const created = (n: number): number => n;
const stateOf = (n: number): JobState => (["failed", "completed", "running", "queued"] as const)[n % 4] ?? "queued";
const started = (n: number): number | undefined => (stateOf(n) === "queued" ? undefined : 100 * ((n * 37) % 90));
const lasted = (n: number): number => 1 + ((n * 53) % 90);
const hasEnded = (n: number): boolean => !["queued", "running"].includes(stateOf(n));
const ended = (n: number): number | undefined => (hasEnded(n) ? (started(n) ?? 0) + lasted(n) : undefined);

/** What rises from the first to the last; undefined for those that come last in any order. */
const ORDERS: Readonly<Record<SortKey, (n: number) => number | undefined>> = {
  name: (n) => n,
  created: (n) => -created(n),
  started: (n) => negative(started(n)),
  ended: (n) => negative(ended(n)),
  // What runs began long ago.
  duration: (n) => (hasEnded(n) ? -lasted(n) : stateOf(n) === "running" ? -1e9 + (started(n) ?? 0) : undefined),
};

function negative(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value;
}

function numberedJob(id: string, state: JobState): string {
  const n = Number(id);
  const at = (seconds: number | undefined): string | null =>
    seconds === undefined ? null : new Date(Date.UTC(2024, 0) + 1000 * seconds).toISOString().slice(0, -1);
  return pythonJob(id, {
    ...{ state, created_at: at(created(n)), params: { command: "true", type: "shell", name: id } },
    started_at: state === "queued" ? null : at(started(n) ?? 0),
    finished_at: state === "completed" || state === "failed" ? at(ended(n) ?? 0) : null,
  });
}

/** What stands at each row, in short. */
function labels(nodes: readonly Node[]): string[] {
  return nodes.map((node) => {
    if (node.kind === "job") return node.row.label;
    if (node.kind === "more") return `${node.shown} of ${node.total}`;
    return node.kind === "notice" ? node.notice.label : node.kind;
  });
}

function states(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => (node.kind === "job" ? [node.row.state] : []));
}

function put(queue: JobQueue | undefined, jobs: Readonly<Record<string, JobState>>): void {
  queue?.create();
  for (const [id, state] of Object.entries(jobs))
    if (queue !== undefined) writeIn(queue, `${state}/${id}.json`, numberedJob(id, state));
}

function remove(queue: JobQueue, state: JobState, id: string): void {
  rmSync(join(queue.directory, state, `${id}.json`));
}

function move(queue: JobQueue, id: string, from: JobState, to: JobState): void {
  renameSync(join(queue.directory, from, `${id}.json`), join(queue.directory, to, `${id}.json`));
}
